package io.entracep.detections.spray;

import static io.entracep.detection.Condition.on;

import io.entracep.detection.Condition;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.EventDetection;
import io.entracep.detection.Lookup;
import io.entracep.detection.View;
import io.entracep.detections.spray.Strangers.Knowledge;
import io.entracep.event.EntraEvent;
import io.entracep.signal.Entity;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Building block: a password was tried on an account from where the account never worked.
 *
 * <p>Reads the sign-in logs of people: wrong passwords, and right ones that a second factor, a
 * policy or their age stopped. Told to the address, the autonomous system or the tenant, one entry
 * each. Not told: attempts from own networks, the VPN and approved scanners, from an address or an
 * autonomous system from which the account succeeded on a closed day, with a device that it used,
 * and those after which it gets in from the same address soon: a typing error. An account without a
 * closed day knows nothing. The address alone is also told of attempts through a provider that the
 * account uses. One finding per account, address and hour.
 *
 * <p>Misses attempts from a network that the account uses.
 *
 * <p>Source: rows USER-36 and USER-59 of the guides; ATT&CK T1110.003, T1110.004.
 */
public final class StrangeAttempt extends EventDetection {
    /** Detection ids of the entries, which the counts read. */
    static final String AT_ADDRESS = "strange-attempt";

    static final String AT_NETWORK = "strange-attempt-by-network";
    static final String AT_TENANT = "strange-attempt-by-tenant";
    static final String ON_DISABLED = "strange-attempt-on-disabled-account";

    /** Names of values. */
    static final String ACCOUNT = "account";

    static final String NAME = "name";
    static final String ADDRESS = "address";
    static final String CODE = "code";
    static final String RIGHT = "right";
    static final String PROVIDER_KNOWN = "providerKnown";

    /**
     * @param about whom it is told
     * @param disabled whether attempts on disabled accounts are told, and no others
     * @param resolvedWithin a success from the same address within this makes it a typing error
     */
    public record Settings(
            @NotNull Source about, boolean disabled, @NotNull Duration resolvedWithin) {}

    private final Settings settings;
    private final Lookup successes;

    public StrangeAttempt(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
        successes =
                after(
                        settings.resolvedWithin(),
                        on(Signal.SIGN_IN_FRESH).as(Roles.ACTOR).apart(StrangeAttempt::network));
        asks(Strangers.profile());
    }

    @Override
    protected Condition examined() {
        return on(settings.disabled()
                        ? SignalSet.of(Signal.SIGN_IN_ACCOUNT_DISABLED)
                        : SignalSet.of(
                                Signal.SIGN_IN_WRONG_PASSWORD, Signal.SIGN_IN_PASSWORD_VALID))
                .as(Roles.ACTOR)
                .apart(StrangeAttempt::networkAndSuccess);
    }

    /** Short, so that a finding stays in its hour whichever of its attempts arrives last. */
    @Override
    protected Duration period() {
        return Duration.ofHours(1);
    }

    /** Successes do not hide what was stopped. */
    static String networkAndSuccess(Observation attempt) {
        return network(attempt) + " " + attempt.has(Signal.SIGN_IN_SUCCESS);
    }

    private static @Nullable String network(Observation attempt) {
        return attempt.event().origin().network();
    }

    @Override
    protected @Nullable Draft examine(Observation attempt, View view) {
        boolean right = Strangers.isStopped(attempt);
        if (attempt.has(Signal.SIGN_IN_SUCCESS)
                || !(right || settings.disabled() || attempt.has(Signal.SIGN_IN_WRONG_PASSWORD))) {
            return null;
        }
        EntraEvent event = attempt.event();
        Entity source = settings.about().of(event);
        Knowledge knowledge = Strangers.knowledge(attempt, view);
        boolean told =
                knowledge == Knowledge.NONE
                        || (knowledge == Knowledge.PROVIDER
                                && settings.about() == Source.ADDRESS
                                && !settings.disabled());
        if (source == null || !told || isResolved(attempt, view)) {
            return null;
        }
        return Draft.of(severity())
                .about(source)
                .group(network(attempt))
                .showing(1)
                .stage("attempts", attempt)
                .value(ACCOUNT, view.entity().id())
                .value(NAME, event.actor() == null ? null : event.actor().label())
                .value(ADDRESS, network(attempt))
                .value(CODE, event.errorCode())
                .value(RIGHT, right ? event.errorCode() : null)
                .value(PROVIDER_KNOWN, knowledge == Knowledge.PROVIDER ? "yes" : null);
    }

    private boolean isResolved(Observation attempt, View view) {
        String network = network(attempt);
        return network != null
                && successes.first(attempt, view, o -> network.equals(network(o))) != null;
    }
}
