package io.entracep.detection;

import io.entracep.signal.Observation;
import io.entracep.state.StableHash;
import io.entracep.state.TimeRange;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which values are compared when a count is weighed. Of an hour that has more values of the {@link
 * Counterweight} than are kept, only those with the smallest hashes are known; so of what is
 * counted, too, only values up to the same hash are compared. Both sides are then the same sample
 * of all values, whatever the order of arrival.
 */
final class ComparedValues {
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final ComparedValues ALL = new ComparedValues(Map.of());

    /** Hours of which not all is known, with the greatest hash that is. */
    private final Map<Long, Long> limits;

    private ComparedValues(Map<Long, Long> limits) {
        this.limits = limits;
    }

    /**
     * Of the hours that the range touches.
     *
     * @param weights null where nothing weighs
     */
    static ComparedValues in(View view, TimeRange range, @Nullable Counterweight weights) {
        return weights == null
                ? ALL
                : of(view.observations(wholeHours(range), weights.signals()), weights);
    }

    /**
     * @param weighing all that is kept of some whole hours, in order
     */
    private static ComparedValues of(List<Observation> weighing, Counterweight weights) {
        if (weighing.size() < weights.perHour()) {
            return ALL;
        }
        Map<Long, TreeSet<Long>> smallest = new HashMap<>();
        for (Observation observation : weighing) {
            TreeSet<Long> hashes =
                    smallest.computeIfAbsent(
                            startOfHour(observation.time()), hour -> new TreeSet<>());
            hashes.add(hash(weights.value().apply(observation)));
            if (hashes.size() > weights.perHour()) {
                hashes.pollLast();
            }
        }
        Map<Long, Long> limits = new HashMap<>();
        smallest.forEach(
                (hour, hashes) -> {
                    if (hashes.size() == weights.perHour()) {
                        limits.put(hour, hashes.last());
                    }
                });
        return limits.isEmpty() ? ALL : new ComparedValues(limits);
    }

    /** Whether every value is compared, wherever it lies. */
    boolean isAll() {
        return limits.isEmpty();
    }

    /** Whether the value of an observation at this time is. */
    boolean has(long time, @Nullable String value) {
        Long limit = limits.get(startOfHour(time));
        return limit == null || hash(value) <= limit;
    }

    static long startOfHour(long time) {
        return Math.floorDiv(time, HOUR) * HOUR;
    }

    /** The hours that the range touches. */
    static TimeRange wholeHours(TimeRange range) {
        long from =
                range.from() < Long.MIN_VALUE + HOUR ? Long.MIN_VALUE : startOfHour(range.from());
        return new TimeRange(from, TimeRange.plus(startOfHour(range.to()), HOUR));
    }

    /** As the journal orders the values of a need. */
    private static long hash(@Nullable String value) {
        return StableHash.hash64(Objects.requireNonNullElse(value, "\u0000"));
    }
}
