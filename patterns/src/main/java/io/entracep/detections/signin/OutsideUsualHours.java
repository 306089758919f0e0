package io.entracep.detections.signin;

import static io.entracep.detection.Condition.on;

import io.entracep.detection.Condition;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.EventDetection;
import io.entracep.detection.Severity;
import io.entracep.detection.View;
import io.entracep.event.Origin;
import io.entracep.policy.PolicyInput;
import io.entracep.policy.WorkingHours;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import io.entracep.state.ProfileKind;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A privileged account signs in at an hour at which its owner does not work.
 *
 * <p>Reads SignInLogs, successes only. Where the policy has working hours for the account, its
 * country or everyone, these decide; the country is the one where the account is on most days, not
 * that of the sign-in, which an intruder chooses. Elsewhere the hours are learned: people sign in
 * once and work on, so a sign-in is usual from an hour before an hour in which sign-ins were seen
 * until {@code span} hours after it, on weekdays or else on weekends. Medium with a device that the
 * account knows: its owner may be on a journey. One alert per account and day.
 *
 * <p>Misses an intruder who keeps to the hours; and, learned, anything before enough days were
 * seen. Refreshes teach no hours: devices refresh at night by themselves.
 *
 * <p>Source: row PRIV-19 of the guides; ATT&CK T1078.004.
 */
public final class OutsideUsualHours extends EventDetection {
    private static final SignalSet SIGN_INS = SignalSet.of(Signal.SIGN_IN_INTERACTIVE_SUCCESS);
    private static final ProfileKind HOURS = ProfileKind.HOUR_OF_WEEK;

    /** Days in a country after which the account may be at home there. */
    private static final int AT_HOME = 3;

    /**
     * @param minSignIns sign-ins, at most one a day, before hours count as learned
     * @param rareShare hours with less than this share of the learned sign-ins are unusual
     * @param span hours after a learned one that belong to the same day of work
     */
    public record Settings(
            @Min(1) int minSignIns,
            @DecimalMin("0.0") @DecimalMax("1.0") double rareShare,
            @Min(1) @Max(22) int span) {}

    private final Settings settings;

    public OutsideUsualHours(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
        asks(ProfileKind.SIGN_IN, HOURS, ProfileKind.COUNTRY, ProfileKind.DEVICE);
        asksPrivilege();
    }

    /** The first or the last of an hour is outside if any is: hours end once within an hour. */
    @Override
    protected Condition examined() {
        return on(SIGN_INS).as(Roles.ACTOR).apart(signIn -> signIn.event().origin().country());
    }

    @Override
    protected Duration period() {
        return Duration.ofDays(1);
    }

    @Override
    protected @Nullable Draft examine(Observation signIn, View view) {
        String id = view.entity().id();
        String name = Attempts.name(signIn);
        String privilege = Attempts.privilege(signIn, view);
        if (privilege == null || signIn.event().timeSuspect()) {
            return null;
        }
        Origin origin = signIn.event().origin();
        Draft draft =
                Draft.of(severity())
                        .stage("sign-in", signIn)
                        .value("ip", origin.ip())
                        .value("privilege", privilege);
        WorkingHours hours = view.policy().workingHoursOf(id, name, home(signIn.time(), view));
        if (hours != null) {
            return hours.contains(signIn.time())
                    ? null
                    : draft.value("time", UsualHours.local(signIn.time(), hours.zone()))
                            .value("hours", "the working hours of the policy")
                            .policyEntry(view.policy().entry(PolicyInput.WORKING_HOURS));
        }
        return UsualHours.areLearnedAndOthers(
                        signIn.time(),
                        settings.minSignIns(),
                        settings.rareShare(),
                        settings.span(),
                        view)
                ? draft.severity(
                                Attempts.hasKnownDevice(signIn, view)
                                        ? Severity.MEDIUM
                                        : severity())
                        .value("time", UsualHours.local(signIn.time(), view.policy().zone()))
                        .value("hours", "the hours in which the account was seen before")
                : null;
    }

    /** Where the account is on most days; null where that is not known yet. */
    private static @Nullable String home(long time, View view) {
        String country = view.baseline().mostSeen(ProfileKind.COUNTRY, time);
        return view.baseline().closedDays(ProfileKind.COUNTRY, country, time) < AT_HOME
                ? null
                : country;
    }
}
