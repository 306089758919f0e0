package io.entracep.metrics;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Counts what the loop could not judge as it should, or not at all. */
public final class LoopMetrics {
    private final MetricGroup group;
    private final Counter late;
    private final Map<String, Counter> failures = new HashMap<>();
    private final Map<String, Counter> undecided = new HashMap<>();

    /**
     * Registers the counters.
     *
     * @param ids of the detections that may run here
     */
    public LoopMetrics(MetricGroup operator, Collection<String> ids) {
        this.group = operator;
        ids.forEach(id -> failures.put(id, register(id, EntraMetrics.FAILURES)));
        this.late = operator.counter(EntraMetrics.LATE_RECORDS);
    }

    /** A record older than the allowed disorder was judged alone. */
    public void late() {
        late.inc();
    }

    /** A detection threw. */
    public void failed(String detectionId) {
        failures.computeIfAbsent(detectionId, id -> register(id, EntraMetrics.FAILURES)).inc();
    }

    /** The end of a bounded input left a finding open. */
    public void undecided(String detectionId) {
        undecided.computeIfAbsent(detectionId, id -> register(id, EntraMetrics.UNDECIDED)).inc();
    }

    private Counter register(String detectionId, String name) {
        return group.addGroup(EntraMetrics.DETECTION, detectionId).counter(name);
    }
}
