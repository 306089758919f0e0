package io.entracep.detections.signin;

import static io.entracep.detection.Condition.on;

import io.entracep.detection.Condition;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.EventDetection;
import io.entracep.detection.View;
import io.entracep.event.Origin;
import io.entracep.policy.PolicyInput;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An account that belongs to one place, such as a reception or a shop floor, signed in from
 * elsewhere.
 *
 * <p>Reads the sign-in logs of people, successes in which a credential was presented. High for a
 * privileged account and for a person of note. One alert per account, place and day.
 *
 * <p>Misses sign-ins of which the log tells no place.
 *
 * <p>Source: row USER-43 of the guides; ATT&CK T1078.004.
 */
public final class AwayFromStation extends EventDetection {
    private static final SignalSet SIGN_INS =
            SignalSet.of(Signal.SIGN_IN_FRESH, Signal.SIGN_IN_INTERACTIVE_SUCCESS);

    public AwayFromStation(Entry entry) {
        super(entry);
        asksPrivilege();
    }

    @Override
    protected Condition examined() {
        return on(SIGN_INS).as(Roles.ACTOR).apart(AwayFromStation::source);
    }

    @Override
    protected Duration period() {
        return Duration.ofDays(1);
    }

    /** Where it works must not hide where it does not. */
    private static String source(Observation signIn) {
        return Attempts.place(signIn) + " " + Attempts.network(signIn);
    }

    @Override
    protected @Nullable Draft examine(Observation signIn, View view) {
        Origin origin = signIn.event().origin();
        String id = view.entity().id();
        String name = Attempts.name(signIn);
        if (!view.policy()
                .isAwayFromStation(id, name, origin.country(), origin.state(), origin.ip())) {
            return null;
        }
        return Attempts.graded(severity(), signIn, view)
                .stage("sign-in", signIn)
                .group(Attempts.place(signIn))
                .value("ip", origin.ip())
                .value("place", Attempts.place(signIn))
                .policyEntry(view.policy().entry(PolicyInput.STATIONARY_ACCOUNTS));
    }
}
