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
import io.entracep.event.SignIn;
import io.entracep.signal.Observation;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import io.entracep.state.Habits;
import io.entracep.state.ProfileKind;
import io.entracep.state.TimeRange;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.apache.flink.cep.pattern.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * After a series of second-factor prompts that were not approved one is: the person gave in, or
 * pressed the wrong button.
 *
 * <p>Reads the sign-in logs of people. One alert per series, address and device of the sign-in that
 * completed the second factor. High, Critical for a privileged account, Medium where both address
 * and device are known for the account. Security info registered or a privileged action by the
 * person soon afterwards is added and makes it one step worse.
 *
 * <p>Misses a success that the record does not mark as one with a second factor or in which a token
 * proved an earlier one, and slow prompts from where the account works.
 *
 * <p>Source: row BEYOND-06 of the guides; ATT&CK T1621, T1078.004.
 */
public final class MfaFatigue extends SequenceDetection {
    private static final SignalSet COMPLETIONS =
            SignalSet.of(Signal.MFA_COMPLETED, Signal.SIGN_IN_FRESH);
    private static final SignalSet AFTERMATH =
            SignalSet.of(Signal.SECURITY_INFO_REGISTERED, Signal.PRIVILEGED_ACTION);
    private static final String PROMPTS = "unapproved-mfa-prompts";

    private static final Condition COMPLETED =
            on(COMPLETIONS)
                    .as(ACTOR)
                    .and(signIn -> signIn.has(Signal.MFA_COMPLETED) || neededSecondFactor(signIn));

    /**
     * @param within from the last prompt of a short series to the success
     * @param strangeWithin from the last prompt to a success from the same source, where the
     *     account never worked
     * @param aftermathWithin how long after the success further actions count
     */
    public record Settings(
            @NotNull Duration within,
            @NotNull Duration strangeWithin,
            @NotNull Duration aftermathWithin) {}

    private final Settings settings;

    public MfaFatigue(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
    }

    @Override
    public boolean readsPrivilege() {
        return true;
    }

    @Override
    public Set<ProfileKind> readsProfile() {
        return Set.of(
                ProfileKind.ACTIVITY,
                ProfileKind.NETWORK,
                ProfileKind.ASN,
                ProfileKind.DEVICE,
                ProfileKind.AGENT);
    }

    @Override
    protected Pattern<Observation, ?> pattern() {
        return Pattern.<Observation>begin("prompts")
                .where(onFindingOf(PROMPTS))
                .followedBy("success")
                .where(COMPLETED)
                .within(longest());
    }

    private Duration longest() {
        return settings.within().compareTo(settings.strangeWithin()) > 0
                ? settings.within()
                : settings.strangeWithin();
    }

    @Override
    protected SignalSet context() {
        return AFTERMATH;
    }

    @Override
    protected Duration contextReach() {
        return settings.aftermathWithin();
    }

    @Override
    protected Function<Observation, @Nullable String> endsApart() {
        return MfaFatigue::addressAndDevice;
    }

    @Override
    protected @Nullable Draft describe(Match match, View view) {
        Observation success = match.stage("success");
        Observation prompts = promptsBefore(success, match.stage("prompts"), view);
        if (prompts == null || !isFirstAlike(prompts, success, view)) {
            return null;
        }
        String privilege = Attempts.privilege(success, view);
        boolean known = isKnown(success, view);
        Draft draft =
                Draft.of(grade(known, privilege != null))
                        .stage("prompts", prompts)
                        .stage("success", success)
                        .value("count", Findings.value(prompts, "count"))
                        .value("gap", Words.between(prompts, success))
                        .value("ip", success.event().origin().ip())
                        .value("known", known ? "known" : null)
                        .value("privilege", privilege);
        long until = success.time() + settings.aftermathWithin().toMillis();
        List<Observation> aftermath =
                view.observations(new TimeRange(success.time(), until), AFTERMATH).stream()
                        .filter(action -> action.plays(ACTOR))
                        .toList();
        if (!aftermath.isEmpty()) {
            draft.stage("aftermath", aftermath)
                    .severity(draft.severity().raised())
                    .value("action", aftermath.get(0).event().activityName());
        }
        return draft;
    }

    /**
     * The prompts that the success answers: a short series just before it, or whatever was not
     * approved before from the same source, where the account never worked. A device that the
     * account used is its owner's, who had the telephone in another room.
     */
    private @Nullable Observation promptsBefore(
            Observation success, Observation latest, View view) {
        long begin = success.time() - settings.within().toMillis();
        List<Observation> series =
                view.reached(PROMPTS, new TimeRange(begin + 1, success.time() + 1)).stream()
                        .filter(moment -> Observation.ORDER.compare(moment, success) < 0)
                        .filter(UnapprovedMfaPrompts::isSeries)
                        .toList();
        if (!series.isEmpty()) {
            return series.get(series.size() - 1);
        }
        boolean answered =
                !UnapprovedMfaPrompts.isSeries(latest)
                        && Attempts.isStrange(success, view)
                        && !Attempts.hasKnownDevice(success, view)
                        && Findings.evidence(latest).stream()
                                .anyMatch(prompt -> Attempts.sameSource(prompt, success));
        return answered ? latest : null;
    }

    private Severity grade(boolean known, boolean privileged) {
        if (known) {
            return severity().atMost(Severity.MEDIUM);
        }
        return privileged ? severity().atLeast(Severity.CRITICAL) : severity();
    }

    private static boolean isKnown(Observation signIn, View view) {
        String device = signIn.event().device().id();
        boolean knownDevice =
                device != null
                        ? view.baseline().isKnown(ProfileKind.DEVICE, device, signIn.time())
                        : view.baseline()
                                .isKnown(
                                        ProfileKind.AGENT,
                                        Habits.agent(signIn.event()),
                                        signIn.time());
        return knownDevice && Attempts.isFromKnownNetwork(signIn, view);
    }

    private static String addressAndDevice(Observation signIn) {
        String device = signIn.event().device().id();
        return Attempts.network(signIn)
                + " "
                + Objects.requireNonNullElseGet(
                        device, () -> String.valueOf(Habits.agent(signIn.event())));
    }

    /**
     * An interactive sign-in for which policy demanded a second factor. Where the record says that
     * a token proved an earlier one, nobody was asked: its owner works on while somebody else
     * tries.
     */
    private static boolean neededSecondFactor(Observation attempt) {
        SignIn signIn = attempt.event().signIn();
        return signIn != null
                && signIn.interactive()
                && "multiFactorAuthentication".equalsIgnoreCase(signIn.requirement())
                && !isByClaim(signIn.statusDetail());
    }

    private static boolean isByClaim(@Nullable String detail) {
        return detail != null
                && detail.strip().toLowerCase(Locale.ROOT).startsWith("mfa requirement satisfied");
    }
}
