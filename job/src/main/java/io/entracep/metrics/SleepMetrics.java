package io.entracep.metrics;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.flink.metrics.MetricGroup;

/** Shows how many detections sleep under the newest policy. */
public final class SleepMetrics {
    private SleepMetrics() {}

    /**
     * Registers the gauges of the sections that there are now.
     *
     * @param asleep number of sleeping detections by section of the policy
     */
    public static void show(MetricGroup operator, Supplier<? extends Map<String, Integer>> asleep) {
        asleep.get()
                .keySet()
                .forEach(
                        section ->
                                operator.addGroup(EntraMetrics.SECTION, section)
                                        .gauge(
                                                EntraMetrics.ASLEEP,
                                                () -> asleep.get().getOrDefault(section, 0)));
    }
}
