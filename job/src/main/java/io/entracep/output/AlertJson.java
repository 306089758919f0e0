package io.entracep.output;

import com.fasterxml.jackson.core.JsonGenerator;
import io.entracep.alert.Alert;
import io.entracep.alert.AlertFactory;
import io.entracep.alert.EntityReference;
import io.entracep.alert.Evidence;
import io.entracep.detection.Affected;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An alert as one line of JSON. The order of the fields is fixed and every field is always there,
 * null where there is nothing to say: the same alert gives the same bytes.
 */
public final class AlertJson {
    private AlertJson() {}

    /** The body alone: a function of the records and the policy. */
    public static String body(Alert alert) {
        return JsonText.of(
                json -> {
                    json.writeStartObject();
                    writeBody(json, alert);
                    json.writeEndObject();
                });
    }

    /**
     * The body and its delivery ({@code decidedAt}, {@code revision}, {@code late}). Of several
     * deliveries of one alert the one with the greatest {@code decidedAt} counts.
     */
    public static String delivery(Alert alert) {
        return JsonText.of(
                json -> {
                    json.writeStartObject();
                    writeBody(json, alert);
                    json.writeStringField(
                            "decidedAt", AlertFactory.time(alert.delivery().decidedAt()));
                    json.writeNumberField("revision", alert.delivery().revision());
                    json.writeBooleanField("late", alert.delivery().late());
                    json.writeEndObject();
                });
    }

    /** The fields of the body, into an object that is open. */
    public static void writeBody(JsonGenerator json, Alert alert) throws IOException {
        json.writeStringField("alertId", alert.alertId());
        json.writeStringField("status", alert.status());
        json.writeStringField("detectionId", alert.detectionId());
        json.writeStringField("title", alert.title());
        json.writeStringField("severity", alert.severity());
        json.writeStringField("tenantId", alert.tenantId());
        writeEntity(json, "entity", alert.entity());
        writeEntity(json, "subject", alert.subject());
        json.writeStringField("firstEventTime", alert.firstEventTime());
        json.writeStringField("lastEventTime", alert.lastEventTime());
        json.writeStringField("reason", alert.reason());
        json.writeArrayFieldStart("evidence");
        for (Evidence evidence : alert.evidence()) {
            writeEvidence(json, evidence);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("affected");
        for (Affected affected : alert.affected()) {
            json.writeStartObject();
            json.writeStringField("id", affected.id());
            writeText(json, "name", affected.name());
            json.writeStringField("what", affected.what());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("affectedCount", alert.affectedCount());
        writeTexts(json, "guideRows", alert.guideRows());
        writeTexts(json, "mitre", alert.mitre());
        writeTexts(json, "policyEntries", alert.policyEntries());
        writeText(json, "policyVersion", alert.policyVersion());
        writeTexts(json, "contains", alert.contains());
        writeTexts(json, "triage", alert.triage());
        writeText(json, "suppressedBy", alert.suppressedBy());
    }

    private static void writeEntity(
            JsonGenerator json, String field, @Nullable EntityReference entity) throws IOException {
        if (entity == null) {
            json.writeNullField(field);
            return;
        }
        json.writeObjectFieldStart(field);
        json.writeStringField("type", entity.type());
        json.writeStringField("id", entity.id());
        writeText(json, "name", entity.name());
        json.writeEndObject();
    }

    private static void writeEvidence(JsonGenerator json, Evidence evidence) throws IOException {
        json.writeStartObject();
        json.writeStringField("stage", evidence.stage());
        json.writeStringField("eventId", evidence.eventId());
        json.writeStringField("time", evidence.time());
        json.writeStringField("category", evidence.category());
        json.writeStringField("activity", evidence.activity());
        json.writeStringField("result", evidence.result());
        writeText(json, "actor", evidence.actor());
        writeText(json, "target", evidence.target());
        writeText(json, "ip", evidence.ip());
        writeText(json, "device", evidence.device());
        writeText(json, "location", evidence.location());
        json.writeEndObject();
    }

    private static void writeTexts(JsonGenerator json, String field, List<String> texts)
            throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static void writeText(JsonGenerator json, String field, @Nullable String text)
            throws IOException {
        if (text == null) {
            json.writeNullField(field);
        } else {
            json.writeStringField(field, text);
        }
    }
}
