package io.entracep.detections.breakglass;

import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.View;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import io.entracep.state.TimeRange;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A credential or authentication method of an emergency access account was added, changed or
 * removed, or somebody tried: with a new key or temporary access pass the account is somebody
 * else's.
 *
 * <p>Reads AuditLogs: the activities of security information and of credentials with the account as
 * target, whatever their result, and updates of the user that change an authentication property. A
 * phone application detail of which only time of last use, clock or version changed is none, and
 * the directory's record of the values is left to the activity beside it. One alert per account,
 * activity and aligned hour.
 *
 * <p>Misses records that do not carry the account's object id.
 *
 * <p>Source: row PRIV-07 of the guides.
 */
public final class BreakGlassCredential extends BreakGlassChange {
    private static final SignalSet ACTIVITIES =
            SignalSet.of(Signal.SECURITY_INFO_ACTIVITY, Signal.CREDENTIAL_ACTIVITY);
    private static final SignalSet TOLD =
            ACTIVITIES.union(SignalSet.of(Signal.AUTHENTICATION_PROPERTY_CHANGED));

    /** The records of one act lie seconds apart. */
    private static final Duration OF_ONE_ACT = Duration.ofMinutes(5);

    public BreakGlassCredential(Entry entry) {
        super(entry, TOLD);
    }

    @Override
    protected SignalSet context() {
        return ACTIVITIES;
    }

    @Override
    protected Duration lookBack() {
        return OF_ONE_ACT;
    }

    @Override
    protected Duration lookAhead() {
        return OF_ONE_ACT;
    }

    @Override
    protected @Nullable Draft examine(Observation observation, View view) {
        return isValuesOfActivity(observation, view) ? null : super.examine(observation, view);
    }

    /** One act leaves the activity in one log, and the changed values in the directory's. */
    private static boolean isValuesOfActivity(Observation observation, View view) {
        TimeRange around =
                TimeRange.around(observation.time(), OF_ONE_ACT.toMillis(), OF_ONE_ACT.toMillis());
        return !observation.signals().intersects(ACTIVITIES)
                && view.observations(around, ACTIVITIES).stream()
                        .anyMatch(other -> other.plays(Roles.TARGET));
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
