package io.entracep.detections.account;

import static io.entracep.detection.Condition.on;

import io.entracep.detection.Condition;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.EventDetection;
import io.entracep.detection.Lookup;
import io.entracep.detection.PrivilegeRanks;
import io.entracep.detection.View;
import io.entracep.event.Party;
import io.entracep.policy.PolicyInput;
import io.entracep.signal.Entity;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import io.entracep.signal.Privilege;
import io.entracep.signal.Roles;
import io.entracep.state.PrivilegeChange;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Building block: an account became member or owner of a privileged group, or was made eligible for
 * it, or activated it. About the account.
 *
 * <p>Reads AuditLogs and Azure Activity. A group is privileged if the policy lists it, or if it was
 * seen to be given a privileged role, of the directory or of Azure, by then or less than {@code
 * given-within} later.
 *
 * <p>Misses groups in groups, and groups that were given their role before the first record and are
 * not listed.
 *
 * <p>Source: rows PRIV-31 and USER-13 of the guides.
 */
public final class GroupPrivilegeGiven extends EventDetection {

    /**
     * @param givenWithin a role that the group is given less than this after somebody joined counts
     */
    public record Settings(@NotNull Duration givenWithin) {}

    private final Lookup rolesAfter;

    public GroupPrivilegeGiven(Entry entry, Settings settings) {
        super(entry);
        rolesAfter = after(settings.givenWithin(), Privileges.givenRoles());
        asksPrivilege();
    }

    @Override
    public EntityType entityType() {
        return EntityType.GROUP;
    }

    @Override
    protected Condition examined() {
        return on(Privileges.GRANTS).as(Roles.TARGET).apart(GroupPrivilegeGiven::memberId);
    }

    @Override
    protected @Nullable Draft examine(Observation joined, View view) {
        Privilege privilege = Privilege.of(joined.event());
        String member = memberId(joined);
        if (privilege == null
                || member == null
                || !privilege.isInGroup()
                || !privilege.id().equals(view.entity().id())) {
            return null;
        }
        String power = power(joined, view);
        return power == null
                ? null
                : Draft.of(severity())
                        .about(new Entity(EntityType.USER, joined.event().tenantId(), member))
                        .stage("granted", joined)
                        .value(PrivilegeGiven.KEY, privilege.key())
                        .value(PrivilegeGiven.PRIVILEGE, PrivilegeRanks.label(privilege) + power);
    }

    /** Why the group is privileged, in words; null where it is not. */
    private @Nullable String power(Observation joined, View view) {
        if (view.policy().holds(PolicyInput.PRIVILEGED_GROUPS, view.entity().id())) {
            return "";
        }
        PrivilegeChange held = view.privileges().learned(joined.time());
        if (held != null) {
            return ", which has "
                    + PrivilegeRanks.label(Privilege.ofKey(held.roleKey(), held.roleName()));
        }
        for (Observation given : rolesAfter.around(joined, view)) {
            Privilege role = Privilege.of(given.event());
            if (role != null
                    && role.isHeldBy(view.entity(), given.event())
                    && PrivilegeRanks.isPrivileged(role, view.policy())) {
                return ", which was then given " + PrivilegeRanks.label(role);
            }
        }
        return null;
    }

    private static @Nullable String memberId(Observation joined) {
        Party member = joined.event().target("User");
        return member == null ? null : member.id();
    }
}
