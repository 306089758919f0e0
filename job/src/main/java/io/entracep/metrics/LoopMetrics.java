package io.entracep.metrics;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Counts what the loop could not judge as it should. */
public final class LoopMetrics {
    private final MetricGroup group;
    private final Counter late;
    private final Map<String, Counter> failures = new HashMap<>();

    public LoopMetrics(MetricGroup operator) {
        this.group = operator;
        this.late = operator.counter(EntraMetrics.LATE_RECORDS);
    }

    /** A record older than the allowed disorder was judged alone. */
    public void late() {
        late.inc();
    }

    /** A detection threw. */
    public void failed(String detectionId) {
        failures.computeIfAbsent(
                        detectionId,
                        id ->
                                group.addGroup(EntraMetrics.DETECTION, id)
                                        .counter(EntraMetrics.FAILURES))
                .inc();
    }
}
