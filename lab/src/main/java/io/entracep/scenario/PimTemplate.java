package io.entracep.scenario;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A record of privileged identity management: {@code pim: <activity>}, or {@code pim-activation:
 * <user>} for a completed activation by the user.
 */
final class PimTemplate implements Template {
    private static final String ACTIVATION = "Add member to role completed (PIM activation)";

    private final String key;

    PimTemplate(String key) {
        this.key = key;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public String accountKey() {
        return isActivation() ? key : "target";
    }

    @Override
    public ObjectNode render(Section line, Occurrence occurrence) {
        String named = line.required(key);
        String activity = isActivation() ? ACTIVATION : named;
        String user = isActivation() ? named : line.text("target");
        ObjectNode record = Envelope.of(occurrence, "AuditLogs", activity);
        ObjectNode properties = Envelope.properties(record);
        properties
                .put("id", "PIM_" + occurrence.id())
                .put("category", line.text("category", "RoleManagement"))
                .put("correlationId", occurrence.correlationId())
                .put("result", line.text("result", "success"))
                .put("resultReason", line.text("reason", ""))
                .put("activityDisplayName", activity)
                .put("activityDateTime", occurrence.timeText())
                .put("loggedByService", "PIM")
                .put("operationType", isActivation() ? "ActivateRole" : "Update")
                .putNull("userAgent");
        if (isActivation() && !line.has("by") && !line.has("by-app")) {
            String id = line.text("user-id", Ids.of(named));
            ObjectNode initiator = properties.putObject("initiatedBy").putObject("user");
            initiator.put("id", id).putNull("displayName").put("userPrincipalName", named);
            initiator.putArray("roles");
        } else {
            AuditParty.initiator(line, properties, false);
        }
        targets(line, properties.putArray("targetResources"), user, occurrence);
        details(line, properties.putArray("additionalDetails"), occurrence);
        return Envelope.withRaw(record, line);
    }

    /** Role, request, user, then the directory or the group: in this order, as PIM does. */
    private static void targets(
            Section line, ArrayNode targets, @Nullable String user, Occurrence occurrence) {
        String role = line.text("role");
        String group = line.text("group");
        if (role != null) {
            ObjectNode node = targets.addObject();
            node.put("id", Ids.of("role object " + role))
                    .put("displayName", role)
                    .put("type", "Role");
            ArrayNode modified = node.putArray("modifiedProperties");
            if (group == null) {
                String id = roleId(line, role);
                AuditChanges.put(modified, "RoleDefinitionOriginId", "\"\"", id);
                AuditChanges.put(modified, "TemplateId", "\"\"", id);
            }
        }
        targets.addObject().put("id", requestId(line, occurrence)).put("type", "Request");
        if (user != null) {
            targets.addObject()
                    .put("id", line.text("user-id", Ids.of(user)))
                    .put("displayName", user)
                    .put("type", "User");
        }
        if (group != null) {
            AuditParty.target(targets.addObject(), "Group", group, null);
        } else {
            targets.addObject()
                    .put("id", Ids.of("directory"))
                    .put("displayName", "Contoso")
                    .put("type", "Directory");
        }
        targets.addObject().put("id", Ids.of("other")).put("type", "Other");
    }

    private static void details(Section line, ArrayNode details, Occurrence occurrence) {
        String role = line.text("role");
        if (role != null && !line.has("group")) {
            Envelope.pair(details, "RoleDefinitionOriginId", roleId(line, role));
        }
        Duration lasts = line.span("lasts", Duration.ofHours(8));
        Envelope.pair(details, "StartTime", occurrence.time().toString());
        Envelope.pair(details, "ExpirationTime", occurrence.time().plus(lasts).toString());
        Envelope.pair(details, "Justification", line.text("reason"));
        Envelope.pair(details, "ipaddr", Envelope.ip(line));
        Envelope.pair(details, "RequestId", requestId(line, occurrence));
        Envelope.pair(details, "UserAgent", line.text("user-agent"));
        Section more = line.section("details");
        if (more != null) {
            more.keys().forEach(key -> Envelope.pair(details, key, more.text(key)));
        }
    }

    /** Records of one request share it; otherwise each is a request of its own. */
    private static String requestId(Section line, Occurrence occurrence) {
        return line.text("request", occurrence.correlationId());
    }

    private static String roleId(Section line, String role) {
        return line.text("role-id", DirectoryRoles.templateId(role));
    }

    private boolean isActivation() {
        return key.equals("pim-activation");
    }
}
