package io.entracep.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Rows of the Sentinel table, read back as the alerts that they tell of. */
final class SentinelRows {
    private static final Map<String, String> FIELDS =
            Map.ofEntries(
                    Map.entry("AlertId", "alertId"),
                    Map.entry("Status", "status"),
                    Map.entry("DetectionId", "detectionId"),
                    Map.entry("AlertTitle", "title"),
                    Map.entry("Severity", "severity"),
                    Map.entry("EntraTenantId", "tenantId"),
                    Map.entry("FirstEventTime", "firstEventTime"),
                    Map.entry("LastEventTime", "lastEventTime"),
                    Map.entry("Reason", "reason"),
                    Map.entry("Evidence", "evidence"),
                    Map.entry("Affected", "affected"),
                    Map.entry("AffectedCount", "affectedCount"),
                    Map.entry("GuideRows", "guideRows"),
                    Map.entry("Mitre", "mitre"),
                    Map.entry("PolicyEntries", "policyEntries"),
                    Map.entry("PolicyVersion", "policyVersion"),
                    Map.entry("Contains", "contains"),
                    Map.entry("Triage", "triage"),
                    Map.entry("SuppressedBy", "suppressedBy"),
                    Map.entry("DecidedAt", "decidedAt"),
                    Map.entry("Revision", "revision"),
                    Map.entry("Late", "late"));

    private SentinelRows() {}

    /** The alert with its delivery, in the shape of {@code alerts.jsonl}. */
    static ObjectNode alert(JsonNode row) {
        ObjectNode alert = JsonNodeFactory.instance.objectNode();
        FIELDS.forEach((column, field) -> alert.set(field, row.path(column)));
        alert.set("entity", reference(row, "Entity"));
        alert.set("subject", reference(row, "Subject"));
        return alert;
    }

    private static JsonNode reference(JsonNode row, String prefix) {
        if (row.path(prefix + "Type").isNull()) {
            return JsonNodeFactory.instance.nullNode();
        }
        ObjectNode reference = JsonNodeFactory.instance.objectNode();
        reference.set("type", row.path(prefix + "Type"));
        reference.set("id", row.path(prefix + "Id"));
        reference.set("name", row.path(prefix + "Name"));
        return reference;
    }
}
