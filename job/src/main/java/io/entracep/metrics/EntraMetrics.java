package io.entracep.metrics;

import io.entracep.event.Category;
import org.apache.flink.metrics.MetricGroup;

/**
 * Names of the metrics and of the groups they are in, as Prometheus asks for them: a prefix, the
 * unit, {@code _total} for counters. A group with a value is a label. Every label has few values:
 * nothing that a record says makes a new one. Counters with labels are there from the start, at 0:
 * the first increase of a series that was not there cannot be seen.
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
    public static final String RECORDS = "entracep_records_total";

    /** Counter, by reason: what could not be read or judged. */
    public static final String DEAD_LETTERS = "entracep_dead_letters_total";

    /** Histogram, by category: seconds from the event to its emission by the vendor. */
    public static final String EMISSION_DELAY = "entracep_emission_delay_seconds";

    /** Histogram, by category: seconds from the event to its arrival in the job. */
    public static final String ARRIVAL_DELAY = "entracep_arrival_delay_seconds";

    /** Counter, by detection: deliveries of alerts. */
    public static final String DETECTION_ALERTS = "entracep_detection_alerts_total";

    /** Counter, by severity and status: deliveries of alerts. */
    public static final String ALERTS = "entracep_alerts_total";

    /** Histogram, by category of that event: from the last event of an alert to its decision. */
    public static final String DECISION_DELAY = "entracep_decision_delay_seconds";

    /** Counter: records older than the allowed disorder, judged alone. */
    public static final String LATE_RECORDS = "entracep_late_records_total";

    /** Counter, by detection: times that it threw. */
    public static final String FAILURES = "entracep_detection_failures_total";

    /** Counter, by detection: what the end of a bounded input left open. */
    public static final String UNDECIDED = "entracep_undecided_total";

    /** Histogram, by entity: hours of which the journal of a touched entity has anything. */
    public static final String JOURNAL_HOURS = "entracep_journal_hours";

    /** Histogram, by entity: observations in the hour of the journal that a record fell into. */
    public static final String JOURNAL_HOUR_ENTRIES = "entracep_journal_hour_entries";

    /** Histogram, by entity: values that the calendars of a touched entity know. */
    public static final String PROFILE_CALENDARS = "entracep_profile_calendars";

    /**
     * Counter, by entity: observations that the journal's bound pushed out or did not take. A
     * record that is delivered again may count again.
     */
    public static final String JOURNAL_DROPS = "entracep_journal_drops_total";

    /** Gauge, by section: detections that sleep. */
    public static final String ASLEEP = "entracep_asleep_detections";

    /** Histogram, by category: seconds from the event to the broker's taking of it. */
    public static final String HUB_DELAY = "entracep_hub_delay_seconds";

    /** Histogram, by category: seconds from the broker's taking of a record to its reading. */
    public static final String BROKER_DELAY = "entracep_broker_delay_seconds";

    /** Counter: records of tenants beyond the bound; kept as dead letters, not judged. */
    public static final String REFUSED_TENANT_RECORDS = "entracep_refused_tenant_records_total";

    /** Counter: messages read from the broker; each holds one record or more. */
    public static final String MESSAGES = "entracep_messages_total";

    /** Gauge: seconds that the record read last had lain at the broker. */
    public static final String READ_DELAY = "entracep_read_delay_seconds";

    /** Gauge: seconds since the last complete checkpoint, or since the start. */
    public static final String CHECKPOINT_AGE = "entracep_checkpoint_age_seconds";

    private EntraMetrics() {}

    /** The group of a log. */
    static MetricGroup ofCategory(MetricGroup group, Category category) {
        return group.addGroup(CATEGORY, category == Category.OTHER ? OTHER : category.logName());
    }
}
