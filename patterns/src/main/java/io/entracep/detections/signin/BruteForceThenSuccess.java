package io.entracep.detections.signin;

import static io.entracep.detection.Condition.on;
import static io.entracep.detection.Condition.onFindingOf;

import io.entracep.detection.Condition;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.Findings;
import io.entracep.detection.Match;
import io.entracep.detection.SequenceDetection;
import io.entracep.detection.Severity;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.event.EntraEvent;
import io.entracep.signal.Observation;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import io.entracep.state.ProfileKind;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import org.apache.flink.cep.pattern.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * After a run of wrong passwords the right one is presented from an address that the account is not
 * known for: the guessing worked.
 *
 * <p>Reads the sign-in logs of people. One alert per run and address: the first success, or the
 * first attempt that only a second factor, Conditional Access or a kindred step stopped. High when
 * it succeeded, also when a success follows the stopped attempt, else Medium. A stopped attempt
 * whose own flow then succeeds from a known address is the owner's; flows are told by correlation
 * id, else by application and address.
 *
 * <p>Misses guessing from an address that the account has used before, a success long after it, and
 * one later than {@code runWithin} from another source than the last failures through a provider
 * that the account uses or with its device. An address without a day in the calendars counts as
 * unknown, so also one of a new account.
 *
 * <p>Source: rows BEYOND-02 and USER-37 (followed by success) of the guides; ATT&CK T1110,
 * T1078.004.
 */
public final class BruteForceThenSuccess extends SequenceDetection {
    private static final SignalSet RIGHT_PASSWORD = SignalSet.of(Signal.SIGN_IN_PASSWORD_VALID);
    private static final SignalSet FRESH = SignalSet.of(Signal.SIGN_IN_FRESH);

    /** So many guesses are somebody's who means this account. */
    private static final int MANY = 20;

    /** What also proves a password, but is counted as a failure, or leads nowhere. */
    private static final SignalSet NO_STEP_FORWARD =
            SignalSet.of(Signal.SIGN_IN_WRONG_PASSWORD, Signal.SIGN_IN_ACCOUNT_DISABLED);

    private static final Condition PRESENTED =
            on(Signal.SIGN_IN_PASSWORD_VALID)
                    .as(ACTOR)
                    .and(attempt -> !attempt.signals().intersects(NO_STEP_FORWARD));

    /**
     * @param within from the last failure to the success
     * @param runWithin the same, of a run of failures wherever they come from
     * @param resolvedWithin within which a success with the same correlation id, or with the same
     *     application and address, continues a stopped attempt
     */
    public record Settings(
            @NotNull Duration within,
            @NotNull Duration runWithin,
            @NotNull Duration resolvedWithin) {}

    private final Settings settings;

    public BruteForceThenSuccess(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
    }

    @Override
    public Set<ProfileKind> readsProfile() {
        return Set.of(ProfileKind.NETWORK, ProfileKind.ASN, ProfileKind.DEVICE);
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
    protected SignalSet context() {
        return RIGHT_PASSWORD;
    }

    @Override
    protected Duration contextReach() {
        return settings.within().compareTo(settings.resolvedWithin()) > 0
                ? settings.within()
                : settings.resolvedWithin();
    }

    @Override
    protected Function<Observation, @Nullable String> endsApart() {
        return Attempts::network;
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
        Draft draft =
                Draft.of(severity())
                        .stage("failures", failures)
                        .stage("right password", first)
                        .value("count", Findings.value(failures, "count"))
                        .value("gap", Words.between(failures, first))
                        .value("ip", first.event().origin().ip());
        if (first.has(Signal.SIGN_IN_SUCCESS)) {
            return signedIn(draft, first, view);
        }
        Observation success =
                view.firstAfter(
                        first,
                        settings.within(),
                        FRESH,
                        signIn -> !Attempts.isFromKnownNetwork(signIn, view));
        if (success != null) {
            return signedIn(draft.stage("success", success), success, view);
        }
        Observation resolved =
                view.firstAfter(
                        first,
                        settings.resolvedWithin(),
                        FRESH,
                        signIn -> resolves(first.event(), signIn.event()));
        if (resolved == null) {
            return draft.severity(severity().atMost(Severity.MEDIUM))
                    .value(
                            "outcome",
                            "presented the right password, which was stopped with code "
                                    + first.event().errorCode());
        }
        return Attempts.isFromKnownNetwork(resolved, view)
                ? null
                : signedIn(draft.stage("success", resolved), resolved, view);
    }

    /**
     * A device proves itself with a key of its own: one that the account has used is its owner's.
     */
    private Draft signedIn(Draft draft, Observation success, View view) {
        draft.value("outcome", "signed in");
        String device = success.event().device().id();
        if (device == null
                || !view.baseline().isKnown(ProfileKind.DEVICE, device, success.time())) {
            return draft;
        }
        String name = success.event().device().name();
        return draft.severity(severity().atMost(Severity.MEDIUM))
                .value("device", name != null ? name : device);
    }

    /**
     * Long after them only from where they came; everybody travels. After very many guesses from
     * where the account never worked, also from elsewhere where it never worked, without a device
     * that it used.
     */
    private boolean isGuessedBy(Observation failures, Observation success, View view) {
        String count = Findings.value(failures, "count");
        boolean strange =
                count != null
                        && Integer.parseInt(count) >= MANY
                        && Attempts.isStrange(success, view)
                        && !Attempts.hasKnownDevice(success, view)
                        && Findings.evidence(failures).stream()
                                .allMatch(failure -> Attempts.isStrange(failure, view));
        return strange
                || success.time() - failures.time() < settings.runWithin().toMillis()
                || Findings.evidence(failures).stream()
                        .anyMatch(failure -> Attempts.sameSource(failure, success));
    }

    /**
     * Whether the success goes on where the other was stopped: with the same correlation id, or,
     * where a client started its flow anew, at the same application from the same address.
     */
    private static boolean resolves(EntraEvent stopped, EntraEvent success) {
        String flow = stopped.correlationId();
        if (flow != null && flow.equals(success.correlationId())) {
            return true;
        }
        String app = appId(stopped);
        String ip = stopped.origin().ip();
        return app != null
                && ip != null
                && app.equals(appId(success))
                && ip.equals(success.origin().ip());
    }

    private static @Nullable String appId(EntraEvent event) {
        return event.signIn() == null ? null : event.signIn().appId();
    }
}
