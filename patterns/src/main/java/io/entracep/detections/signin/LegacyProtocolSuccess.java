package io.entracep.detections.signin;

import static io.entracep.detection.Condition.on;

import io.entracep.detection.Condition;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.EventDetection;
import io.entracep.detection.View;
import io.entracep.event.SignIn;
import io.entracep.policy.PolicyInput;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in with a legacy authentication protocol succeeded although it was switched off: a policy
 * has a gap, and a password alone lets somebody in.
 *
 * <p>Reads the sign-in logs of people. One alert per account, client application and day, from the
 * day on that the policy names; none for accounts that it allows to use such protocols.
 *
 * <p>Misses successes that carry no client application.
 *
 * <p>Source: row USER-65 of the guides, client applications of row PRIV-22; ATT&CK T1078.004.
 */
public final class LegacyProtocolSuccess extends EventDetection {
    private static final SignalSet SUCCESSES = SignalSet.of(Signal.SIGN_IN_SUCCESS);

    public LegacyProtocolSuccess(Entry entry) {
        super(entry);
    }

    @Override
    protected Condition examined() {
        return on(SUCCESSES).as(Roles.ACTOR).apart(Attempts::clientApp);
    }

    @Override
    protected Duration period() {
        return Duration.ofDays(1);
    }

    @Override
    protected @Nullable Draft examine(Observation success, View view) {
        SignIn signIn = success.event().signIn();
        if (signIn == null
                || !LegacyAttempt.isLegacy(success, view.policy())
                || success.time() < view.policy().legacyDisabledSince().orElse(Long.MAX_VALUE)
                || view.policy()
                        .holds(
                                PolicyInput.LEGACY_ALLOWED_ACCOUNTS,
                                view.entity().id(),
                                Attempts.name(success))) {
            return null;
        }
        return Draft.of(severity())
                .group(Attempts.clientApp(success))
                .stage("successes", success)
                .value("client", signIn.clientApp())
                .value("ip", success.event().origin().ip())
                .policyEntry(view.policy().entry(PolicyInput.LEGACY_DISABLED_SINCE));
    }
}
