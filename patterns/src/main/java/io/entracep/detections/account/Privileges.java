package io.entracep.detections.account;

import io.entracep.detection.PrivilegeRanks;
import io.entracep.detection.View;
import io.entracep.signal.Observation;
import io.entracep.signal.Privilege;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import io.entracep.state.Need;
import io.entracep.state.TimeRange;
import java.time.Duration;
import java.util.List;
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

    /** Different roles of one hour that are kept: there are about 130 in the directory. */
    private static final int ROLES = 256;

    /** Different groups of one hour that are kept; they cannot crowd out roles. */
    private static final int GROUPS = 64;

    private Privileges() {}

    /** To keep grants: of each role and group the first and the last of an hour. */
    static List<Need> needs(SignalSet signals, Duration reach) {
        SignalSet roles = signals.intersection(ROLE_GRANTS);
        SignalSet groups = signals.intersection(GROUP_GRANTS);
        Need ofRoles =
                Need.perValue(roles, Roles.TARGET | Roles.ACTOR, reach, Privileges::key, ROLES);
        return groups.isEmpty()
                ? List.of(ofRoles)
                : List.of(
                        ofRoles,
                        Need.perValue(groups, Roles.TARGET, reach, Privileges::key, GROUPS));
    }

    /** The grants of something privileged to the entity in the range, in order. */
    static List<Observation> given(TimeRange range, SignalSet grants, View view) {
        return view.observations(range, grants).stream()
                .filter(Privileges::isGiven)
                .filter(observation -> isPrivileged(observation, view))
                .toList();
    }

    /** Whether the entity is given it; who elevates their own access is the actor. */
    static boolean isGiven(Observation grant) {
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
