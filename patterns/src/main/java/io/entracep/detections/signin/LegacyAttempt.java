package io.entracep.detections.signin;

import static io.entracep.detection.Condition.on;

import io.entracep.detection.Condition;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.EventDetection;
import io.entracep.detection.Severity;
import io.entracep.detection.View;
import io.entracep.event.SignIn;
import io.entracep.policy.PolicyInput;
import io.entracep.policy.TenantPolicy;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import io.entracep.state.ProfileKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Building block of {@code legacy-protocol-failure}: a sign-in with a legacy authentication
 * protocol failed: such protocols know no second factor and are what passwords are tried against.
 *
 * <p>Reads the sign-in logs of people. One finding per account, client application and aligned
 * hour, Low where the account works from that network; none for accounts that the policy allows to
 * use them.
 *
 * <p>Misses attempts that carry no client application.
 *
 * <p>Source: row USER-55 of the guides, client applications of row PRIV-22; ATT&CK T1110.
 */
public final class LegacyAttempt extends EventDetection {
    private static final SignalSet FAILURES = SignalSet.of(Signal.SIGN_IN_FAILURE);

    public LegacyAttempt(Entry entry) {
        super(entry);
        asks(ProfileKind.NETWORK, ProfileKind.ASN);
    }

    @Override
    protected Condition examined() {
        return on(FAILURES).as(Roles.ACTOR).apart(Attempts::clientApp);
    }

    @Override
    protected Duration period() {
        return Duration.ofHours(1);
    }

    @Override
    protected @Nullable Draft examine(Observation failure, View view) {
        SignIn signIn = failure.event().signIn();
        if (signIn == null
                || !isLegacy(failure, view.policy())
                || view.policy()
                        .holds(
                                PolicyInput.LEGACY_ALLOWED_ACCOUNTS,
                                view.entity().id(),
                                Attempts.name(failure))) {
            return null;
        }
        boolean strange = Attempts.isStrange(failure, view);
        return Draft.of(strange ? severity() : severity().atMost(Severity.LOW))
                .group(Attempts.clientApp(failure))
                .showing(1)
                .stage("failures", failure)
                .value("client", signIn.clientApp())
                .value("code", signIn.errorCode())
                .value("ip", failure.event().origin().ip());
    }

    /** Whether the record is of a legacy protocol, by the built-in list or by the policy's. */
    static boolean isLegacy(Observation attempt, TenantPolicy policy) {
        SignIn signIn = attempt.event().signIn();
        return attempt.has(Signal.LEGACY_PROTOCOL)
                || (signIn != null
                        && policy.holds(PolicyInput.LEGACY_CLIENT_APPS, signIn.clientApp()));
    }
}
