package io.entracep.detections.signin;

import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.EventDetection;
import io.entracep.detection.View;
import io.entracep.event.Origin;
import io.entracep.policy.PolicyInput;
import io.entracep.policy.WorkingHours;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import io.entracep.state.Need;
import io.entracep.state.ProfileKind;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A privileged account signs in at an hour at which its owner does not work.
 *
 * <p>Reads SignInLogs, successes only. Where the policy has working hours for the account, its
 * country or everyone, these decide. Elsewhere the hours are learned: hardly ever was a sign-in
 * seen in this hour, the one before or the one after, on weekdays or else on weekends. One alert
 * per account and day.
 *
 * <p>Misses an intruder who keeps to the hours; and, learned, anything before enough days were seen
 * and of accounts with sign-ins in more hours of a day than are kept.
 *
 * <p>Source: row PRIV-19 of the guides; ATT&CK T1078.004.
 */
public final class OutsideUsualHours extends EventDetection {
    private static final SignalSet SIGN_INS = SignalSet.of(Signal.SIGN_IN_INTERACTIVE_SUCCESS);
    private static final ProfileKind HOURS = ProfileKind.HOUR_OF_WEEK;
    private static final int MAX_COUNTRIES = 16;
    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("EEEE HH:mm", Locale.ENGLISH);

    /**
     * @param minSignIns sign-ins, at most one a day, before hours count as learned
     * @param rareShare hours with less than this share of the learned sign-ins are unusual
     */
    public record Settings(
            @Min(1) int minSignIns, @DecimalMin("0.0") @DecimalMax("1.0") double rareShare) {}

    private final Settings settings;

    public OutsideUsualHours(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
    }

    @Override
    public EntityType entityType() {
        return EntityType.USER;
    }

    @Override
    public boolean readsPrivilege() {
        return true;
    }

    @Override
    public Set<ProfileKind> readsProfile() {
        return Set.of(ProfileKind.SIGN_IN, HOURS);
    }

    @Override
    protected SignalSet examined() {
        return SIGN_INS;
    }

    @Override
    protected int roles() {
        return Roles.ACTOR;
    }

    @Override
    protected Duration period() {
        return Duration.ofDays(1);
    }

    @Override
    public List<Need> needs() {
        // The first or the last of an hour is outside if any is: hours end once within an hour.
        return List.of(
                Need.perValue(
                        SIGN_INS,
                        Roles.ACTOR,
                        period(),
                        signIn -> signIn.event().origin().country(),
                        MAX_COUNTRIES));
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
        WorkingHours hours = view.policy().workingHoursOf(id, name, origin.country());
        if (hours != null) {
            return hours.contains(signIn.time())
                    ? null
                    : draft.value("time", local(signIn.time(), hours.zone()))
                            .value("hours", "the working hours of the policy")
                            .policyEntry(view.policy().entry(PolicyInput.WORKING_HOURS));
        }
        return isUnusual(signIn.time(), view)
                ? draft.value("time", local(signIn.time(), view.policy().zone()))
                        .value("hours", "the hours in which the account was seen before")
                : null;
    }

    private boolean isUnusual(long time, View view) {
        ToLongFunction<String> days = hour -> view.baseline().closedDays(HOURS, hour, time);
        return view.baseline().hasLearned(ProfileKind.SIGN_IN, settings.minSignIns(), time)
                && isRare(daysNear(time, view, days), allDays(days))
                && !hasTooManyHours(time, view);
    }

    private boolean isRare(long near, long all) {
        return near < Math.max(1, settings.rareShare() * all);
    }

    private static long allDays(ToLongFunction<String> daysOf) {
        return IntStream.range(0, 7 * 24).mapToObj(Integer::toString).mapToLong(daysOf).sum();
    }

    /** Days of this hour, the one before and the one after, on weekends or on the other days. */
    private static long daysNear(long time, View view, ToLongFunction<String> daysOf) {
        ZonedDateTime local = Instant.ofEpochMilli(time).atZone(view.policy().zone());
        int hour = local.getHour();
        boolean weekend = isWeekend(local.getDayOfWeek());
        long near = 0;
        for (DayOfWeek day : DayOfWeek.values()) {
            for (int other = 0; other < 24; other++) {
                boolean isNear = Math.abs(other - hour) <= 1 || Math.abs(other - hour) == 23;
                if (isNear && isWeekend(day) == weekend) {
                    int hourOfWeek = (day.getValue() - 1) * 24 + other;
                    near += daysOf.applyAsLong(Integer.toString(hourOfWeek));
                }
            }
        }
        return near;
    }

    /** Where more hours of a day were seen than are kept, none of them is new. */
    private static boolean hasTooManyHours(long time, View view) {
        return !view.baseline().isNew(HOURS, "", time, Integer.MAX_VALUE);
    }

    private static boolean isWeekend(DayOfWeek day) {
        return day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
    }

    private static String local(long time, ZoneId zone) {
        return LOCAL.format(Instant.ofEpochMilli(time).atZone(zone)) + " " + zone.getId();
    }
}
