package io.entracep.metrics;

import io.entracep.detection.Severity;
import io.entracep.event.Category;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Counts deliveries of alerts, and how long after the event they were decided. */
public final class AlertMetrics {
    private static final List<String> STATUSES = List.of("active", "cleared");

    private final MetricGroup group;
    private final Map<Kind, Counter> alerts = new HashMap<>();
    private final Map<String, Counter> detections = new HashMap<>();
    private final Map<Category, Buckets> delays = new EnumMap<>(Category.class);

    /**
     * Registers the counters.
     *
     * @param ids of the detections that may alert
     */
    public AlertMetrics(MetricGroup operator, Collection<String> ids) {
        this.group = operator;
        for (Severity severity : Severity.values()) {
            for (String status : STATUSES) {
                counter(new Kind(severity.name().toLowerCase(Locale.ROOT), status));
            }
        }
        ids.forEach(this::counter);
    }

    private record Kind(String severity, String status) {}

    /** A delivery left the job; all three are of the catalogue's few values. */
    public void delivered(String detectionId, String severity, String status) {
        counter(new Kind(severity, status)).inc();
        counter(detectionId).inc();
    }

    /** An active alert was decided so many milliseconds after its last event, one of this log. */
    public void decidedAfter(Category log, long millis) {
        delays.computeIfAbsent(
                        log,
                        key ->
                                Buckets.ofDelays(
                                        EntraMetrics.ofCategory(group, key),
                                        EntraMetrics.DECISION_DELAY))
                .addMillis(millis);
    }

    private Counter counter(Kind kind) {
        return alerts.computeIfAbsent(
                kind,
                key ->
                        group.addGroup(EntraMetrics.SEVERITY, key.severity())
                                .addGroup(EntraMetrics.STATUS, key.status())
                                .counter(EntraMetrics.ALERTS));
    }

    private Counter counter(String detectionId) {
        return detections.computeIfAbsent(
                detectionId,
                id ->
                        group.addGroup(EntraMetrics.DETECTION, id)
                                .counter(EntraMetrics.DETECTION_ALERTS));
    }
}
