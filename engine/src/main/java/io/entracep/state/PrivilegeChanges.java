package io.entracep.state;

import io.entracep.event.EntraEvent;
import io.entracep.signal.Observation;
import io.entracep.signal.Privilege;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import org.jspecify.annotations.Nullable;

/** Which observations change the privileges of their entity. */
final class PrivilegeChanges {
    private static final SignalSet ASSIGNED =
            SignalSet.of(
                    Signal.ROLE_ASSIGNED,
                    Signal.ROLE_OUTSIDE_PIM_REPORTED,
                    Signal.AZURE_ROLE_ASSIGNED,
                    Signal.AZURE_ACCESS_ELEVATED,
                    Signal.GROUP_MEMBER_ADDED,
                    Signal.GROUP_OWNER_ADDED);
    private static final SignalSet ELIGIBLE =
            SignalSet.of(Signal.ROLE_ELIGIBLE, Signal.AZURE_ROLE_ELIGIBLE);
    private static final SignalSet UNASSIGNED =
            SignalSet.of(
                    Signal.AZURE_ROLE_REMOVED,
                    Signal.AZURE_ACCESS_WITHDRAWN,
                    Signal.GROUP_MEMBER_REMOVED,
                    Signal.GROUP_OWNER_REMOVED);
    private static final SignalSet ALL =
            ASSIGNED.union(ELIGIBLE)
                    .union(UNASSIGNED)
                    .union(
                            SignalSet.of(
                                    Signal.PIM_ACTIVATED,
                                    Signal.ROLE_REMOVED,
                                    Signal.AZURE_ROLE_INELIGIBLE));

    private PrivilegeChanges() {}

    /** Whether an observation with these signals may be one. */
    static boolean mayBe(Observation observation) {
        return observation.signals().intersects(ALL);
    }

    /** The change, null where the observation is none. */
    static @Nullable PrivilegeChange of(Observation observation) {
        if (!mayBe(observation)) {
            return null;
        }
        EntraEvent event = observation.event();
        Privilege privilege = Privilege.of(event);
        if (privilege == null
                || !playsHolder(observation)
                || !privilege.isHeldBy(observation.entity(), event)) {
            return null;
        }
        return new PrivilegeChange(
                event.time(),
                event.id(),
                kind(observation),
                privilege.key(),
                privilege.name(),
                event.envelopeTime(),
                StableHash.hash64(event.toString()));
    }

    /** Who elevates their own access is the actor, and there are no targets. */
    private static boolean playsHolder(Observation observation) {
        boolean own =
                observation.has(Signal.AZURE_ACCESS_ELEVATED)
                        || observation.has(Signal.AZURE_ACCESS_WITHDRAWN);
        return observation.plays(own ? Roles.ACTOR | Roles.TARGET : Roles.TARGET);
    }

    private static int kind(Observation observation) {
        if (observation.has(Signal.PIM_ACTIVATED)) {
            return PrivilegeChange.ACTIVATED;
        }
        if (observation.signals().intersects(ELIGIBLE)) {
            return PrivilegeChange.ELIGIBLE;
        }
        if (observation.signals().intersects(ASSIGNED)) {
            return PrivilegeChange.ASSIGNED;
        }
        boolean eligibility =
                observation.has(Signal.AZURE_ROLE_INELIGIBLE)
                        || (observation.has(Signal.ROLE_REMOVED)
                                && observation.event().activity().contains("eligible"));
        return eligibility ? PrivilegeChange.INELIGIBLE : PrivilegeChange.UNASSIGNED;
    }
}
