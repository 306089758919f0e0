package io.entracep.detections.breakglass;

import static io.entracep.detection.Condition.on;

import io.entracep.detection.Condition;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.EventDetection;
import io.entracep.detection.Severity;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.event.EntraEvent;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Somebody tried to sign in with an emergency access account: nobody should, except in an emergency
 * or an announced drill.
 *
 * <p>Reads every sign-in log of people. Every result counts: Critical for a success, High
 * otherwise, Informational in a drill that the policy announces. One alert per account and aligned
 * hour.
 *
 * <p>Misses attempts that carry no object id, as those with a name that does not exist.
 *
 * <p>Source: row PRIV-04 of the guides.
 */
public final class BreakGlassSignIn extends EventDetection {
    public BreakGlassSignIn(Entry entry) {
        super(entry);
    }

    /** Failures cannot crowd out the success among them. */
    @Override
    protected Condition examined() {
        return on(Signal.SIGN_IN)
                .as(Roles.ACTOR)
                .apart(signIn -> Integer.toString(signIn.event().errorCode()))
                .apart(o -> o.has(Signal.SIGN_IN_SUCCESS) ? o.eventId() : null);
    }

    @Override
    protected Duration period() {
        return Duration.ofHours(1);
    }

    @Override
    protected @Nullable Draft examine(Observation observation, View view) {
        EntraEvent event = observation.event();
        EmergencyAccount account = EmergencyAccount.of(observation, Words.name(observation), view);
        if (account == null && event.signIn() != null) {
            account = EmergencyAccount.of(observation, event.signIn().alternateName(), view);
        }
        if (account == null) {
            return null;
        }
        boolean success = observation.has(Signal.SIGN_IN_SUCCESS);
        String from = event.origin().ip() == null ? "an unknown address" : event.origin().ip();
        return account.aboutIt(Draft.of(success ? Severity.CRITICAL : severity()))
                .group(account.drill())
                .stage("sign-in", observation)
                .value(success ? "successFrom" : "failureFrom", from)
                .value(success ? "application" : "code", detail(event, success));
    }

    private static @Nullable Object detail(EntraEvent event, boolean success) {
        if (!success) {
            return event.errorCode();
        }
        return event.signIn() == null ? null : event.signIn().appName();
    }
}
