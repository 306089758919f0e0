package io.entracep.detections.breakglass;

import io.entracep.detection.Entry;
import io.entracep.event.Outcome;
import io.entracep.signal.Observation;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import java.util.Set;

/**
 * A role, membership or state of an emergency access account was changed, or somebody tried: taking
 * its role away prepares a lock-out, giving one is persistence.
 *
 * <p>Reads AuditLogs (roles directly and in privileged identity management, groups, applications,
 * enabling and disabling, updates of more than synchronisation stamps) and role assignments of
 * Azure Activity with the account as principal. Any result; of an Azure operation only the record
 * that says how it ended. One alert per account, activity and aligned hour.
 *
 * <p>Misses records that do not carry the account's object id, and removals of Azure roles, whose
 * records do not always name the principal.
 *
 * <p>Source: row PRIV-06 of the guides.
 */
public final class BreakGlassPermission extends BreakGlassChange {
    private static final SignalSet TOLD =
            SignalSet.of(Signal.PERMISSION_ACTIVITY, Signal.USER_UPDATED);
    private static final SignalSet EXAMINED = TOLD.union(SignalSet.of(Signal.AZURE_ACTIVITY));

    /** Source: row PRIV-06, operations of the category Administrative. */
    private static final Set<String> AZURE_OPERATIONS =
            Set.of(
                    "microsoft.authorization/roleassignments/write",
                    "microsoft.authorization/roleassignments/delete");

    public BreakGlassPermission(Entry entry) {
        super(entry, EXAMINED);
    }

    @Override
    boolean isToldHere(Observation observation) {
        return tells(observation);
    }

    /** Whether a record with the account as target is told here. */
    static boolean tells(Observation observation) {
        if (observation.has(Signal.AZURE_ACTIVITY)) {
            return AZURE_OPERATIONS.contains(observation.event().activity())
                    && observation.event().outcome() != Outcome.UNKNOWN;
        }
        return observation.signals().intersects(TOLD)
                && !observation.has(Signal.AUTHENTICATION_PROPERTY_CHANGED);
    }
}
