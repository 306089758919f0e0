package io.entracep.detections.account;

import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.event.Audit;
import io.entracep.event.Change;
import io.entracep.event.Party;
import io.entracep.policy.TenantPolicy;
import io.entracep.signal.Observation;
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
    /** All ways to give one. */
    static final SignalSet GRANTS =
            SignalSet.of(
                    Signal.ROLE_ASSIGNED,
                    Signal.ROLE_ELIGIBLE,
                    Signal.GROUP_MEMBER_ADDED,
                    Signal.AZURE_ROLE_ASSIGNED);

    /** Different roles and groups of one hour that are kept. */
    private static final int KEPT = 64;

    private Privileges() {}

    /** To keep grants: of each role and group the first and the last of an hour. */
    static Need need(SignalSet signals, Duration reach) {
        return Need.perValue(signals, Roles.TARGET, reach, Privileges::key, KEPT);
    }

    /** The grants of something privileged to the entity in the range, in order. */
    static List<Observation> given(TimeRange range, SignalSet grants, View view) {
        return view.observations(range, grants).stream()
                .filter(observation -> observation.plays(Roles.TARGET))
                .filter(observation -> isPrivileged(observation, view))
                .toList();
    }

    /** Whether what is given is privileged by the policy. */
    static boolean isPrivileged(Observation grant, View view) {
        if (grant.has(Signal.GROUP_MEMBER_ADDED)) {
            return view.policy().isPrivilegedGroup(groupId(grant));
        }
        if (grant.has(Signal.AZURE_ROLE_ASSIGNED)) {
            return view.policy().isPrivilegedAzureRole(azureRole(grant));
        }
        return view.policy().isPrivilegedRole(grant.event().role());
    }

    /** What was given, in words. */
    static String label(Observation grant) {
        if (grant.has(Signal.GROUP_MEMBER_ADDED)) {
            String name = value(grant, "Group.DisplayName");
            return "the group " + (name != null ? name : groupId(grant));
        }
        if (grant.has(Signal.AZURE_ROLE_ASSIGNED)) {
            String role = azureRole(grant);
            return "the Azure role " + (role == null ? "" : TenantPolicy.azureRoleName(role));
        }
        return "the role " + Words.role(grant);
    }

    private static String key(Observation grant) {
        return label(grant) + "|" + groupId(grant);
    }

    /** Records of a membership name the group as changed properties of the user. */
    private static @Nullable String groupId(Observation grant) {
        String changed = value(grant, "Group.ObjectID");
        if (changed != null) {
            return changed;
        }
        Party group = grant.event().target("Group");
        return group == null ? null : group.id();
    }

    private static @Nullable String azureRole(Observation grant) {
        Audit audit = grant.event().audit();
        return audit == null ? null : audit.details().get("roleDefinitionId");
    }

    private static @Nullable String value(Observation grant, String property) {
        Audit audit = grant.event().audit();
        Change change = audit == null ? null : audit.change(property);
        return change == null ? null : change.newValue();
    }
}
