package io.entracep.decode;

import io.entracep.event.Audit;
import io.entracep.event.Change;
import io.entracep.event.Outcome;
import io.entracep.event.Party;
import io.entracep.event.RoleReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What AuditLogs tells. */
final class AuditParts {

    /** Name of the highest role before 2018, and of the directory object to this day. */
    private static final String TENANT_ADMINS = "TenantAdmins";

    private static final String COMPANY_ADMINISTRATOR = "Company Administrator";
    private static final String GLOBAL_ADMINISTRATOR = "62e90394-69f5-4237-9190-012177145e10";
    private static final String GROUP_PLANE = "GroupManagement";
    private static final String AZURE_PLANE = "ResourceManagement";

    private AuditParts() {}

    /** The result, which very old records write as a number or only in the envelope. */
    static Outcome outcome(RawRecord record) {
        String result = record.present(Field.RESULT);
        if (result == null) {
            return Outcomes.ofText(record.present(Field.RESULT_TYPE));
        }
        return result.equalsIgnoreCase("success") || result.equals("0")
                ? Outcome.SUCCESS
                : Outcome.FAILURE;
    }

    /** The user, else the application by the best that names it; null where neither does. */
    static @Nullable Party actor(RawRecord record) {
        String userId = Values.id(record.get(Field.INITIATOR_USER_ID));
        String userName = Values.userPrincipalName(record.get(Field.INITIATOR_USER_NAME), userId);
        if (userName == null) {
            userName = record.present(Field.INITIATOR_USER_DISPLAY_NAME);
        }
        if (userId != null || userName != null) {
            return new Party("User", userId, userName);
        }
        String appName = record.present(Field.INITIATOR_APP_NAME);
        String principalId = Values.id(record.get(Field.INITIATOR_APP_PRINCIPAL));
        if (principalId != null) {
            return new Party("ServicePrincipal", principalId, appName);
        }
        String appId = Values.id(record.get(Field.INITIATOR_APP_ID));
        if (appId != null) {
            return new Party("Application", appId, appName);
        }
        return appName != null ? new Party("App", null, appName) : OldAudit.actor(record);
    }

    static Audit audit(RawRecord record, String activity) {
        OldAudit.addTarget(record);
        addGroup(record);
        record.detail(Audit.CATEGORY, activityCategory(record));
        record.detail(Audit.APPLICATION_ID, Values.id(record.get(Field.INITIATOR_APP_ID)));
        record.detail(Audit.SESSION, record.present(Field.INITIATOR_SESSION));
        record.detail(Audit.DEVICE, Values.id(record.get(Field.INITIATOR_DEVICE)));
        String operation = record.present(Field.OPERATION);
        if (operation != null && !ActivityNames.normalise(operation).equals(activity)) {
            record.detail("operationName", operation);
        }
        String app = record.present(Field.INITIATOR_APP_NAME);
        String reason = Values.reason(record.get(Field.RESULT_REASON));
        return new Audit(
                record.present(Field.SERVICE),
                record.present(Field.OPERATION_TYPE),
                reason != null ? reason : Values.reason(record.get(Field.RESULT_DESCRIPTION)),
                app != null ? app : record.present(Field.IDENTITY),
                role(record),
                record.targets,
                record.changes,
                record.details);
    }

    /** Some records name the group of a membership only as changed properties of the member. */
    private static void addGroup(RawRecord record) {
        String id = Values.id(value(record, "Group.ObjectID"));
        if (id != null && !hasTarget(record, "Group")) {
            record.targets.add(new Party("Group", id, value(record, "Group.DisplayName")));
        }
    }

    /** Without an envelope the record's category is that of the activity. */
    private static @Nullable String activityCategory(RawRecord record) {
        return record.hasProperties()
                ? record.inner.present(Field.CATEGORY)
                : record.envelope(Field.CATEGORY);
    }

    /**
     * Core Directory gives the role as changed properties, privileged identity management as the
     * target of type Role. Of a group {@code Member} and {@code Owner} are no roles but parts in
     * it; of Azure resources {@code Owner} is the highest role.
     */
    private static @Nullable RoleReference role(RawRecord record) {
        String name = value(record, "Role.DisplayName");
        String id = Values.id(value(record, "Role.TemplateId"));
        if (id == null && isGlobalAdministrator(record, name)) {
            id = GLOBAL_ADMINISTRATOR;
        }
        if (name != null || id != null) {
            return new RoleReference(id, name);
        }
        Party target = roleTarget(record.targets);
        if (target == null) {
            return null;
        }
        name = target.name();
        if (isPartInGroup(record, name)) {
            return null;
        }
        id = roleId(record, "TemplateId");
        if (id == null) {
            id = roleId(record, "RoleDefinitionOriginId");
        }
        return id == null && name == null ? null : new RoleReference(id, name);
    }

    /** Older records give no id, but the name of the directory object. */
    private static boolean isGlobalAdministrator(RawRecord record, @Nullable String name) {
        return TENANT_ADMINS.equals(value(record, "Role.WellKnownObjectName"))
                || COMPANY_ADMINISTRATOR.equalsIgnoreCase(name);
    }

    private static boolean isPartInGroup(RawRecord record, @Nullable String name) {
        String plane = record.details.get(Audit.CATEGORY);
        if (!"Member".equals(name) && !"Owner".equals(name)) {
            return GROUP_PLANE.equalsIgnoreCase(plane);
        }
        return !AZURE_PLANE.equalsIgnoreCase(plane)
                && (GROUP_PLANE.equalsIgnoreCase(plane) || hasTarget(record, "Group"));
    }

    private static boolean hasTarget(RawRecord record, String kind) {
        return record.targets.stream().anyMatch(target -> target.is(kind));
    }

    private static @Nullable String roleId(RawRecord record, String key) {
        String id = Values.lastSegment(record.details.get(key));
        return id != null ? id : Values.lastSegment(value(record, key));
    }

    private static @Nullable Party roleTarget(List<Party> targets) {
        for (Party target : targets) {
            if (target.is("Role")) {
                return target;
            }
        }
        return null;
    }

    /** The new value of a property, the old one where it was taken away. */
    private static @Nullable String value(RawRecord record, String property) {
        for (Change change : record.changes) {
            if (change.name().equals(property)) {
                return change.newValue() != null ? change.newValue() : change.oldValue();
            }
        }
        return null;
    }
}
