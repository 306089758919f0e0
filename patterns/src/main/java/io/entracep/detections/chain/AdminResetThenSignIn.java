package io.entracep.detections.chain;

import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.EventDetection;
import io.entracep.detection.Findings;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.signal.EntityType;
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
 * which many share. What the account did within {@code action-within} of the sign-in is added. One
 * alert per reset; a sign-in counts for the last reset of an actor before it.
 *
 * <p>Misses actors whose own sign-ins were not logged, and those who change address and device for
 * the second sign-in.
 *
 * <p>Source: row BEYOND-16.
 */
public final class AdminResetThenSignIn extends EventDetection {
    private static final String RESET = "password-reset-by-admin";
    private static final String SIGN_IN = "sign-in-after-reset";
    private static final String ACTION = "privileged-action";
    private static final SignalSet FINDINGS = SignalSet.of(Signal.FINDING);
    private static final SignalSet AUDIT = SignalSet.of(Signal.AUDIT);

    /**
     * @param signInWithin the sign-in follows the reset in less than this
     * @param actionWithin actions so long after the sign-in are shown
     */
    public record Settings(@NotNull Duration signInWithin, @NotNull Duration actionWithin) {}

    private final Settings settings;

    public AdminResetThenSignIn(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
    }

    @Override
    public EntityType entityType() {
        return EntityType.USER;
    }

    @Override
    public boolean correlates() {
        return true;
    }

    @Override
    public Set<String> reads() {
        return Set.of(RESET, SIGN_IN, ACTION);
    }

    @Override
    protected SignalSet examined() {
        return FINDINGS;
    }

    @Override
    protected SignalSet context() {
        return FINDINGS;
    }

    @Override
    protected Duration lookAhead() {
        return settings.signInWithin().plus(settings.actionWithin());
    }

    @Override
    protected @Nullable Draft examine(Observation reset, View view) {
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
        ResetMatch match = new ResetMatch(reset, first, view.policy());
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

    private static boolean matches(Observation reset, Observation signIn, View view) {
        return new ResetMatch(reset, signIn, view.policy()).words() != null;
    }

    /** Whether the same actor reset the account again before the sign-in. */
    private static boolean isForLaterReset(Observation reset, Observation signIn, View view) {
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
