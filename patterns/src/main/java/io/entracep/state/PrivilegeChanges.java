package io.entracep.state;

import io.entracep.event.RoleReference;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import org.jspecify.annotations.Nullable;

/** Which observations change the privileges of their entity. */
final class PrivilegeChanges {
    private PrivilegeChanges() {}

    /** The change, null where the observation is none. */
    static @Nullable PrivilegeChange of(Observation observation) {
        RoleReference role = observation.event().role();
        if (role == null || !observation.plays(Roles.TARGET)) {
            return null;
        }
        int kind = kind(observation);
        if (kind == 0) {
            return null;
        }
        String name = role.name() == null ? "" : role.name();
        return new PrivilegeChange(
                observation.time(), observation.eventId(), kind, role.key(), name);
    }

    private static int kind(Observation observation) {
        if (observation.has(Signal.PIM_DEACTIVATED)) {
            return PrivilegeChange.DEACTIVATED;
        }
        if (observation.has(Signal.PIM_ACTIVATED)) {
            return PrivilegeChange.ACTIVATED;
        }
        if (observation.has(Signal.ROLE_ELIGIBLE)) {
            return PrivilegeChange.ELIGIBLE;
        }
        if (observation.has(Signal.ROLE_ASSIGNED)
                || observation.has(Signal.ROLE_OUTSIDE_PIM_REPORTED)) {
            return PrivilegeChange.ASSIGNED;
        }
        if (observation.has(Signal.ROLE_REMOVED)) {
            return observation.event().activity().contains("eligible")
                    ? PrivilegeChange.INELIGIBLE
                    : PrivilegeChange.UNASSIGNED;
        }
        return 0;
    }
}
