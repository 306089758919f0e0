package io.entracep.scenario;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An audit record of the directory: {@code audit: Add user}. */
final class AuditTemplate implements Template {
    /** What the log writes of a new account. */
    private static final Map<String, String> NEW_ACCOUNT =
            Map.of("AccountEnabled", "[true]", "UserType", "[\"Member\"]");

    @Override
    public String key() {
        return "audit";
    }

    @Override
    public String accountKey() {
        return "target";
    }

    @Override
    public ObjectNode render(Section line, Occurrence occurrence) {
        String activity = line.required(key());
        ObjectNode record = Envelope.of(occurrence, "AuditLogs", activity);
        record.put("identity", line.text("identity", line.text("by-app", "")));
        ObjectNode properties = Envelope.properties(record);
        properties
                .put("id", "Directory_" + occurrence.id())
                .put("category", line.text("category", category(line)))
                .put("correlationId", occurrence.correlationId())
                .put("result", line.text("result", "success"))
                .put("resultReason", line.text("reason", ""))
                .put("activityDisplayName", line.text("activity", activity))
                .put("activityDateTime", occurrence.timeText())
                .put("loggedByService", line.text("service", "Core Directory"))
                .put("operationType", line.text("operation-type", operation(activity)))
                .putNull("userAgent");
        AuditParty.initiator(line, properties, true);
        targets(line, properties.putArray("targetResources"), activity);
        details(line, properties.putArray("additionalDetails"));
        return Envelope.withRaw(record, line);
    }

    private static void targets(Section line, ArrayNode targets, String activity) {
        String id = line.text("target-id");
        for (AuditParty.Kind kind : AuditParty.KINDS) {
            for (String name : line.texts(kind.key())) {
                AuditParty.target(
                        targets.addObject(),
                        kind.type(),
                        name,
                        kind.key().equals("target") ? id : null);
            }
        }
        Section changes = line.section("changes");
        String role = line.text("role");
        String roleId = line.text("role-id");
        if (targets.isEmpty()) {
            if (changes != null || role != null) {
                line.fault("changes", "given with a target");
            }
            return;
        }
        ObjectNode first = (ObjectNode) targets.get(0);
        ArrayNode modified = first.putArray("modifiedProperties");
        if (role != null) {
            role(modified, targets, role, roleId, activity.startsWith("Remove"));
        }
        AuditChanges.write(changes, modified);
        if (activity.equals("Add user") && changes == null) {
            NEW_ACCOUNT.forEach((name, value) -> AuditChanges.put(modified, name, "[]", value));
        }
        if (activity.equals("Delete user")) {
            renameDeleted(first, modified);
        }
        targets.forEach(target -> ((ObjectNode) target).withArray("modifiedProperties"));
    }

    /** Core Directory tells the role as changed properties of the first target. */
    private static void role(
            ArrayNode modified,
            ArrayNode targets,
            String role,
            @Nullable String roleId,
            boolean removed) {
        String templateId = roleId == null ? DirectoryRoles.templateId(role) : roleId;
        String objectId = Ids.of("role object " + role);
        property(modified, "Role.ObjectID", objectId, removed);
        property(modified, "Role.DisplayName", role, removed);
        property(modified, "Role.TemplateId", templateId, removed);
        targets.addObject().put("id", objectId).putNull("displayName").put("type", "Role");
    }

    private static void property(ArrayNode modified, String name, String value, boolean removed) {
        AuditChanges.put(modified, name, removed ? value : null, removed ? "null" : value);
    }

    /** The directory puts the object id before the name of a deleted account. */
    private static void renameDeleted(ObjectNode target, ArrayNode modified) {
        if (target.path("type").asText().equals("User")) {
            target.put(
                    "userPrincipalName",
                    target.path("id").asText().replace("-", "")
                            + target.path("userPrincipalName").asText());
            AuditChanges.put(modified, "Is Hard Deleted", null, "\"False\"");
        }
    }

    private static void details(Section line, ArrayNode details) {
        Envelope.pair(details, "User-Agent", line.text("user-agent"));
        Section more = line.section("details");
        if (more != null) {
            more.keys().forEach(key -> Envelope.pair(details, key, more.text(key)));
        }
    }

    private static String category(Section line) {
        if (line.has("role")) {
            return "RoleManagement";
        }
        if (line.has("group")) {
            return "GroupManagement";
        }
        if (line.has("application") || line.has("service-principal")) {
            return "ApplicationManagement";
        }
        return line.has("policy") ? "Policy" : "UserManagement";
    }

    private static String operation(String activity) {
        String verb = activity.toLowerCase(Locale.ROOT);
        if (verb.startsWith("add member")) {
            return "Assign";
        }
        return verb.startsWith("add")
                ? "Add"
                : verb.startsWith("delete") || verb.startsWith("remove") ? "Delete" : "Update";
    }
}
