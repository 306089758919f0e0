package io.entracep.detections.signin;

import static io.entracep.detection.Condition.on;
import static io.entracep.detection.Condition.onFindingOf;

import io.entracep.detection.Condition;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.Findings;
import io.entracep.detection.Lookup;
import io.entracep.detection.Match;
import io.entracep.detection.SequenceDetection;
import io.entracep.detection.Severity;
import io.entracep.detection.View;
import io.entracep.signal.Observation;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import io.entracep.state.ProfileKind;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.apache.flink.cep.pattern.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * After a run of wrong passwords the right one is presented from an address that the account is not
 * known for: the guessing worked. One alert per run and address, at the first success or the first
 * attempt that something else stopped; of these one whose flow then succeeds from a known address
 * is the owner's.
 */
public final class BruteForceThenSuccess extends SequenceDetection {
    /** So many guesses are somebody's who means this account. */
    private static final int MANY = 20;

    /** What also proves a password, but is counted as a failure, or leads nowhere. */
    private static final SignalSet NO_STEP_FORWARD =
            SignalSet.of(Signal.SIGN_IN_WRONG_PASSWORD, Signal.SIGN_IN_ACCOUNT_DISABLED);

    private static final Condition PRESENTED =
            on(Signal.SIGN_IN_PASSWORD_VALID)
                    .as(ACTOR)
                    .and(attempt -> !attempt.signals().intersects(NO_STEP_FORWARD))
                    .apart(Attempts::network);

    /** As the entry describes them. */
    public record Settings(
            @NotNull Duration within,
            @NotNull Duration runWithin,
            @NotNull Duration resolvedWithin) {}

    private final Settings settings;
    private final Lookup successes;
    private final Lookup resolutions;

    public BruteForceThenSuccess(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
        successes = after(settings.within(), on(Signal.SIGN_IN_FRESH));
        resolutions = after(settings.resolvedWithin(), on(Signal.SIGN_IN_FRESH));
        asks(ProfileKind.NETWORK, ProfileKind.ASN, ProfileKind.DEVICE);
    }

    @Override
    protected Pattern<Observation, ?> pattern() {
        return Pattern.<Observation>begin("failures")
                .where(onFindingOf("repeated-password-failures"))
                .followedBy("right password")
                .where(PRESENTED)
                .within(settings.within());
    }

    @Override
    protected @Nullable Draft describe(Match match, View view) {
        Observation failures = match.stage("failures");
        Observation first = match.stage("right password");
        if (Attempts.isFromKnownNetwork(first, view)
                || !isGuessedBy(failures, first, view)
                || !isFirstAlike(failures, first, view)) {
            return null;
        }
        Observation success = success(first, view);
        if (success != null && Attempts.isFromKnownNetwork(success, view)) {
            return null;
        }
        String device = success == null ? null : Attempts.knownDevice(success, view);
        boolean sure = success != null && device == null;
        return told(match)
                .severity(sure ? severity() : severity().atMost(Severity.MEDIUM))
                .stage("success", first.equals(success) ? null : success)
                .value("count", Findings.value(failures, "count"))
                .value("ip", first.event().origin().ip())
                .value("outcome", success != null ? "signed in" : stopped(first))
                .value("device", device);
    }

    private static String stopped(Observation attempt) {
        return "presented the right password, which was stopped with code "
                + attempt.event().errorCode();
    }

    /** Itself, or the next from an unknown network, or how its own flow ended; null for none. */
    private @Nullable Observation success(Observation first, View view) {
        if (first.has(Signal.SIGN_IN_SUCCESS)) {
            return first;
        }
        Observation next = successes.first(first, view, o -> !Attempts.isFromKnownNetwork(o, view));
        return next != null
                ? next
                : resolutions.first(first, view, o -> Attempts.isSameFlow(first, o));
    }

    /**
     * Long after them only from where they came; everybody travels. After very many guesses from
     * where the account never worked, also from elsewhere where it never worked, without a device
     * that it used.
     */
    private boolean isGuessedBy(Observation failures, Observation success, View view) {
        List<Observation> guesses = Findings.evidence(failures);
        String count = Findings.value(failures, "count");
        boolean strange =
                count != null
                        && Integer.parseInt(count) >= MANY
                        && Attempts.isStrange(success, view)
                        && !Attempts.hasKnownDevice(success, view)
                        && guesses.stream().allMatch(guess -> Attempts.isStrange(guess, view));
        return strange
                || success.time() - failures.time() < settings.runWithin().toMillis()
                || guesses.stream().anyMatch(guess -> Attempts.sameSource(guess, success));
    }
}
