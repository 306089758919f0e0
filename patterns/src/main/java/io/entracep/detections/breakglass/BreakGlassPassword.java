package io.entracep.detections.breakglass;

import io.entracep.detection.Entry;
import io.entracep.signal.Observation;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;

/**
 * The password of an emergency access account was changed or reset, or somebody tried: a lock-out,
 * or somebody who is about to use it.
 *
 * <p>Reads AuditLogs: every activity of the password list with the account as target, whatever its
 * result, self-service included. One alert per account, activity and aligned hour.
 *
 * <p>Misses records that do not carry the account's object id, and changes in a directory on the
 * premises.
 *
 * <p>Source: row PRIV-05 of the guides.
 */
public final class BreakGlassPassword extends BreakGlassChange {
    private static final SignalSet TOLD = SignalSet.of(Signal.PASSWORD_ACTIVITY);

    public BreakGlassPassword(Entry entry) {
        super(entry, TOLD);
    }

    @Override
    boolean isToldHere(Observation observation) {
        return tells(observation);
    }

    /** Whether a record with the account as target is told here. */
    static boolean tells(Observation observation) {
        return observation.signals().intersects(TOLD);
    }
}
