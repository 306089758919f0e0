package io.entracep.scenario;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who did something, and to what, as audit records write it. */
final class AuditParty {
    /**
     * How a line names a target.
     *
     * @param key key of the line
     * @param type type of the target, as the log spells it
     */
    record Kind(String key, String type) {}

    /** In the order in which they are written. */
    static final List<Kind> KINDS =
            List.of(
                    new Kind("target", "User"),
                    new Kind("group", "Group"),
                    new Kind("service-principal", "ServicePrincipal"),
                    new Kind("application", "Application"),
                    new Kind("device", "Device"),
                    new Kind("policy", "Policy"),
                    new Kind("other", "Other"));

    private AuditParty() {}

    /** Writes {@code initiatedBy}: a user, an application, or nobody. */
    static void initiator(Section line, ObjectNode properties, boolean withIp) {
        ObjectNode initiatedBy = properties.putObject("initiatedBy");
        String user = line.text("by");
        String app = line.text("by-app");
        String id = line.text("by-id");
        String ip = Envelope.ip(line);
        if (user != null && !user.equals(Envelope.NONE)) {
            ObjectNode node = initiatedBy.putObject("user");
            node.put("id", id == null ? Ids.of(user) : id)
                    .putNull("displayName")
                    .put("userPrincipalName", user);
            if (withIp) {
                node.put("ipAddress", ip);
            }
            node.putArray("roles");
        } else if (app != null) {
            initiatedBy
                    .putObject("app")
                    .putNull("appId")
                    .put("displayName", app)
                    .put("servicePrincipalId", id == null ? Ids.of(app) : id)
                    .putNull("servicePrincipalName");
        }
    }

    /**
     * A target.
     *
     * @param type as the log spells it
     * @param name user principal name or display name
     */
    static ObjectNode target(ObjectNode into, String type, String name, @Nullable String id) {
        into.put("id", Objects.requireNonNullElseGet(id, () -> id(type, name))).put("type", type);
        if (type.equals("User")) {
            into.putNull("displayName").put("userPrincipalName", name);
        } else {
            into.put("displayName", name);
        }
        return into;
    }

    private static String id(String type, String name) {
        return type.equals("Application") ? Ids.of("application " + name) : Ids.of(name);
    }
}
