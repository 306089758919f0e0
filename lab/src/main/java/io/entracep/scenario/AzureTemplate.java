package io.entracep.scenario;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** A record of the Azure Activity log: {@code azure: Microsoft.Authorization/…/write}. */
final class AzureTemplate implements Template {
    /** Claim of a token: object id of whom it is of. */
    static final String OBJECT_ID = "http://schemas.microsoft.com/identity/claims/objectidentifier";

    /** Claim of a token: name of the user whom it is of. */
    static final String UPN = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn";

    @Override
    public String key() {
        return "azure";
    }

    @Override
    public String accountKey() {
        return "principal";
    }

    @Override
    public ObjectNode render(Section line, Occurrence occurrence) {
        String operation = line.required(key());
        String scope = line.text("scope", "/subscriptions/" + Ids.of("subscription"));
        String result = line.text("result", "Success");
        String ip = Envelope.ip(line);
        ObjectNode record = Envelope.of(occurrence, category(operation), operation);
        // Its time is that of the event, and it names no tenant but in the claims.
        record.put("time", occurrence.timeZulu())
                .put("operationName", operation.toUpperCase(Locale.ROOT))
                .put("resourceId", line.text("resource", scope).toUpperCase(Locale.ROOT))
                .put("resultType", result)
                .put("resultSignature", result.equals("Success") ? "Succeeded.OK" : result)
                .put("callerIpAddress", ip);
        record.remove("Level");
        record.put("level", "Information");
        ObjectNode identity = record.putObject("identity");
        identity.putObject("authorization").put("scope", scope).put("action", operation);
        ObjectNode claims = identity.putObject("claims");
        String by = line.text("by");
        String app = line.text("by-app");
        if (by != null) {
            claims.put(OBJECT_ID, line.text("by-id", Ids.of(by))).put(UPN, by);
        } else if (app != null) {
            claims.put(OBJECT_ID, Ids.of(app)).put("appid", Apps.id(app));
        }
        if (ip != null) {
            claims.put("ipaddr", ip);
        }
        ObjectNode properties = Envelope.properties(record);
        properties.put("eventCategory", "Administrative");
        body(line, properties, scope);
        return Envelope.withRaw(record, line);
    }

    private static void body(Section line, ObjectNode properties, String scope) {
        String principal = line.text("principal");
        String role = line.text("role");
        if (principal == null && role == null) {
            return;
        }
        ObjectNode body = properties.objectNode();
        ObjectNode assignment = body.putObject("Properties");
        if (principal != null) {
            assignment
                    .put("PrincipalId", Ids.of(principal))
                    .put("PrincipalType", line.text("principal-type", "User"));
        }
        if (role != null) {
            assignment.put(
                    "RoleDefinitionId",
                    scope
                            + "/providers/Microsoft.Authorization/roleDefinitions/"
                            + DirectoryRoles.azureId(role));
        }
        assignment.put("Scope", scope);
        properties.put("requestbody", body.toString());
    }

    private static String category(String operation) {
        String name = operation.toLowerCase(Locale.ROOT);
        return name.endsWith("/delete") ? "Delete" : name.endsWith("/write") ? "Write" : "Action";
    }
}
