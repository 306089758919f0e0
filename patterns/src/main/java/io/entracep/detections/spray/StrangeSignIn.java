package io.entracep.detections.spray;

import static io.entracep.detection.Condition.on;

import io.entracep.detection.Condition;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.EventDetection;
import io.entracep.detection.View;
import io.entracep.detections.spray.Strangers.Knowledge;
import io.entracep.event.EntraEvent;
import io.entracep.signal.Entity;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * Building block: the right password of an account was presented from where it never worked.
 *
 * <p>Reads the sign-in logs of people: successes with fresh credentials, and right passwords that
 * something stopped. Told to the address or the autonomous system, one entry each. What an account
 * knows is what {@link StrangeAttempt} says, but here a provider that it uses makes nothing known:
 * whether the address sprayed is asked by who reads this. One finding per sign-in.
 *
 * <p>Misses sign-ins from an address that the account uses, or with its device.
 *
 * <p>Source: row BEYOND-01, step B.
 */
public final class StrangeSignIn extends EventDetection {
    /** Detection ids of the entries, which the chains read. */
    static final String AT_ADDRESS = "strange-sign-in";

    static final String AT_NETWORK = "strange-sign-in-by-network";

    /** Name of the value that tells that it got in. */
    static final String ENTERED = "entered";

    /**
     * @param about whom it is told
     */
    public record Settings(@NotNull Source about) {}

    private final Settings settings;

    public StrangeSignIn(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
        asks(Strangers.profile());
    }

    @Override
    protected Condition examined() {
        return on(Signal.SIGN_IN_PASSWORD_VALID)
                .as(Roles.ACTOR)
                .apart(StrangeAttempt::networkAndSuccess);
    }

    @Override
    protected @Nullable Draft examine(Observation signIn, View view) {
        boolean entered = signIn.has(Signal.SIGN_IN_FRESH);
        Entity source = settings.about().of(signIn.event());
        if (source == null
                || !(entered || Strangers.isStopped(signIn))
                || !isStrange(signIn, view)) {
            return null;
        }
        EntraEvent event = signIn.event();
        return Draft.of(severity())
                .about(source)
                .stage("sign-in", signIn)
                .value(StrangeAttempt.ACCOUNT, view.entity().id())
                .value(StrangeAttempt.NAME, event.actor() == null ? null : event.actor().label())
                .value(StrangeAttempt.ADDRESS, event.origin().network())
                .value(StrangeAttempt.CODE, event.errorCode())
                .value(ENTERED, entered ? "yes" : null);
    }

    private boolean isStrange(Observation signIn, View view) {
        Knowledge knowledge = Strangers.knowledge(signIn, view);
        return knowledge == Knowledge.NONE
                || (knowledge == Knowledge.PROVIDER && settings.about() == Source.ADDRESS);
    }
}
