package io.entracep.detections.account;

import static io.entracep.detection.Condition.on;

import io.entracep.detection.Condition;
import io.entracep.detection.PrivilegeRanks;
import io.entracep.detection.View;
import io.entracep.signal.Observation;
import io.entracep.signal.Privilege;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import org.jspecify.annotations.Nullable;

/** What an account may be given that makes it privileged: a role, a group, a role in Azure. */
final class Privileges {
    /** Ways to be given a part in a group; of privileged identity management others too. */
    static final SignalSet GROUP_GRANTS =
            SignalSet.of(Signal.GROUP_MEMBER_ADDED, Signal.GROUP_OWNER_ADDED);

    /** Ways to be given a role, of the directory or of Azure, or to activate it. */
    static final SignalSet ROLE_GRANTS =
            SignalSet.of(
                    Signal.ROLE_ASSIGNED,
                    Signal.ROLE_ELIGIBLE,
                    Signal.PIM_ACTIVATED,
                    Signal.AZURE_ROLE_ASSIGNED,
                    Signal.AZURE_ROLE_ELIGIBLE,
                    Signal.AZURE_ACCESS_ELEVATED);

    /** All ways to give one. */
    static final SignalSet GRANTS = GROUP_GRANTS.union(ROLE_GRANTS);

    private Privileges() {}

    /** The entity is given a role, each by itself, or elevates its own access. */
    static Condition given(Signal... roleGrants) {
        return on(roleGrants)
                .as(Roles.TARGET | Roles.ACTOR)
                .and(Privileges::isGiven)
                .apart(Privileges::key);
    }

    /** The entity is given any role, each by itself. */
    static Condition givenRoles() {
        return on(ROLE_GRANTS).as(Roles.TARGET).apart(Privileges::key);
    }

    /** The entity is given a role or a part in a group; groups cannot crowd out roles. */
    static Condition given() {
        return on(GRANTS)
                .as(Roles.TARGET | Roles.ACTOR)
                .and(Privileges::isGiven)
                .apart(grant -> grant.signals().intersects(ROLE_GRANTS) ? key(grant) : null)
                .apart(grant -> grant.signals().intersects(GROUP_GRANTS) ? key(grant) : null);
    }

    /** Whether the entity is given it; who elevates their own access is the actor. */
    private static boolean isGiven(Observation grant) {
        return grant.plays(Roles.TARGET)
                || (grant.has(Signal.AZURE_ACCESS_ELEVATED) && grant.plays(Roles.ACTOR));
    }

    /** Whether what is given is privileged by the policy. */
    static boolean isPrivileged(Observation grant, View view) {
        return PrivilegeRanks.isPrivileged(Privilege.of(grant.event()), view.policy());
    }

    /** What was given, in words. */
    static String label(Observation grant) {
        Privilege privilege = Privilege.of(grant.event());
        if (privilege == null) {
            return grant.event().activityName();
        }
        String label = PrivilegeRanks.label(privilege);
        return privilege.plane() == Privilege.Plane.DIRECTORY ? "the role " + label : label;
    }

    private static @Nullable String key(Observation grant) {
        Privilege privilege = isGiven(grant) ? Privilege.of(grant.event()) : null;
        return privilege == null ? null : privilege.key();
    }
}
