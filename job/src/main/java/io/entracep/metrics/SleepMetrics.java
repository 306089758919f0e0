package io.entracep.metrics;

import java.util.Map;
import org.apache.flink.metrics.MetricGroup;

/** Shows how many detections sleep. Constant while a job runs: the policy is read at its start. */
public final class SleepMetrics {
    private SleepMetrics() {}

    /**
     * Registers the gauges.
     *
     * @param asleep number of sleeping detections by section of the policy
     */
    public static void show(MetricGroup operator, Map<String, Integer> asleep) {
        asleep.forEach(
                (section, number) ->
                        operator.addGroup(EntraMetrics.SECTION, section)
                                .gauge(EntraMetrics.ASLEEP, () -> number));
    }
}
