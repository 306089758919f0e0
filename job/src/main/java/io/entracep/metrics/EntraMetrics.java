package io.entracep.metrics;

import io.entracep.event.Category;
import org.apache.flink.metrics.MetricGroup;

/**
 * Names of the metrics and of the groups they are in. A group with a value is a label in
 * Prometheus: a counter {@code records} in the group {@code category} is {@code
 * flink_taskmanager_job_task_operator_category_records}. Every label has few values: nothing that a
 * record says makes a new one.
 */
public final class EntraMetrics {
    /** Group: name of a log; {@value #OTHER} for logs that are not known. */
    public static final String CATEGORY = "category";

    /** Group: why a dead letter is one. */
    public static final String REASON = "reason";

    /** Group: id of a detection. */
    public static final String DETECTION = "detection";

    /** Group, in that of a detection: severity of the alert. */
    public static final String SEVERITY = "severity";

    /** Group, in that of a severity: active or cleared. */
    public static final String STATUS = "status";

    /** Group: type of an entity, lower case. */
    public static final String ENTITY = "entity";

    /** Group: name of a section of the policy, a tenant or the default. */
    public static final String SECTION = "section";

    /** Value of {@link #CATEGORY} for logs that are not known. */
    public static final String OTHER = "other";

    /** Counter, by category: records that could be read. */
    public static final String RECORDS = "records";

    /** Counter, by reason: what could not be read or judged. */
    public static final String DEAD_LETTERS = "dead_letters";

    /** Histogram, by category: milliseconds from the event to its emission by the vendor. */
    public static final String EMISSION_DELAY = "emission_delay_ms";

    /** Histogram, by category: milliseconds from the event to its arrival in the job. */
    public static final String ARRIVAL_DELAY = "arrival_delay_ms";

    /** Counter, by detection, severity and status: deliveries of alerts. */
    public static final String ALERTS = "alerts";

    /** Histogram, by category of that event: from the last event of an alert to its decision. */
    public static final String DECISION_DELAY = "decision_delay_ms";

    /** Counter: records older than the allowed disorder, judged alone. */
    public static final String LATE_RECORDS = "late_records";

    /** Counter, by detection: times that it threw. */
    public static final String FAILURES = "failures";

    /** Counter, by detection: what the end of a bounded input left open. */
    public static final String UNDECIDED = "undecided";

    /** Histogram, by entity: hours of which the journal of a touched entity has anything. */
    public static final String JOURNAL_HOURS = "journal_hours";

    /** Histogram, by entity: observations in the hour of the journal that a record fell into. */
    public static final String JOURNAL_HOUR_ENTRIES = "journal_hour_entries";

    /** Histogram, by entity: values that the calendars of a touched entity know. */
    public static final String PROFILE_CALENDARS = "profile_calendars";

    /**
     * Counter, by entity: observations that the journal's bound pushed out or did not take. A
     * record that is delivered again may count again.
     */
    public static final String JOURNAL_DROPS = "journal_drops";

    /** Gauge, by section: detections that sleep. */
    public static final String ASLEEP = "asleep_detections";

    /** Histogram, by category: milliseconds from the event to the broker's taking of it. */
    public static final String HUB_DELAY = "hub_delay_ms";

    /** Histogram, by category: milliseconds from the broker's taking of a record to its reading. */
    public static final String BROKER_DELAY = "broker_delay_ms";

    private EntraMetrics() {}

    /** The group of a log. */
    static MetricGroup ofCategory(MetricGroup group, Category category) {
        return group.addGroup(CATEGORY, category == Category.OTHER ? OTHER : category.logName());
    }
}
