package io.entracep.detections.spray;

import static io.entracep.detection.Condition.on;

import io.entracep.detection.Condition;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.EventDetection;
import io.entracep.detection.Lookup;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.detections.spray.Strangers.Knowledge;
import io.entracep.signal.Entity;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Building block: somebody signed in from where the account never worked, and the account did what
 * an intruder does with an administrator's account.
 *
 * <p>Reads AuditLogs and the sign-in logs at the account: each privileged action, with the last
 * fresh success before it that {@link StrangeSignIn} tells. Told to the address or autonomous
 * system of that success, one entry each; a method registered soon after it is added.
 *
 * <p>Misses actions in other logs than AuditLogs.
 *
 * <p>Source: row BEYOND-01, steps B to D.
 */
public final class ActionAfterStrangeSignIn extends EventDetection {
    /** Detection ids of the entries. */
    static final String AT_ADDRESS = "action-after-strange-sign-in";

    static final String AT_NETWORK = "action-after-strange-sign-in-by-network";

    /** Name of the value that identifies the sign-in, and of its time. */
    static final String SIGN_IN = "signIn";

    static final String SIGN_IN_TIME = "signInTime";

    /**
     * @param about address or network
     * @param actionWithin the action follows the sign-in in less than this
     * @param methodWithin the method follows the sign-in in less than this
     */
    public record Settings(
            @NotNull Source about,
            @NotNull Duration actionWithin,
            @NotNull Duration methodWithin) {}

    private final Settings settings;
    private final Lookup signIns;
    private final Lookup methods;

    public ActionAfterStrangeSignIn(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
        signIns =
                before(
                        settings.actionWithin(),
                        on(Signal.SIGN_IN_FRESH)
                                .as(Roles.ACTOR)
                                .apart(signIn -> signIn.event().origin().network()));
        // A method may come after the action.
        methods = after(settings.methodWithin(), on(Signal.SECURITY_INFO_REGISTERED));
        asks(Strangers.profile());
    }

    @Override
    protected Condition examined() {
        return on(Signal.PRIVILEGED_ACTION)
                .as(Roles.ACTOR)
                .alsoApart(action -> action.event().activity());
    }

    @Override
    protected @Nullable Draft examine(Observation action, View view) {
        Observation signIn = signIns.latest(action, view, o -> isStrange(o, view));
        Entity source = signIn == null ? null : settings.about().of(signIn.event());
        if (signIn == null || source == null) {
            return null;
        }
        Observation method = methods.first(signIn, view, registered -> true);
        return Draft.of(severity())
                .about(source)
                .stage("sign-in", signIn)
                .stage("method", method)
                .stage("action", action)
                .value(StrangeAttempt.ACCOUNT, view.entity().id())
                .value(
                        StrangeAttempt.NAME,
                        signIn.event().actor() == null ? null : signIn.event().actor().label())
                .value(StrangeAttempt.ADDRESS, signIn.event().origin().network())
                .value(SIGN_IN, signIn.eventId())
                .value(SIGN_IN_TIME, signIn.time())
                .value("method", method == null ? null : method.event().activityName())
                .value("action", action.event().activityName())
                .value("role", Words.role(action))
                .value("gap", Words.between(signIn, action));
    }

    private boolean isStrange(Observation signIn, View view) {
        Knowledge knowledge = Strangers.knowledge(signIn, view);
        return knowledge == Knowledge.NONE
                || (knowledge == Knowledge.PROVIDER && settings.about() == Source.ADDRESS);
    }
}
