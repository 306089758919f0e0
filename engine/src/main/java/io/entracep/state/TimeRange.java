package io.entracep.state;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A span of event time.
 *
 * @param from first millisecond in it
 * @param to first millisecond after it
 */
public record TimeRange(long from, long to) {

    /** All time. */
    public static final TimeRange ALWAYS = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);

    /** Nothing. */
    public static final TimeRange NEVER = new TimeRange(0, 0);

    /** The one millisecond. */
    public static TimeRange at(long time) {
        return new TimeRange(time, plus(time, 1));
    }

    /** From {@code time - before} to {@code time + after}, both included. */
    public static TimeRange around(long time, long before, long after) {
        return new TimeRange(plus(time, -before), plus(plus(time, after), 1));
    }

    /** The time and less than so long before it. */
    public static TimeRange upTo(long time, Duration within) {
        return new TimeRange(plus(time, 1 - within.toMillis()), plus(time, 1));
    }

    /** Everything at or after the time. */
    public static TimeRange since(long time) {
        return new TimeRange(time, Long.MAX_VALUE);
    }

    /** Whether the time is in it. */
    public boolean contains(long time) {
        return time >= from && time < to;
    }

    /**
     * Whether it has a time of the other.
     *
     * @param start first millisecond of the other
     * @param end first millisecond after it
     */
    boolean touches(long start, long end) {
        return start < to && end > from;
    }

    /** Whether nothing is in it. */
    public boolean isEmpty() {
        return to <= from;
    }

    /** The smallest range that holds both. */
    public TimeRange span(TimeRange that) {
        if (isEmpty()) {
            return that;
        }
        return that.isEmpty()
                ? this
                : new TimeRange(Math.min(from, that.from), Math.max(to, that.to));
    }

    /** The same times in as few ranges as possible, in order. */
    public static List<TimeRange> merged(List<TimeRange> ranges) {
        if (ranges.size() == 1) {
            return ranges.get(0).isEmpty() ? List.of() : ranges;
        }
        List<TimeRange> merged = new ArrayList<>();
        List<TimeRange> ordered = new ArrayList<>(ranges);
        ordered.removeIf(TimeRange::isEmpty);
        ordered.sort(Comparator.comparingLong(TimeRange::from));
        for (TimeRange range : ordered) {
            int last = merged.size() - 1;
            if (last >= 0 && range.from <= merged.get(last).to) {
                merged.set(last, merged.get(last).span(range));
            } else {
                merged.add(range);
            }
        }
        return merged;
    }

    /** This range, begun and ended by so much earlier and later. */
    public TimeRange widen(long before, long after) {
        return isEmpty() ? this : new TimeRange(plus(from, -before), plus(to, after));
    }

    /** The times that are in both. */
    public TimeRange and(TimeRange that) {
        return new TimeRange(Math.max(from, that.from), Math.min(to, that.to));
    }

    /** The part of it at or after the time. */
    public TimeRange notBefore(long time) {
        return new TimeRange(Math.max(from, time), to);
    }

    /** The sum, without overflow. */
    public static long plus(long time, long delta) {
        long sum = time + delta;
        if (((time ^ sum) & (delta ^ sum)) < 0) {
            return delta < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return sum;
    }
}
