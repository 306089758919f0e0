package io.entracep.detections.chain;

import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.EventDetection;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.event.EntraEvent;
import io.entracep.signal.Derivation;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import io.entracep.state.TimeRange;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
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
        List<Observation> matching = new ArrayList<>();
        String by = null;
        for (Observation signIn : after(reset, settings.signInWithin(), SIGN_IN, view)) {
            String match = match(reset, signIn, view);
            if (match != null && !isForLaterReset(reset, signIn, view)) {
                matching.add(signIn);
                by = by == null ? match : by;
            }
        }
        if (matching.isEmpty()) {
            return null;
        }
        Observation first = matching.get(0);
        Observation record = record(reset);
        List<Observation> actions = after(first, settings.actionWithin(), ACTION, view);
        return Draft.of(severity())
                .stage("reset", record)
                .stage("administrator", ownSignIns(reset, first))
                .stage("sign-in", matching)
                .stage("action", actions)
                .value("admin", Words.actor(record))
                .value("activity", record == null ? null : record.event().activityName())
                .value("gap", Words.between(reset, first))
                .value("match", by)
                .value("action", actions.isEmpty() ? null : activity(actions.get(0)));
    }

    /** How the sign-in matches the actor of the reset; null where it does not. */
    private static @Nullable String match(Observation reset, Observation signIn, View view) {
        Observation record = record(signIn);
        if (record == null || signIn.derivation() == null) {
            return null;
        }
        boolean knownDevice = has(signIn.derivation(), SignInAfterReset.KNOWN_DEVICE);
        boolean knownNetwork = has(signIn.derivation(), SignInAfterReset.KNOWN_NETWORK);
        EntraEvent event = record.event();
        String device = event.device().id();
        if (device != null
                && !knownDevice
                && actorUsed(reset, o -> o.event().device().id(), device)) {
            return "on the administrator's device " + device;
        }
        String network = event.origin().network();
        boolean shared =
                view.policy().isCorporateEgress(event.origin().ip())
                        || view.policy().isHelpdeskNetwork(event.origin().ip());
        if (network != null
                && !knownNetwork
                && !knownDevice
                && !shared
                && actorUsed(reset, o -> o.event().origin().network(), network)) {
            return "from the administrator's address " + network;
        }
        return null;
    }

    /** Whether the actor of the reset used it for the reset or signed in with it before. */
    private static boolean actorUsed(
            Observation reset, Function<Observation, @Nullable String> fact, String value) {
        return evidence(reset).stream().anyMatch(own -> value.equals(fact.apply(own)));
    }

    /** Whether the same actor reset the account again before the sign-in. */
    private static boolean isForLaterReset(Observation reset, Observation signIn, View view) {
        String actor = value(reset, "actor");
        return view.observations(new TimeRange(reset.time(), signIn.time() + 1), FINDINGS).stream()
                .filter(other -> other.isFindingOf(RESET))
                .filter(other -> Observation.ORDER.compare(other, reset) > 0)
                .filter(other -> Observation.ORDER.compare(other, signIn) < 0)
                .anyMatch(
                        other ->
                                Objects.equals(actor, value(other, "actor"))
                                        && match(other, signIn, view) != null);
    }

    private static List<Observation> after(
            Observation begin, Duration within, String detectionId, View view) {
        TimeRange range = new TimeRange(begin.time(), begin.time() + within.toMillis());
        return view.observations(range, FINDINGS).stream()
                .filter(finding -> finding.isFindingOf(detectionId))
                .filter(finding -> Observation.ORDER.compare(finding, begin) > 0)
                .toList();
    }

    /** The actor's own sign-ins that have the device or the network of that one. */
    private static List<Observation> ownSignIns(Observation reset, Observation signIn) {
        Observation record = record(signIn);
        return evidence(reset).stream()
                .filter(own -> own.event().signIn() != null && record != null)
                .filter(own -> shares(own.event(), Objects.requireNonNull(record).event()))
                .toList();
    }

    private static boolean shares(EntraEvent own, EntraEvent other) {
        String device = own.device().id();
        String network = own.origin().network();
        return (device != null && device.equals(other.device().id()))
                || (network != null && network.equals(other.origin().network()));
    }

    /** The audit record of a reset, the sign-in of a sign-in. */
    private static @Nullable Observation record(Observation finding) {
        boolean audit = finding.isFindingOf(RESET);
        return evidence(finding).stream()
                .filter(evidence -> (evidence.event().audit() != null) == audit)
                .findFirst()
                .orElse(null);
    }

    private static List<Observation> evidence(Observation finding) {
        return finding.derivation() == null ? List.of() : finding.derivation().evidence();
    }

    private static @Nullable String activity(Observation action) {
        return value(action, "activity");
    }

    private static @Nullable String value(Observation finding, String name) {
        return finding.derivation() == null ? null : finding.derivation().values().get(name);
    }

    private static boolean has(Derivation derivation, String name) {
        return derivation.values().containsKey(name);
    }
}
