package io.entracep.metrics;

import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** Histograms over the values sampled last. */
final class Samples {
    /** Values that a histogram remembers. */
    private static final int REMEMBERED = 500;

    private Samples() {}

    /** Registers a histogram of this name. */
    static Histogram histogram(MetricGroup group, String name) {
        return group.histogram(name, new DescriptiveStatisticsHistogram(REMEMBERED));
    }
}
