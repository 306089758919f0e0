package io.entracep.decode;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entracep.decode.Columns.Row;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Audit records as the portal's download has them in a table: up to three targets with up to five
 * modified properties, and no id, so that the same record in another form counts twice.
 */
final class PortalAudits implements Columns.Form {

    private static final int TARGETS = 9;
    private static final int PROPERTIES = 9;
    private static final int DETAILS = 30;

    @Override
    public ObjectNode record(Row row) {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        put(record, "activityDateTime", row.get("date (utc)"));
        put(record, "activityDisplayName", row.get("activity"));
        put(record, "category", row.get("category"));
        put(record, "correlationId", row.get("correlationid"));
        put(record, "loggedByService", row.get("service"));
        put(record, "operationType", row.get("operationtype"));
        put(record, "result", row.get("result"));
        put(record, "resultReason", row.get("resultreason"));
        put(record, "userAgent", row.get("user agent"));
        record.set("initiatedBy", initiator(record, row));
        record.set("targetResources", targets(row));
        ArrayNode details = record.putArray("additionalDetails");
        for (int i = 1; i <= DETAILS; i++) {
            String key = row.get("additionaldetail" + i + "key");
            if (key != null) {
                ObjectNode detail = details.addObject();
                put(detail, "key", key);
                put(detail, "value", row.get("additionaldetail" + i + "value"));
            }
        }
        return record;
    }

    private static ObjectNode initiator(ObjectNode record, Row row) {
        ObjectNode initiator = JsonNodeFactory.instance.objectNode();
        String name = row.get("actoruserprincipalname");
        String principal = row.get("actorserviceprincipalid");
        String kind = String.valueOf(row.get("actortype")).toLowerCase(Locale.ROOT);
        boolean isApp =
                name == null
                        && (principal != null
                                || row.get("actorserviceprincipalname") != null
                                || kind.startsWith("app")
                                || kind.startsWith("service"));
        ObjectNode actor = initiator.putObject(isApp ? "app" : "user");
        put(actor, "displayName", row.get("actordisplayname"));
        if (isApp) {
            String own = row.get("actorobjectid");
            put(actor, "servicePrincipalId", principal != null ? principal : own);
            put(actor, "servicePrincipalName", row.get("actorserviceprincipalname"));
        } else {
            put(actor, "id", row.get("actorobjectid"));
            put(actor, "userPrincipalName", name);
            put(actor, "ipAddress", row.get("ipaddress"));
            // A guest's home is another tenant than the one whose log this is.
            if (name != null && !name.toUpperCase(Locale.ROOT).contains("#EXT#")) {
                put(record, "homeTenantId", row.get("actorhometenantid"));
            }
        }
        put(record, "callerIpAddress", row.get("ipaddress"));
        return initiator;
    }

    private static ArrayNode targets(Row row) {
        ArrayNode targets = JsonNodeFactory.instance.arrayNode();
        for (int i = 1; i <= TARGETS; i++) {
            String prefix = "target" + i;
            ObjectNode target = JsonNodeFactory.instance.objectNode();
            put(target, "type", row.get(prefix + "type"));
            put(target, "displayName", row.get(prefix + "displayname"));
            put(target, "id", row.get(prefix + "objectid"));
            put(target, "userPrincipalName", row.get(prefix + "userprincipalname"));
            ArrayNode changes = JsonNodeFactory.instance.arrayNode();
            for (int k = 1; k <= PROPERTIES; k++) {
                String property = prefix + "modifiedproperty" + k;
                String name = row.get(property + "name");
                if (name != null) {
                    ObjectNode change = changes.addObject();
                    put(change, "displayName", name);
                    put(change, "oldValue", row.get(property + "oldvalue"));
                    put(change, "newValue", row.get(property + "newvalue"));
                }
            }
            if (!target.isEmpty() || !changes.isEmpty()) {
                target.set("modifiedProperties", changes);
                targets.add(target);
            }
        }
        return targets;
    }

    private static void put(ObjectNode node, String name, @Nullable String value) {
        if (value != null) {
            node.put(name, value);
        }
    }
}
