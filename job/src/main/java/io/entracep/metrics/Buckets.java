package io.entracep.metrics;

import java.util.Arrays;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * A histogram with fixed bounds, so that those of all subtasks add up: a counter for each bound,
 * the count and the sum, as Prometheus has them. Flink's own histograms are quantiles, which nobody
 * can add. Used by one thread.
 */
public final class Buckets {
    private static final String LABEL = "le";
    private static final double[] DELAYS = {1, 5, 15, 60, 300, 900, 3_600, 14_400, 86_400};
    private static final double[] SIZES = {1, 10, 100, 1_000, 10_000};

    private final double[] bounds;
    private final Counter[] buckets;
    private final Counter count;
    private volatile double sum;

    private Buckets(MetricGroup group, String name, double[] bounds) {
        this.bounds = bounds;
        this.buckets =
                Arrays.stream(bounds)
                        .mapToObj(bound -> bucket(group, name, String.valueOf((long) bound)))
                        .toArray(Counter[]::new);
        this.count = bucket(group, name, "+Inf");
        group.gauge(name + "_count", count::getCount);
        group.gauge(name + "_sum", () -> sum);
    }

    private static Counter bucket(MetricGroup group, String name, String bound) {
        return group.addGroup(LABEL, bound).counter(name + "_bucket");
    }

    /** For times from a second to a day. */
    public static Buckets ofDelays(MetricGroup group, String name) {
        return new Buckets(group, name, DELAYS);
    }

    /** For numbers of things up to ten thousand. */
    static Buckets ofSizes(MetricGroup group, String name) {
        return new Buckets(group, name, SIZES);
    }

    /** Counts a time; a negative one, from clocks that differ, as none. */
    public void addMillis(long millis) {
        add(Math.max(0, millis) / 1_000.0);
    }

    // One thread writes.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    void add(double value) {
        for (int i = bounds.length - 1; i >= 0 && value <= bounds[i]; i--) {
            buckets[i].inc();
        }
        count.inc();
        sum += value;
    }
}
