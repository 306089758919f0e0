package io.entracep.loop;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether what was said before a crash is being corrected, and what of it was withdrawn. */
final class Corrections {

    /** A bound of memory; beyond it something is withdrawn again, which changes nothing. */
    private static final int MOST_REMEMBERED = 100_000;

    /** How much our clock may be behind those that stamp records. */
    private static final long SKEW = Duration.ofMinutes(5).toMillis();

    private final Set<String> withdrawn = new HashSet<>();
    private @Nullable Long since;

    /**
     * @param restoredAt processing time of the restore; null to end it
     */
    void since(@Nullable Long restoredAt) {
        since = restoredAt;
        if (restoredAt == null || withdrawn.size() > MOST_REMEMBERED) {
            withdrawn.clear();
        }
    }

    /** Processing time of the restore while corrections are made, else null. */
    @Nullable Long since() {
        return since;
    }

    /**
     * Whether what happens at this event time may have happened before the crash, too. A record of
     * a later time was written after it.
     */
    boolean concern(long eventTime) {
        return since != null && eventTime <= since + SKEW;
    }

    /** Whether the finding is withdrawn for the first time; once is enough. */
    boolean isFirst(String findingId) {
        return withdrawn.add(findingId);
    }
}
