package io.entracep.detection;

import io.entracep.signal.Observation;
import io.entracep.state.Need;
import io.entracep.state.TimeRange;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
     * @param detectionId whose weights they are
     * @param weights null where nothing weighs
     */
    static ComparedValues in(
            View view, TimeRange range, String detectionId, @Nullable Counterweight weights) {
        if (weights == null) {
            return ALL;
        }
        List<Observation> weighing = view.observations(wholeHours(range), weights.signals());
        Map<Long, Long> limits = new HashMap<>();
        int from = 0;
        while (from < weighing.size()) {
            long hour = startOfHour(weighing.get(from).time());
            int to = from + 1;
            while (to < weighing.size() && weighing.get(to).time() < hour + HOUR) {
                to++;
            }
            if (to - from >= weights.perHour()) {
                List<Observation> ofHour = weighing.subList(from, to);
                long limit =
                        view.remembered(
                                detectionId + " " + hour, () -> greatestKept(ofHour, weights));
                if (limit != Long.MAX_VALUE) {
                    limits.put(hour, limit);
                }
            }
            from = to;
        }
        return limits.isEmpty() ? ALL : new ComparedValues(limits);
    }

    /** The greatest hash that is kept of a full hour, else of none the greatest there is. */
    private static long greatestKept(List<Observation> ofHour, Counterweight weights) {
        long[] smallest = new long[weights.perHour()];
        int size = 0;
        for (Observation observation : ofHour) {
            long hash = Need.orderOf(weights.value().apply(observation));
            boolean full = size == smallest.length;
            if (full && hash >= smallest[size - 1]) {
                continue;
            }
            int at = -Arrays.binarySearch(smallest, 0, size, hash) - 1;
            if (at >= 0) {
                System.arraycopy(smallest, at, smallest, at + 1, (full ? size - 1 : size) - at);
                smallest[at] = hash;
                size += full ? 0 : 1;
            }
        }
        return size == smallest.length ? smallest[size - 1] : Long.MAX_VALUE;
    }

    /** Whether every value is compared, wherever it lies. */
    boolean isAll() {
        return limits.isEmpty();
    }

    /** Whether the value of an observation at this time is. */
    boolean has(long time, @Nullable String value) {
        Long limit = limits.get(startOfHour(time));
        return limit == null || Need.orderOf(value) <= limit;
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
}
