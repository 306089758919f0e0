package io.entracep.detections.breakglass;

import static io.entracep.detection.Condition.on;

import io.entracep.detection.Condition;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.EventDetection;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An emergency access account did something, or something was done to it, that no other detection
 * tells: nobody should touch these accounts.
 *
 * <p>Reads AuditLogs (the account as actor or target, whatever the result), Azure Activity (as
 * actor) and the risk logs. What {@link BreakGlassPassword}, {@link BreakGlassPermission} and
 * {@link BreakGlassCredential} tell is left out, and so is an update of the account that changed
 * nothing but synchronisation stamps. One alert per account and aligned hour.
 *
 * <p>Misses records that do not carry the account's object id.
 *
 * <p>Source: row PRIV-08 of the guides.
 */
public final class BreakGlassActivity extends EventDetection {
    private static final SignalSet EXAMINED =
            SignalSet.of(
                    Signal.AUDIT,
                    Signal.AZURE_ACTIVITY,
                    Signal.USER_RISK_DETECTED,
                    Signal.USER_RISK_STATE);

    public BreakGlassActivity(Entry entry) {
        super(entry);
    }

    @Override
    protected Condition examined() {
        return on(EXAMINED).apart(BreakGlassActivity::activity);
    }

    @Override
    protected Duration period() {
        return Duration.ofHours(1);
    }

    /** So that what is told elsewhere cannot crowd out what is not. */
    private static String activity(Observation observation) {
        return observation.event().activity()
                + "|"
                + observation.roles()
                + "|"
                + isToldElsewhere(observation);
    }

    @Override
    protected @Nullable Draft examine(Observation observation, View view) {
        EmergencyAccount account = EmergencyAccount.of(observation, view);
        if (account == null || isToldElsewhere(observation) || isSynchronisation(observation)) {
            return null;
        }
        boolean actor = observation.plays(Roles.ACTOR);
        return account.aboutIt(Draft.of(severity()))
                .group(account.drill())
                .stage(actor ? "by the account" : "on the account", observation)
                .value("activity", observation.event().activityName())
                .value("actor", Words.actor(observation))
                .value("ip", observation.event().origin().ip());
    }

    /**
     * Told elsewhere; of Azure also the first record of an operation, of which the last is told.
     */
    private static boolean isToldElsewhere(Observation observation) {
        if (observation.has(Signal.AZURE_ACTIVITY)) {
            return !observation.plays(Roles.ACTOR);
        }
        return observation.plays(Roles.TARGET)
                && (BreakGlassPassword.tells(observation)
                        || BreakGlassPermission.tells(observation)
                        || BreakGlassCredential.tells(observation));
    }

    private static boolean isSynchronisation(Observation observation) {
        return observation.has(Signal.AUDIT_SUCCESS)
                && observation.event().activity().equals("update user")
                && !observation.has(Signal.USER_UPDATED)
                && !observation.plays(Roles.ACTOR)
                && observation.event().audit() != null
                && !observation.event().audit().changes().isEmpty();
    }
}
