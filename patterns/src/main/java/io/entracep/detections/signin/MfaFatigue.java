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
import io.entracep.detection.Words;
import io.entracep.event.SignIn;
import io.entracep.signal.Observation;
import io.entracep.signal.Signal;
import io.entracep.state.Habits;
import io.entracep.state.ProfileKind;
import io.entracep.state.TimeRange;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.flink.cep.pattern.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * After a series of second-factor prompts that were not approved one is: the person gave in, or
 * pressed the wrong button. One alert per series, address and device of the sign-in that completed
 * the second factor. Security info registered or a privileged action soon afterwards is added and
 * makes it one step worse.
 */
public final class MfaFatigue extends SequenceDetection {
    private static final String PROMPTS = "unapproved-mfa-prompts";

    private static final Condition COMPLETED =
            on(Signal.MFA_COMPLETED, Signal.SIGN_IN_FRESH)
                    .as(ACTOR)
                    .and(o -> o.has(Signal.MFA_COMPLETED) || neededSecondFactor(o))
                    .apart(MfaFatigue::addressAndDevice);

    /** As the entry describes them. */
    public record Settings(
            @NotNull Duration within,
            @NotNull Duration strangeWithin,
            @NotNull Duration aftermathWithin) {}

    private final Settings settings;
    private final Lookup aftermath;

    public MfaFatigue(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
        aftermath =
                after(
                        settings.aftermathWithin(),
                        on(Signal.SECURITY_INFO_REGISTERED, Signal.PRIVILEGED_ACTION).as(ACTOR));
        asks(
                ProfileKind.ACTIVITY,
                ProfileKind.NETWORK,
                ProfileKind.ASN,
                ProfileKind.DEVICE,
                ProfileKind.AGENT);
        asksPrivilege();
    }

    @Override
    protected Pattern<Observation, ?> pattern() {
        return Pattern.<Observation>begin("prompts")
                .where(onFindingOf(PROMPTS))
                .followedBy("success")
                .where(COMPLETED)
                .within(longer(settings.within(), settings.strangeWithin()));
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
        List<Observation> actions = aftermath.around(success, view);
        Severity grade = privilege == null ? severity() : severity().atLeast(Severity.CRITICAL);
        Severity graded = known ? severity().atMost(Severity.MEDIUM) : grade;
        return Draft.of(actions.isEmpty() ? graded : graded.raised())
                .stage("prompts", prompts)
                .stage("success", success)
                .stage("aftermath", actions)
                .value("count", Findings.value(prompts, "count"))
                .value("gap", Words.between(prompts, success))
                .value("ip", success.event().origin().ip())
                .value("known", known ? "known" : null)
                .value("privilege", privilege)
                .value("action", actions.isEmpty() ? null : actions.get(0).event().activityName());
    }

    /**
     * The prompts that the success answers: a short series just before it, or whatever was not
     * approved before from the same source, where the account never worked. A device that the
     * account used is its owner's, who had the telephone in another room.
     */
    private @Nullable Observation promptsBefore(
            Observation success, Observation latest, View view) {
        List<Observation> series =
                view.reached(PROMPTS, TimeRange.upTo(success.time(), settings.within())).stream()
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

    private static boolean isKnown(Observation signIn, View view) {
        return Attempts.isFromKnownNetwork(signIn, view)
                && (signIn.event().device().id() != null
                        ? Attempts.hasKnownDevice(signIn, view)
                        : view.baseline()
                                .isKnown(
                                        ProfileKind.AGENT,
                                        Habits.agent(signIn.event()),
                                        signIn.time()));
    }

    private static String addressAndDevice(Observation signIn) {
        String device = signIn.event().device().id();
        return Attempts.network(signIn)
                + " "
                + Objects.requireNonNullElseGet(
                        device, () -> String.valueOf(Habits.agent(signIn.event())));
    }

    /** Interactive, and policy demanded one; a token that proved an earlier one asked nobody. */
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
