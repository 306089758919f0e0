package io.entracep.signal;

import io.entracep.event.Audit;
import io.entracep.event.Category;
import io.entracep.event.Change;
import io.entracep.event.EntraEvent;
import io.entracep.event.Party;
import io.entracep.event.RoleReference;
import org.jspecify.annotations.Nullable;

/**
 * What a record gives, takes or activates: a role of the directory, a role in Azure, or membership
 * or ownership of a group. Whether it is a privilege at all, a policy decides.
 *
 * @param plane where it holds
 * @param id role template id, role definition id or group id; of a directory role of which only the
 *     name is known, the name in lower case; empty where unknown
 * @param name for people, empty where unknown. Attacker-controlled text
 * @param scope of a role in Azure, empty where unknown or elsewhere
 */
public record Privilege(Plane plane, String id, String name, String scope) {

    private static final String GROUP_PLANE = "GroupManagement";
    private static final String AZURE_PLANE = "ResourceManagement";

    /** Source: Microsoft Learn, "Azure built-in roles": User Access Administrator. */
    private static final String USER_ACCESS_ADMINISTRATOR = "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9";

    private static final SignalSet OVER_ALL_OF_AZURE =
            SignalSet.of(Signal.AZURE_ACCESS_ELEVATED, Signal.AZURE_ACCESS_WITHDRAWN);

    /** Where privileges hold; the mark begins the key of each. */
    public enum Plane {
        DIRECTORY(""),
        AZURE("azure:"),
        GROUP_MEMBER("group:"),
        GROUP_OWNER("owner:");

        private final String mark;

        Plane(String mark) {
            this.mark = mark;
        }
    }

    /** What the event is about; null where that is none of these. */
    public static @Nullable Privilege of(EntraEvent event) {
        Audit audit = event.audit();
        if (audit == null) {
            return null;
        }
        if (event.category() == Category.AZURE_ACTIVITY) {
            return ofAzure(event, audit);
        }
        if (isOverAllOfAzure(event)) {
            return elevated();
        }
        Plane part = partInGroup(event, audit);
        if (part != null) {
            return ofGroup(part, audit);
        }
        RoleReference role = audit.role();
        if (role == null) {
            return null;
        }
        String name = orEmpty(role.name());
        return AZURE_PLANE.equalsIgnoreCase(audit.detail(Audit.CATEGORY))
                ? new Privilege(Plane.AZURE, orEmpty(role.templateId()), name, "")
                : new Privilege(Plane.DIRECTORY, role.key(), name, "");
    }

    /** What a key stands for; the name is not part of it. */
    public static Privilege ofKey(String key, String name) {
        for (Plane plane : Plane.values()) {
            if (plane != Plane.DIRECTORY && key.startsWith(plane.mark)) {
                String rest = key.substring(plane.mark.length());
                int at = plane == Plane.AZURE ? rest.indexOf('@') : -1;
                return at < 0
                        ? new Privilege(plane, rest, name, "")
                        : new Privilege(plane, rest.substring(0, at), name, rest.substring(at + 1));
            }
        }
        return new Privilege(Plane.DIRECTORY, key, name, "");
    }

    /** Identity within the tenant. */
    public String key() {
        return scope.isEmpty() ? plane.mark + id : plane.mark + id + "@" + scope;
    }

    /** Whether it is a part in a group. */
    public boolean isInGroup() {
        return plane == Plane.GROUP_MEMBER || plane == Plane.GROUP_OWNER;
    }

    /**
     * Whether the entity is who has it, and not what it is about: a group is given roles, but of
     * its own members' records it is the object.
     */
    public boolean isHeldBy(Entity entity, EntraEvent event) {
        if (entity.type() == EntityType.USER || entity.type() == EntityType.SERVICE_PRINCIPAL) {
            return true;
        }
        return entity.type() == EntityType.GROUP
                && !isInGroup()
                && event.target("User") == null
                && event.target("ServicePrincipal") == null;
    }

    private static @Nullable Privilege ofAzure(EntraEvent event, Audit audit) {
        if (isOverAllOfAzure(event)) {
            return elevated();
        }
        String role = audit.detail("roleDefinitionId");
        return role == null
                ? null
                : new Privilege(Plane.AZURE, role, "", orEmpty(audit.detail("scope")));
    }

    private static boolean isOverAllOfAzure(EntraEvent event) {
        return Activities.whenSuccessful(event.activity()).intersects(OVER_ALL_OF_AZURE)
                || Activities.inAzure(event.activity()).intersects(OVER_ALL_OF_AZURE);
    }

    private static Privilege elevated() {
        return new Privilege(
                Plane.AZURE, USER_ACCESS_ADMINISTRATOR, "User Access Administrator", "/");
    }

    /** Member or owner; null where the record is not about a group's members. */
    private static @Nullable Plane partInGroup(EntraEvent event, Audit audit) {
        String activity = event.activity();
        if (activity.endsWith("member to group") || activity.endsWith("member from group")) {
            return Plane.GROUP_MEMBER;
        }
        if (activity.endsWith("owner to group") || activity.endsWith("owner from group")) {
            return Plane.GROUP_OWNER;
        }
        Party part = audit.target("Role");
        if (audit.role() != null || part == null || audit.target("Group") == null) {
            return null;
        }
        boolean isGroupPlane = GROUP_PLANE.equalsIgnoreCase(audit.detail(Audit.CATEGORY));
        if ("Owner".equals(part.name())) {
            return Plane.GROUP_OWNER;
        }
        return isGroupPlane || "Member".equals(part.name()) ? Plane.GROUP_MEMBER : null;
    }

    /** Records of a membership name the group as changed properties of the member. */
    private static @Nullable Privilege ofGroup(Plane part, Audit audit) {
        Party group = audit.target("Group");
        String id = value(audit, "Group.ObjectID");
        if (id == null && group != null) {
            id = group.id();
        }
        if (id == null) {
            return null;
        }
        String name = value(audit, "Group.DisplayName");
        if (name == null && group != null) {
            name = group.name();
        }
        return new Privilege(part, id, orEmpty(name), "");
    }

    /** The new value of a property, the old one where it was taken away. */
    private static @Nullable String value(Audit audit, String property) {
        Change change = audit.change(property);
        if (change == null) {
            return null;
        }
        return change.newValue() != null ? change.newValue() : change.oldValue();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
