package io.entracep.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entracep.decode.OtherForms.Renamed;
import org.jspecify.annotations.Nullable;

/**
 * Audit records of the reporting API that came before Microsoft Graph's, retired in 2019: {@code
 * activity}, {@code activityDate}, {@code actor}, {@code targets}.
 */
final class ReportingApi {

    private ReportingApi() {}

    /** The record in today's form; null where it is none of these. */
    static @Nullable ObjectNode adapted(ObjectNode record) {
        JsonNode actor = OtherForms.get(record, "actor");
        JsonNode targets = OtherForms.get(record, "targets");
        if (OtherForms.get(record, "activityDate") == null
                || OtherForms.get(record, "activity") == null
                || (actor == null && targets == null)) {
            return null;
        }
        return new Renamed(record)
                .take("id", "id")
                .take("category", "category")
                .take("correlationId", "correlationId")
                .take("tenantId", "tenantId")
                .take("activityDate", "activityDateTime")
                .take("activity", "activityDisplayName")
                .take("activityResultStatus", "result")
                .take("activityResultDescription", "resultReason")
                .take("activityOperationType", "operationType")
                .take("loggedByService", "loggedByService")
                .take("additionalDetails", "additionalDetails")
                .put("initiatedBy", actor == null ? null : initiator(actor))
                .put("targetResources", targets == null ? null : targets(targets))
                .object();
    }

    private static ObjectNode initiator(JsonNode actor) {
        boolean isApp = OtherForms.get(actor, "userPrincipalName") == null;
        Renamed party =
                new Renamed(actor)
                        .take("objectId", isApp ? "servicePrincipalId" : "id")
                        .take("applicationId", "appId")
                        .take("userPrincipalName", "userPrincipalName")
                        .take("name", "displayName")
                        .take("ipAddress", "ipAddress");
        return new Renamed(actor).put(isApp ? "app" : "user", party.object()).object();
    }

    private static ArrayNode targets(JsonNode targets) {
        ArrayNode adapted = JsonNodeFactory.instance.arrayNode();
        for (JsonNode target : targets) {
            adapted.add(
                    new Renamed(target)
                            .take("objectId", "id")
                            .take("targetResourceType", "type")
                            .take("name", "displayName")
                            .take("userPrincipalName", "userPrincipalName")
                            .take("modifiedProperties", "modifiedProperties")
                            .object());
        }
        return adapted;
    }
}
