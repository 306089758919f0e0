package io.entracep.detections.signin;

import static io.entracep.detection.Condition.on;

import io.entracep.detection.Condition;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.EventDetection;
import io.entracep.detection.Lookup;
import io.entracep.detection.View;
import io.entracep.event.EntraEvent;
import io.entracep.event.Party;
import io.entracep.event.SignIn;
import io.entracep.policy.PolicyInput;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import io.entracep.state.Habits;
import io.entracep.state.ProfileKind;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A person declined a second-factor prompt or reported it as fraud: somebody else knows the
 * password.
 *
 * <p>Reads the sign-in logs of people (status and steps) and AuditLogs. Every person counts; one
 * alert per person and aligned hour. Silent where the same known address gets in with a known
 * device within minutes, or a browser that the account used without one: a mistake. A person of
 * note makes it one step worse; a privileged account is named as one.
 *
 * <p>Misses prompts that were not answered at all: see {@link MfaFatigue}.
 *
 * <p>Source: rows PRIV-17 and USER-53 of the guides; error code 500121; ATT&CK T1621.
 */
public final class MfaDenied extends EventDetection {
    private static final String WRONG_NUMBER = "did not select the correct number";

    /**
     * @param resolvedWithin a success within this, with a known device from the same known address,
     *     makes it a mistake
     */
    public record Settings(@NotNull Duration resolvedWithin) {}

    private final Lookup successes;

    public MfaDenied(Entry entry, Settings settings) {
        super(entry);
        successes =
                after(
                        settings.resolvedWithin(),
                        on(Signal.SIGN_IN_INTERACTIVE_SUCCESS)
                                .as(Roles.ACTOR)
                                .apart(Attempts::network));
        asks(ProfileKind.NETWORK, ProfileKind.DEVICE, ProfileKind.AGENT);
        asksPrivilege();
    }

    @Override
    protected Condition examined() {
        return on(Signal.MFA_DENIED, Signal.FRAUD_REPORTED);
    }

    @Override
    protected Duration period() {
        return Duration.ofHours(1);
    }

    @Override
    protected @Nullable Draft examine(Observation denial, View view) {
        boolean reported = denial.has(Signal.FRAUD_REPORTED);
        if (!denial.plays(reported && hasTarget(denial) ? Roles.TARGET : Roles.ACTOR)) {
            return null;
        }
        if (!reported && isMistake(denial, view)) {
            return null;
        }
        String id = view.entity().id();
        String name = nameOf(id, denial);
        Draft draft =
                Draft.of(severity())
                        .stage(reported ? "report" : "denial", denial)
                        .value("ip", denial.event().origin().ip())
                        .value(
                                "what",
                                reported || isFraud(denial)
                                        ? "reported a second-factor prompt as fraud"
                                        : says(denial, WRONG_NUMBER)
                                                ? "chose a wrong number at a second-factor prompt"
                                                : "declined a second-factor prompt")
                        .value("privilege", view.privileges().reason(name, denial.time()));
        if (view.policy().holds(PolicyInput.VIP_ACCOUNTS, id, name)) {
            draft.severity(severity().raised())
                    .policyEntry(view.policy().entry(PolicyInput.VIP_ACCOUNTS, id, name));
        }
        return draft;
    }

    /**
     * The owner pressed the wrong button: from a known address, where a known device gets in, or
     * with a number mistaken for another.
     */
    private boolean isMistake(Observation denial, View view) {
        return !isFraud(denial)
                && Attempts.isFromKnownNetwork(denial, view)
                && (says(denial, WRONG_NUMBER) || isResolved(denial, view));
    }

    private boolean isResolved(Observation denial, View view) {
        return successes.first(
                        denial,
                        view,
                        success ->
                                isByOwner(success, view)
                                        && Objects.equals(
                                                Attempts.network(denial),
                                                Attempts.network(success)))
                != null;
    }

    /** With a known device, or with a browser that the account used without one. */
    private static boolean isByOwner(Observation success, View view) {
        EntraEvent event = success.event();
        return event.device().id() != null
                ? Attempts.hasKnownDevice(success, view)
                : view.baseline().isKnown(ProfileKind.AGENT, Habits.agent(event), success.time());
    }

    /** Some answer the prompt itself with a report. */
    private static boolean isFraud(Observation denial) {
        return says(denial, "fraud");
    }

    private static boolean says(Observation denial, String words) {
        SignIn signIn = denial.event().signIn();
        return signIn != null
                && Stream.of(signIn.statusDetail(), signIn.stepDetail())
                        .filter(Objects::nonNull)
                        .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(words));
    }

    private static @Nullable String nameOf(String id, Observation denial) {
        if (denial.event().audit() == null) {
            return Attempts.name(denial);
        }
        Party person = denial.event().targetWithId(id);
        if (person == null) {
            person = denial.event().actor();
        }
        return person == null ? null : person.name();
    }

    /** Who reports for another is not who is attacked; who names nobody reports for himself. */
    private static boolean hasTarget(Observation report) {
        return report.event().target("User") != null;
    }
}
