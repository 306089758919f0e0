package io.entracep.metrics;

import io.entracep.event.Category;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;

/** Counts deliveries of alerts, and samples how long after the event they were decided. */
public final class AlertMetrics {
    private final MetricGroup group;
    private final Map<Kind, Counter> alerts = new HashMap<>();
    private final Map<Category, Histogram> delays = new EnumMap<>(Category.class);

    public AlertMetrics(MetricGroup operator) {
        this.group = operator;
    }

    private record Kind(String detectionId, String severity, String status) {}

    /** A delivery left the job; all three are of the catalogue's few values. */
    public void delivered(String detectionId, String severity, String status) {
        alerts.computeIfAbsent(new Kind(detectionId, severity, status), this::register).inc();
    }

    /** An active alert was decided so many milliseconds after its last event, one of this log. */
    public void decidedAfter(Category log, long millis) {
        delays.computeIfAbsent(
                        log,
                        key ->
                                Samples.histogram(
                                        EntraMetrics.ofCategory(group, key),
                                        EntraMetrics.DECISION_DELAY))
                .update(Math.max(0, millis));
    }

    private Counter register(Kind kind) {
        return group.addGroup(EntraMetrics.DETECTION, kind.detectionId())
                .addGroup(EntraMetrics.SEVERITY, kind.severity())
                .addGroup(EntraMetrics.STATUS, kind.status())
                .counter(EntraMetrics.ALERTS);
    }
}
