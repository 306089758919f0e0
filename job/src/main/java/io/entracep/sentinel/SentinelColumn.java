package io.entracep.sentinel;

import java.util.Locale;

/**
 * The columns of the table, in their order: one row is one delivery of an alert. The declaration of
 * the stream and the table in Azure must have the same names and types.
 *
 * <p>Source of the names' limits: Microsoft, "Add or delete tables and columns in Azure Monitor
 * Logs": at most 45 letters, digits and underscores; {@code _ResourceId}, {@code id}, {@code
 * _SubscriptionId}, {@code TenantId}, {@code Type}, {@code UniqueId} and {@code Title} are
 * reserved.
 */
public enum SentinelColumn {
    TIME_GENERATED("TimeGenerated", Type.DATETIME, "same as DecidedAt; every table must have it"),
    ALERT_ID("AlertId", Type.STRING, "identity of the alert, the same in all its rows"),
    STATUS("Status", Type.STRING, "`active`, or `cleared`: later records changed the picture"),
    DECIDED_AT(
            "DecidedAt",
            Type.DATETIME,
            "when this row was decided; of the rows of one alert the greatest counts"),
    REVISION("Revision", Type.INT, "how often the alert was delivered, from 1"),
    DETECTION_ID("DetectionId", Type.STRING, "the detection, as in `docs/detections.md`"),
    ALERT_TITLE("AlertTitle", Type.STRING, "one line"),
    SEVERITY("Severity", Type.STRING, "`informational`, `low`, `medium`, `high` or `critical`"),
    SENTINEL_SEVERITY(
            "SentinelSeverity",
            Type.STRING,
            "the same in Sentinel's words: `Informational`, `Low`, `Medium` or `High`"),
    ENTRA_TENANT_ID(
            "EntraTenantId",
            Type.STRING,
            "the tenant of the records (`TenantId` is the workspace's own column)"),
    ENTITY_TYPE("EntityType", Type.STRING, "whose behaviour it is: `user`, `ip`, `client` …"),
    ENTITY_ID("EntityId", Type.STRING, "its id: object id, address …"),
    ENTITY_NAME("EntityName", Type.STRING, "its name, null where no record told"),
    SUBJECT_TYPE("SubjectType", Type.STRING, "whom it is about where that is someone else"),
    SUBJECT_ID("SubjectId", Type.STRING, "the id of that one"),
    SUBJECT_NAME("SubjectName", Type.STRING, "the name of that one"),
    FIRST_EVENT_TIME("FirstEventTime", Type.DATETIME, "time of the earliest evidence"),
    LAST_EVENT_TIME("LastEventTime", Type.DATETIME, "time of the latest evidence"),
    REASON("Reason", Type.STRING, "the condition in words"),
    EVIDENCE(
            "Evidence",
            Type.DYNAMIC,
            "the records, in time order: objects with stage, eventId, time, category, activity,"
                    + " result, actor, target, ip, device, location"),
    EVIDENCE_COUNT("EvidenceCount", Type.INT, "how many records, also those that were cut"),
    AFFECTED(
            "Affected",
            Type.DYNAMIC,
            "of an alert about many accounts, the worst first: objects with id, name, what"),
    AFFECTED_COUNT("AffectedCount", Type.INT, "how many accounts, also those that were cut"),
    GUIDE_ROWS("GuideRows", Type.DYNAMIC, "rows of Microsoft's guides that it covers"),
    MITRE("Mitre", Type.DYNAMIC, "ATT&CK techniques"),
    POLICY_ENTRIES("PolicyEntries", Type.DYNAMIC, "entries of the policy that it rests on"),
    POLICY_VERSION(
            "PolicyVersion",
            Type.STRING,
            "names the texts of policy and rules that it rests on, null for none"),
    CONTAINS("Contains", Type.DYNAMIC, "ids of the alerts that it is made of"),
    TRIAGE("Triage", Type.DYNAMIC, "what to do, in order"),
    SUPPRESSED_BY("SuppressedBy", Type.STRING, "suppression entry that marks it, null for none"),
    LATE("Late", Type.BOOLEAN, "a record older than the allowed disorder made it"),
    TRUNCATED("Truncated", Type.DYNAMIC, "names of the columns that were cut; empty for none");

    private final String title;
    private final Type type;
    private final String meaning;

    /** Types of columns, as Azure spells them. */
    public enum Type {
        STRING,
        INT,
        BOOLEAN,
        DATETIME,
        /** Any JSON; here always an array. */
        DYNAMIC;

        /** As declarations of streams and tables spell it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    SentinelColumn(String title, Type type, String meaning) {
        this.title = title;
        this.type = type;
        this.meaning = meaning;
    }

    /** The column's name in Azure. */
    public String title() {
        return title;
    }

    /** Its type. */
    public Type type() {
        return type;
    }

    /** What it tells, in Markdown. */
    public String meaning() {
        return meaning;
    }
}
