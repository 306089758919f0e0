package io.entracep.detections.chain;

import static io.entracep.detection.Condition.onFindingOf;

import io.entracep.detection.Condition;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.FindingDetection;
import io.entracep.detection.Findings;
import io.entracep.detection.Lookup;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.signal.Observation;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An administrator reset another's account and then signed in as them.
 *
 * <p>Reads findings about the account: that somebody reset it, with the addresses and devices that
 * they had signed in with ({@code password-reset-by-admin}), and that it was signed in to less than
 * {@code sign-in-within} later ({@code sign-in-after-reset}). A sign-in matches by a device of the
 * actor that the owner never used; or by a network of the actor that the owner never used, from a
 * device that is not the owner's, unless the network is the organisation's own or the help desk's,
 * which many share, or the account was created less than {@code new-within} before: a new starter
 * knows no network. Where an application made the reset, a sign-in matches by a network and a
 * device that the owner never used. What the account did within {@code action-within} of the
 * sign-in is added. One alert per reset; a sign-in counts for the last reset of an actor before it.
 */
public final class AdminResetThenSignIn extends FindingDetection {
    private static final String RESET = "password-reset-by-admin";
    private static final String SIGN_IN = "sign-in-after-reset";
    private static final SignalSet AUDIT = SignalSet.of(Signal.AUDIT);
    private static final SignalSet SIGN_INS = SignalSet.of(Signal.SIGN_IN);

    /** As the entry describes them. */
    public record Settings(
            @NotNull Duration signInWithin,
            @NotNull Duration actionWithin,
            @NotNull Duration newWithin) {}

    private final Settings settings;
    private final Lookup signIns;
    private final Lookup resets;
    private final Lookup earlier;
    private final Lookup actions;
    private final Lookup creations;

    public AdminResetThenSignIn(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
        signIns = after(settings.signInWithin(), onFindingOf(SIGN_IN));
        resets = between(onFindingOf(RESET));
        earlier = before(settings.signInWithin(), onFindingOf(SIGN_IN));
        actions = after(settings.actionWithin(), onFindingOf("privileged-action"));
        creations = before(settings.newWithin(), onFindingOf("account-life"));
    }

    @Override
    protected Condition examined() {
        return onFindingOf(RESET, SIGN_IN);
    }

    @Override
    protected Duration lookAhead() {
        return settings.signInWithin().plus(settings.actionWithin());
    }

    @Override
    protected @Nullable Draft examine(Observation finding, View view) {
        return finding.isFindingOf(SIGN_IN)
                ? afterApplication(finding, view)
                : afterAdministrator(finding, view);
    }

    private @Nullable Draft afterAdministrator(Observation reset, View view) {
        List<Observation> matching =
                signIns.following(reset, view).stream()
                        .filter(signIn -> match(reset, signIn, view).words() != null)
                        .filter(signIn -> !isForLaterReset(reset, signIn, view))
                        .toList();
        if (matching.isEmpty()) {
            return null;
        }
        Observation first = matching.get(0);
        ResetMatch match = match(reset, first, view);
        List<Observation> records = Findings.evidence(reset, AUDIT);
        Draft draft =
                Draft.of(severity())
                        .stage("administrator", match.ownSignIns())
                        .stage("reset", records)
                        .stage("sign-in", matching)
                        .value("admin", records.isEmpty() ? null : Words.actor(records.get(0)))
                        .value("activity", Findings.value(reset, "activity"))
                        .value("gap", Words.between(reset, first))
                        .value("match", match.words());
        return withActions(draft, first, view);
    }

    /** An application has no sign-ins to compare with: only what the owner knows tells. */
    private @Nullable Draft afterApplication(Observation signIn, View view) {
        String application = Findings.value(signIn, SignInAfterReset.APPLICATION);
        List<Observation> records = Findings.evidence(signIn, AUDIT);
        List<Observation> signedIn = Findings.evidence(signIn, SIGN_INS);
        if (application == null
                || records.isEmpty()
                || signedIn.isEmpty()
                || !isStranger(signIn, view)
                || isToldAlready(signIn, view)) {
            return null;
        }
        Draft draft =
                Draft.of(severity())
                        .stage("reset", records)
                        .stage("sign-in", signedIn)
                        .value("admin", application)
                        .value("activity", records.get(0).event().activityName())
                        .value("gap", Words.between(records.get(0), signedIn.get(0)))
                        .value(
                                "match",
                                "from a network and with a device that its owner never used");
        return withActions(draft, signIn, view);
    }

    /** What the account did then. */
    private Draft withActions(Draft draft, Observation signIn, View view) {
        List<Observation> then = actions.following(signIn, view);
        return draft.stage("action", then)
                .value("action", then.isEmpty() ? null : Findings.value(then.get(0), "activity"));
    }

    private static boolean isStranger(Observation signIn, View view) {
        String ip = Findings.evidence(signIn, SIGN_INS).get(0).event().origin().ip();
        return Findings.value(signIn, SignInAfterReset.LEARNED) != null
                && Findings.value(signIn, SignInAfterReset.KNOWN_NETWORK) == null
                && Findings.value(signIn, SignInAfterReset.KNOWN_DEVICE) == null
                && !view.policy().isApprovedNetwork(ip);
    }

    private boolean isToldAlready(Observation signIn, View view) {
        String reset = Findings.value(signIn, SignInAfterReset.RESET);
        return earlier.latest(
                        signIn,
                        view,
                        o ->
                                Objects.equals(reset, Findings.value(o, SignInAfterReset.RESET))
                                        && isStranger(o, view))
                != null;
    }

    /** An account that was just created is being set up: the network of the reset says nothing. */
    private ResetMatch match(Observation reset, Observation signIn, View view) {
        boolean isNew =
                creations.latest(reset, view, o -> Findings.value(o, "created") != null) != null;
        return new ResetMatch(reset, signIn, view.policy(), isNew);
    }

    /** Whether the same actor reset the account again before the sign-in. */
    private boolean isForLaterReset(Observation reset, Observation signIn, View view) {
        String actor = Findings.value(reset, "actor");
        return resets.isBetween(
                reset,
                signIn,
                view,
                other ->
                        Objects.equals(actor, Findings.value(other, "actor"))
                                && match(other, signIn, view).words() != null);
    }
}
