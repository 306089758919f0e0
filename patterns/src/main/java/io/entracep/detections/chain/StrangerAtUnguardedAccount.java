package io.entracep.detections.chain;

import static io.entracep.detection.Condition.on;

import io.entracep.decode.ErrorCodes;
import io.entracep.detection.Condition;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.EventDetection;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.event.Origin;
import io.entracep.policy.PolicyInput;
import io.entracep.policy.TenantPolicy;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import io.entracep.state.ProfileKind;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * Building block: somebody knew the password of an account that has no second factor yet, or was
 * not used for long, from a network that the account never signed in from.
 *
 * <p>Reads the sign-in logs. That there is no second factor is what code 50072 or 50079 says: it
 * must be set up first. Silent for new starters in an approved country, and from the organisation's
 * own networks.
 *
 * <p>Misses accounts without a method where no policy asks for one.
 *
 * <p>Source: row BEYOND-13, steps A and B.
 */
public final class StrangerAtUnguardedAccount extends EventDetection {
    private static final int MUST_SET_UP = 50072;
    private static final int MUST_ENROL = 50079;

    /** An account of which so much is remembered can be said to have been silent. */
    private static final int LONGEST = 60;

    /**
     * @param silentDays so many days without activity before, after some earlier
     */
    public record Settings(@Min(1) @Max(LONGEST) int silentDays) {}

    private final Settings settings;

    public StrangerAtUnguardedAccount(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
        asks(ProfileKind.NETWORK, ProfileKind.ACTIVITY);
        asksPrivilege();
    }

    @Override
    protected Condition examined() {
        return on(Signal.SIGN_IN_PASSWORD_VALID)
                .as(Roles.ACTOR)
                .apart(o -> o.event().errorCode() + o.event().origin().network());
    }

    @Override
    protected @Nullable Draft examine(Observation signIn, View view) {
        String why = why(signIn, view);
        if (why == null || !isStranger(signIn, view)) {
            return null;
        }
        Origin origin = signIn.event().origin();
        return Draft.of(severity())
                .stage("sign-in", signIn)
                .value("why", why)
                .value("ip", origin.ip())
                .value("country", origin.country())
                .value("privilege", view.privileges().reason(Words.name(signIn), signIn.time()));
    }

    private @Nullable String why(Observation signIn, View view) {
        int code = signIn.event().errorCode();
        if (code == MUST_SET_UP || code == MUST_ENROL) {
            return "has no second factor yet";
        }
        boolean silent =
                code == ErrorCodes.SUCCESS
                        && view.baseline()
                                        .daysSeen(
                                                ProfileKind.ACTIVITY,
                                                "",
                                                signIn.time(),
                                                settings.silentDays())
                                == 0
                        && view.baseline().isKnown(ProfileKind.ACTIVITY, "", signIn.time());
        return silent ? "was not used for " + settings.silentDays() + " days" : null;
    }

    private static boolean isStranger(Observation signIn, View view) {
        Origin origin = signIn.event().origin();
        TenantPolicy policy = view.policy();
        String name = Words.name(signIn);
        boolean starter =
                policy.holds(PolicyInput.NEW_STARTERS, view.entity().id(), name)
                        && policy.isApprovedCountry(origin.country(), view.entity().id(), name);
        return !starter
                && !policy.holds(PolicyInput.CORPORATE_EGRESS, origin.ip())
                && view.baseline().isNew(ProfileKind.NETWORK, origin.network(), signIn.time(), 1);
    }
}
