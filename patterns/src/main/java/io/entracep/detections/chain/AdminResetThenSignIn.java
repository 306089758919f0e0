package io.entracep.detections.chain;

import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.FindingDetection;
import io.entracep.detection.Findings;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.signal.Observation;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import io.entracep.state.TimeRange;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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
 *
 * <p>Misses actors whose own sign-ins were not logged, and those who change address and device for
 * the second sign-in.
 *
 * <p>Source: row BEYOND-16.
 */
public final class AdminResetThenSignIn extends FindingDetection {
    private static final String RESET = "password-reset-by-admin";
    private static final String SIGN_IN = "sign-in-after-reset";
    private static final String ACTION = "privileged-action";
    private static final String LIFE = "account-life";
    private static final SignalSet AUDIT = SignalSet.of(Signal.AUDIT);
    private static final SignalSet SIGN_INS = SignalSet.of(Signal.SIGN_IN);

    /**
     * @param signInWithin the sign-in follows the reset in less than this
     * @param actionWithin actions so long after the sign-in are shown
     * @param newWithin an account that was created so shortly before is being set up: that it is
     *     signed in to from the address of the reset says nothing
     */
    public record Settings(
            @NotNull Duration signInWithin,
            @NotNull Duration actionWithin,
            @NotNull Duration newWithin) {}

    private final Settings settings;

    public AdminResetThenSignIn(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
    }

    @Override
    public Set<String> reads() {
        return Set.of(RESET, SIGN_IN, ACTION, LIFE);
    }

    @Override
    protected SignalSet context() {
        return FINDINGS;
    }

    @Override
    protected Duration lookBack() {
        return settings.newWithin();
    }

    @Override
    protected Duration lookAhead() {
        return settings.signInWithin().plus(settings.actionWithin());
    }

    @Override
    protected @Nullable Draft examine(Observation reset, View view) {
        if (reset.isFindingOf(SIGN_IN)) {
            return afterApplication(reset, view);
        }
        if (!reset.isFindingOf(RESET)) {
            return null;
        }
        List<Observation> signIns =
                after(reset, settings.signInWithin(), SIGN_IN, view).stream()
                        .filter(signIn -> matches(reset, signIn, view))
                        .filter(signIn -> !isForLaterReset(reset, signIn, view))
                        .toList();
        if (signIns.isEmpty()) {
            return null;
        }
        Observation first = signIns.get(0);
        ResetMatch match = match(reset, first, view);
        List<Observation> records = Findings.evidence(reset, AUDIT);
        List<Observation> actions = after(first, settings.actionWithin(), ACTION, view);
        return Draft.of(severity())
                .stage("administrator", match.ownSignIns())
                .stage("reset", records)
                .stage("sign-in", signIns)
                .stage("action", actions)
                .value("admin", records.isEmpty() ? null : Words.actor(records.get(0)))
                .value("activity", Findings.value(reset, "activity"))
                .value("gap", Words.between(reset, first))
                .value("match", match.words())
                .value(
                        "action",
                        actions.isEmpty() ? null : Findings.value(actions.get(0), "activity"));
    }

    /** An application has no sign-ins to compare with: only what the owner knows tells. */
    private @Nullable Draft afterApplication(Observation signIn, View view) {
        String application = Findings.value(signIn, SignInAfterReset.APPLICATION);
        List<Observation> records = Findings.evidence(signIn, AUDIT);
        List<Observation> signIns = Findings.evidence(signIn, SIGN_INS);
        if (application == null
                || records.isEmpty()
                || signIns.isEmpty()
                || !isStranger(signIn, view)
                || isToldAlready(signIn, view)) {
            return null;
        }
        List<Observation> actions = after(signIn, settings.actionWithin(), ACTION, view);
        return Draft.of(severity())
                .stage("reset", records)
                .stage("sign-in", signIns)
                .stage("action", actions)
                .value("admin", application)
                .value("activity", records.get(0).event().activityName())
                .value("gap", Words.between(records.get(0), signIns.get(0)))
                .value("match", "from a network and with a device that its owner never used")
                .value(
                        "action",
                        actions.isEmpty() ? null : Findings.value(actions.get(0), "activity"));
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
        return view.latestBefore(
                        signIn,
                        settings.signInWithin(),
                        FINDINGS,
                        earlier ->
                                earlier.isFindingOf(SIGN_IN)
                                        && Objects.equals(
                                                reset,
                                                Findings.value(earlier, SignInAfterReset.RESET))
                                        && isStranger(earlier, view))
                != null;
    }

    private boolean matches(Observation reset, Observation signIn, View view) {
        return match(reset, signIn, view).words() != null;
    }

    private ResetMatch match(Observation reset, Observation signIn, View view) {
        boolean isNew =
                view.latestBefore(
                                reset,
                                settings.newWithin(),
                                FINDINGS,
                                life ->
                                        life.isFindingOf(LIFE)
                                                && Findings.value(life, "created") != null)
                        != null;
        return new ResetMatch(reset, signIn, view.policy(), isNew);
    }

    /** Whether the same actor reset the account again before the sign-in. */
    private boolean isForLaterReset(Observation reset, Observation signIn, View view) {
        String actor = Findings.value(reset, "actor");
        return view.hasBetween(
                reset,
                signIn,
                FINDINGS,
                other ->
                        other.isFindingOf(RESET)
                                && Objects.equals(actor, Findings.value(other, "actor"))
                                && matches(other, signIn, view));
    }

    private static List<Observation> after(
            Observation begin, Duration within, String detectionId, View view) {
        TimeRange range = new TimeRange(begin.time(), begin.time() + within.toMillis());
        return view.observations(range, FINDINGS).stream()
                .filter(finding -> finding.isFindingOf(detectionId))
                .filter(finding -> Observation.ORDER.compare(finding, begin) > 0)
                .toList();
    }
}
