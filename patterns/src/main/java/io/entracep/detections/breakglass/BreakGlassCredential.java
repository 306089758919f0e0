package io.entracep.detections.breakglass;

import io.entracep.detection.Entry;
import io.entracep.signal.Observation;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;

/**
 * A credential or authentication method of an emergency access account was added, changed or
 * removed, or somebody tried: with a new key or temporary access pass the account is somebody
 * else's.
 *
 * <p>Reads AuditLogs: the activities of security information and of credentials with the account as
 * target, whatever their result, and updates of the user that change an authentication property. A
 * phone application detail of which only the time of last use changed is none. One alert per
 * account, activity and aligned hour.
 *
 * <p>Misses records that do not carry the account's object id.
 *
 * <p>Source: row PRIV-07 of the guides.
 */
public final class BreakGlassCredential extends BreakGlassChange {
    private static final SignalSet TOLD =
            SignalSet.of(
                    Signal.SECURITY_INFO_ACTIVITY,
                    Signal.CREDENTIAL_ACTIVITY,
                    Signal.AUTHENTICATION_PROPERTY_CHANGED);

    public BreakGlassCredential(Entry entry) {
        super(entry);
    }

    @Override
    protected SignalSet examined() {
        return TOLD;
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
