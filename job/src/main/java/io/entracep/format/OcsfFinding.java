package io.entracep.format;

import com.fasterxml.jackson.core.JsonGenerator;
import io.entracep.alert.Alert;
import io.entracep.alert.EntityReference;
import io.entracep.alert.Evidence;
import io.entracep.detection.Severity;
import io.entracep.output.JsonText;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An alert as an OCSF Detection Finding (class 2004), one object for each delivery. The finding's
 * {@code uid} is the alert's id; of several deliveries the one with the greatest {@code time}
 * counts. Without profiles; what has no attribute there is in {@code unmapped}. So are the ids of
 * alerts that this one is made of: a related event would have to be named by the {@code
 * metadata.uid} of one of its deliveries. Arrays without items are left out.
 *
 * <p>Source: Open Cybersecurity Schema Framework {@value #SCHEMA}, class {@code detection_finding};
 * times are milliseconds since 1970.
 */
final class OcsfFinding {
    static final String SCHEMA = "1.4.0";
    private static final int CLASS = 2004;
    private static final int CATEGORY = 2;

    private OcsfFinding() {}

    /** What happened to the finding. */
    private enum Activity {
        CREATE(1, "Create"),
        UPDATE(2, "Update"),
        CLOSE(3, "Close");

        final int id;
        final String caption;

        Activity(int id, String caption) {
            this.id = id;
            this.caption = caption;
        }

        static Activity of(Alert alert) {
            if (!alert.active()) {
                return CLOSE;
            }
            return alert.delivery().revision() == 1 ? CREATE : UPDATE;
        }
    }

    /** Where the finding stands. */
    private enum Status {
        NEW(1, "New"),
        SUPPRESSED(3, "Suppressed"),
        RESOLVED(4, "Resolved");

        final int id;
        final String caption;

        Status(int id, String caption) {
            this.id = id;
            this.caption = caption;
        }

        static Status of(Alert alert) {
            if (!alert.active()) {
                return RESOLVED;
            }
            return alert.suppressedBy() == null ? NEW : SUPPRESSED;
        }
    }

    static String of(Alert alert) {
        return JsonText.of(
                json -> {
                    Activity activity = Activity.of(alert);
                    Status status = Status.of(alert);
                    json.writeStartObject();
                    json.writeNumberField("class_uid", CLASS);
                    json.writeStringField("class_name", "Detection Finding");
                    json.writeNumberField("category_uid", CATEGORY);
                    json.writeStringField("category_name", "Findings");
                    json.writeNumberField("activity_id", activity.id);
                    json.writeStringField("activity_name", activity.caption);
                    json.writeNumberField("type_uid", CLASS * 100 + activity.id);
                    json.writeStringField("type_name", "Detection Finding: " + activity.caption);
                    json.writeNumberField("time", alert.delivery().decidedAt());
                    json.writeNumberField("start_time", millis(alert.firstEventTime()));
                    json.writeNumberField("end_time", millis(alert.lastEventTime()));
                    severity(json, Severity.ofLabel(alert.severity()));
                    json.writeNumberField("status_id", status.id);
                    json.writeStringField("status", status.caption);
                    json.writeBooleanField(
                            "is_alert", alert.active() && alert.suppressedBy() == null);
                    json.writeStringField("message", alert.reason());
                    metadata(json, alert);
                    findingInfo(json, alert, activity);
                    resources(json, alert);
                    evidences(json, alert);
                    unmapped(json, alert);
                    json.writeEndObject();
                });
    }

    private static void severity(JsonGenerator json, Severity severity) throws IOException {
        json.writeNumberField(
                "severity_id",
                switch (severity) {
                    case INFORMATIONAL -> 1;
                    case LOW -> 2;
                    case MEDIUM -> 3;
                    case HIGH -> 4;
                    case CRITICAL -> 5;
                });
        json.writeStringField(
                "severity", severity.name().charAt(0) + severity.label().substring(1));
    }

    private static void metadata(JsonGenerator json, Alert alert) throws IOException {
        json.writeObjectFieldStart("metadata");
        json.writeStringField("version", SCHEMA);
        json.writeStringField("uid", alert.alertId() + "-" + alert.delivery().decidedAt());
        json.writeStringField("tenant_uid", alert.tenantId());
        json.writeObjectFieldStart("product");
        json.writeStringField("name", "entra-cep");
        json.writeStringField("vendor_name", "entra-cep");
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void findingInfo(JsonGenerator json, Alert alert, Activity activity)
            throws IOException {
        json.writeObjectFieldStart("finding_info");
        json.writeStringField("uid", alert.alertId());
        json.writeStringField("title", alert.title());
        json.writeStringField("desc", alert.reason());
        if (activity == Activity.CREATE) {
            json.writeNumberField("created_time", alert.delivery().decidedAt());
        }
        json.writeNumberField("modified_time", alert.delivery().decidedAt());
        json.writeNumberField("first_seen_time", millis(alert.firstEventTime()));
        json.writeNumberField("last_seen_time", millis(alert.lastEventTime()));
        json.writeObjectFieldStart("analytic");
        json.writeStringField("uid", alert.detectionId());
        json.writeStringField("name", alert.title());
        json.writeNumberField("type_id", 1);
        json.writeStringField("type", "Rule");
        json.writeEndObject();
        texts(json, "types", List.of(alert.detectionId()));
        attacks(json, alert.mitre());
        json.writeEndObject();
    }

    private static void attacks(JsonGenerator json, List<String> techniques) throws IOException {
        if (techniques.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("attacks");
        for (String technique : techniques) {
            attack(json, technique);
        }
        json.writeEndArray();
    }

    /** {@code T1110.003} is a sub-technique of {@code T1110}. */
    private static void attack(JsonGenerator json, String id) throws IOException {
        int dot = id.indexOf('.');
        json.writeStartObject();
        json.writeObjectFieldStart("technique");
        json.writeStringField("uid", dot < 0 ? id : id.substring(0, dot));
        json.writeEndObject();
        if (dot >= 0) {
            json.writeObjectFieldStart("sub_technique");
            json.writeStringField("uid", id);
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void resources(JsonGenerator json, Alert alert) throws IOException {
        json.writeArrayFieldStart("resources");
        resource(json, alert.entity());
        if (alert.subject() != null) {
            resource(json, alert.subject());
        }
        json.writeEndArray();
    }

    private static void resource(JsonGenerator json, EntityReference entity) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", entity.type());
        json.writeStringField("uid", entity.id());
        optional(json, "name", entity.name());
        json.writeEndObject();
    }

    private static void evidences(JsonGenerator json, Alert alert) throws IOException {
        if (alert.evidence().isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("evidences");
        for (Evidence evidence : alert.evidence()) {
            evidence(json, evidence);
        }
        json.writeEndArray();
    }

    private static void evidence(JsonGenerator json, Evidence evidence) throws IOException {
        json.writeStartObject();
        if (evidence.actor() != null) {
            json.writeObjectFieldStart("actor");
            json.writeObjectFieldStart("user");
            json.writeStringField("name", evidence.actor());
            json.writeEndObject();
            json.writeEndObject();
        }
        if (evidence.ip() != null) {
            json.writeObjectFieldStart("src_endpoint");
            json.writeStringField("ip", evidence.ip());
            json.writeEndObject();
        }
        json.writeObjectFieldStart("api");
        json.writeStringField("operation", evidence.activity());
        json.writeObjectFieldStart("service");
        json.writeStringField("name", evidence.category());
        json.writeEndObject();
        json.writeEndObject();
        json.writeObjectFieldStart("data");
        json.writeStringField("stage", evidence.stage());
        json.writeStringField("event_uid", evidence.eventId());
        json.writeNumberField("time", millis(evidence.time()));
        json.writeStringField("result", evidence.result());
        optional(json, "target", evidence.target());
        optional(json, "device", evidence.device());
        optional(json, "location", evidence.location());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void unmapped(JsonGenerator json, Alert alert) throws IOException {
        json.writeObjectFieldStart("unmapped");
        json.writeNumberField("revision", alert.delivery().revision());
        json.writeBooleanField("late", alert.delivery().late());
        texts(json, "contains", alert.contains());
        texts(json, "guide_rows", alert.guideRows());
        texts(json, "policy_entries", alert.policyEntries());
        optional(json, "policy_version", alert.policyVersion());
        texts(json, "triage", alert.triage());
        optional(json, "suppressed_by", alert.suppressedBy());
        json.writeEndObject();
    }

    private static long millis(String time) {
        return Instant.parse(time).toEpochMilli();
    }

    private static void texts(JsonGenerator json, String field, List<String> texts)
            throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static void optional(JsonGenerator json, String field, @Nullable String text)
            throws IOException {
        if (text != null) {
            json.writeStringField(field, text);
        }
    }
}
