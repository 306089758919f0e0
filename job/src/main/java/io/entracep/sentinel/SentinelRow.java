package io.entracep.sentinel;

import com.fasterxml.jackson.core.JsonGenerator;
import io.entracep.alert.Alert;
import io.entracep.alert.AlertFactory;
import io.entracep.alert.EntityReference;
import io.entracep.detection.Severity;
import io.entracep.output.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One delivery of an alert as one row: a JSON object with every {@link SentinelColumn}, null where
 * there is nothing to say. A row is never too large to be sent alone: what is too long is cut, and
 * {@code Truncated} names it.
 */
public final class SentinelRow {
    /**
     * Longer fields would be cut by Azure, a JSON array in the middle. Source: Microsoft, "Azure
     * Monitor service limits", Logs Ingestion API: 64 KB; the smaller reading of KB.
     */
    static final int MAX_FIELD_BYTES = 64_000;

    /** What a call may hold, less its brackets. */
    static final int MAX_BYTES = SentinelReceiver.MAX_CALL_BYTES - 2;

    private final Alert alert;
    private final RowFields fields;

    private SentinelRow(Alert alert, RowFields fields) {
        this.alert = alert;
        this.fields = fields;
    }

    /** The row as UTF-8. Ends since half as much of each field fits in the end. */
    public static byte[] of(Alert alert) {
        int fieldBytes = MAX_FIELD_BYTES;
        byte[] row = of(alert, fieldBytes);
        while (row.length > MAX_BYTES) {
            fieldBytes /= 2;
            row = of(alert, fieldBytes);
        }
        return row;
    }

    private static byte[] of(Alert alert, int fieldBytes) {
        return JsonText.of(
                        json ->
                                new SentinelRow(alert, new RowFields(json, fieldBytes))
                                        .writeTo(json))
                .getBytes(StandardCharsets.UTF_8);
    }

    private void writeTo(JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (SentinelColumn column : SentinelColumn.values()) {
            fields.start(column);
            write(column);
        }
        json.writeEndObject();
    }

    private void write(SentinelColumn column) throws IOException {
        switch (column) {
            case TIME_GENERATED, DECIDED_AT ->
                    fields.text(AlertFactory.time(alert.delivery().decidedAt()));
            case ALERT_ID -> fields.text(alert.alertId());
            case STATUS -> fields.text(alert.status());
            case REVISION -> fields.number(alert.delivery().revision());
            case DETECTION_ID -> fields.text(alert.detectionId());
            case ALERT_TITLE -> fields.text(alert.title());
            case SEVERITY -> fields.text(alert.severity());
            case SENTINEL_SEVERITY -> fields.text(sentinelSeverity(alert.severity()));
            case ENTRA_TENANT_ID -> fields.text(alert.tenantId());
            case ENTITY_TYPE -> fields.text(alert.entity().type());
            case ENTITY_ID -> fields.text(alert.entity().id());
            case ENTITY_NAME -> fields.text(alert.entity().name());
            case SUBJECT_TYPE -> fields.text(subject() == null ? null : subject().type());
            case SUBJECT_ID -> fields.text(subject() == null ? null : subject().id());
            case SUBJECT_NAME -> fields.text(subject() == null ? null : subject().name());
            case FIRST_EVENT_TIME -> fields.text(alert.firstEventTime());
            case LAST_EVENT_TIME -> fields.text(alert.lastEventTime());
            case REASON -> fields.text(alert.reason());
            case EVIDENCE -> fields.evidence(alert.evidence());
            case EVIDENCE_COUNT -> fields.number(alert.evidence().size());
            case AFFECTED -> fields.affected(alert.affected());
            case AFFECTED_COUNT -> fields.number(alert.affectedCount());
            case GUIDE_ROWS -> fields.texts(alert.guideRows());
            case MITRE -> fields.texts(alert.mitre());
            case POLICY_ENTRIES -> fields.texts(alert.policyEntries());
            case POLICY_VERSION -> fields.text(alert.policyVersion());
            case CONTAINS -> fields.texts(alert.contains());
            case TRIAGE -> fields.texts(alert.triage());
            case SUPPRESSED_BY -> fields.text(alert.suppressedBy());
            case LATE -> fields.flag(alert.delivery().late());
            case TRUNCATED -> fields.truncated();
        }
    }

    private @Nullable EntityReference subject() {
        return alert.subject();
    }

    /** Sentinel has no critical. Source: Microsoft, "Customize alert details", severity. */
    private static String sentinelSeverity(String label) {
        return switch (Severity.ofLabel(label)) {
            case INFORMATIONAL -> "Informational";
            case LOW -> "Low";
            case MEDIUM -> "Medium";
            case HIGH, CRITICAL -> "High";
        };
    }
}
