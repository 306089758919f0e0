package io.entracep.detections.account;

import io.entracep.detection.Condition;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.EventDetection;
import io.entracep.detection.View;
import io.entracep.event.Party;
import io.entracep.signal.Observation;
import io.entracep.signal.Privilege;
import io.entracep.signal.Signal;
import org.jspecify.annotations.Nullable;

/**
 * Building block: an account was given something privileged, or activated it: a role of the
 * directory, a role in Azure, a part in a group that the policy lists, access to all of Azure.
 *
 * <p>Reads AuditLogs and Azure Activity. Records that name the group as target are left to {@link
 * GroupPrivilegeGiven}, which knows what the group may do.
 *
 * <p>Misses custom roles that the policy does not list as privileged.
 *
 * <p>Source: rows PRIV-31 and USER-13 of the guides.
 */
public final class PrivilegeGiven extends EventDetection {
    /** Name of the value with the key of the privilege. */
    static final String KEY = "key";

    /** Name of the value that says in words what was given. */
    static final String PRIVILEGE = "privilege";

    /** Name of the value that is there where one of the highest roles was given. */
    static final String TIER_ZERO = "tierZero";

    public PrivilegeGiven(Entry entry) {
        super(entry);
    }

    @Override
    protected Condition examined() {
        return Privileges.given();
    }

    @Override
    protected @Nullable Draft examine(Observation grant, View view) {
        Privilege privilege = Privilege.of(grant.event());
        if (privilege == null
                || isSeenFromGroup(privilege, grant)
                || !Privileges.isPrivileged(grant, view)) {
            return null;
        }
        return Draft.of(severity())
                .stage("granted", grant)
                .value(KEY, privilege.key())
                .value(PRIVILEGE, Privileges.label(grant))
                .value(TIER_ZERO, isTierZeroGained(privilege, grant, view) ? "yes" : null);
    }

    /** Whether it is one of the highest roles; who activates one had it before. */
    private static boolean isTierZeroGained(Privilege privilege, Observation grant, View view) {
        return privilege.plane() == Privilege.Plane.DIRECTORY
                && !grant.has(Signal.PIM_ACTIVATED)
                && view.policy().isTierZeroRole(privilege.id(), privilege.name());
    }

    private static boolean isSeenFromGroup(Privilege privilege, Observation grant) {
        Party group = grant.event().target("Group");
        return privilege.isInGroup() && group != null && privilege.id().equals(group.id());
    }
}
