package io.entracep.replay;

import io.entracep.event.EntraEvent;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the records before they are judged.
 *
 * @param tenant whose the records are that name no tenant; null where nobody knows
 * @param latest a record from after this moment, milliseconds, is from a wrong clock or invented
 */
record InputFacts(@Nullable String tenant, long latest) implements Serializable {

    /** What the decoder says where a record names no tenant. */
    static final String UNKNOWN = "unknown";

    /** Records are at most this much younger than most of them. */
    private static final Duration YOUNGER = Duration.ofDays(400);

    /**
     * Told by the first records of the files.
     *
     * @param asked tenant that was asked for, which is no question then
     * @param sections tenants that the policy has a section for
     * @param now when the records are read: they happened before
     */
    static InputFacts of(
            List<EntraEvent> sample, @Nullable String asked, Set<String> sections, Instant now) {
        Set<String> tenants = new TreeSet<>();
        boolean without = false;
        for (EntraEvent event : sample) {
            without |= event.tenantId().equals(UNKNOWN);
            tenants.add(event.tenantId());
        }
        tenants.remove(UNKNOWN);
        return new InputFacts(
                asked != null ? asked : without ? only(tenants, sections) : null,
                latest(sample, now));
    }

    /** The one tenant of the input; where it names none, the one of the policy. */
    static @Nullable String only(Set<String> tenants, Set<String> sections) {
        Set<String> known = tenants.isEmpty() ? sections : tenants;
        return known.size() == 1 ? known.iterator().next() : null;
    }

    private static long latest(List<EntraEvent> sample, Instant now) {
        long[] times = sample.stream().mapToLong(EntraEvent::time).sorted().toArray();
        long middle = times.length == 0 ? 0 : times[times.length / 2];
        return Math.max(now.plus(Duration.ofDays(1)).toEpochMilli(), middle + YOUNGER.toMillis());
    }
}
