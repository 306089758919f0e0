package io.entracep.detections.privilege;

import io.entracep.detection.AbsenceDetection;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.View;
import io.entracep.policy.PolicyInput;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import io.entracep.state.Calendar;
import io.entracep.state.Habits;
import io.entracep.state.Need;
import io.entracep.state.ProfileKind;
import io.entracep.state.TimeRange;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A privileged account that nobody used for a month: a door that nobody watches.
 *
 * <p>Reads the calendar of the account's active days: successful sign-ins of any kind and audited
 * operations. Whenever no active day follows one within {@code inactivity-days}, and the account is
 * privileged when they have passed, that is one alert, at the last active day; or at the day on
 * which it was given something privileged, where it was not active in the time before. It stays one
 * when the account comes back. Emergency access accounts are exempt, and accounts that were deleted
 * meanwhile.
 *
 * <p>Misses accounts that were neither active nor given a privilege while records were read, and
 * accounts that the policy lists by name only: a calendar knows no names.
 *
 * <p>Source: row PRIV-35 of the guides.
 */
public final class UnusedPrivilegedAccount extends AbsenceDetection {
    private static final SignalSet DELETED = SignalSet.of(Signal.USER_DELETED);
    private static final SignalSet GRANTS =
            SignalSet.of(
                    Signal.ROLE_ASSIGNED,
                    Signal.ROLE_ELIGIBLE,
                    Signal.AZURE_ROLE_ASSIGNED,
                    Signal.AZURE_ROLE_ELIGIBLE,
                    Signal.GROUP_MEMBER_ADDED);

    /** A day that never comes; its begin is still a time. */
    private static final long NEVER = Habits.day(Long.MAX_VALUE);

    /** Longest gap that calendars, which forget after 90 days, tell for sure. */
    private static final int LONGEST = 60;

    /**
     * @param inactivityDays whole days without activity after an active day
     */
    public record Settings(@Min(1) @Max(LONGEST) int inactivityDays) {}

    private final Settings settings;

    public UnusedPrivilegedAccount(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
        asks(ProfileKind.ACTIVITY);
        asksPrivilege();
    }

    /**
     * The last active day itself and the days after it: so far back an activity or grant counts.
     */
    @Override
    protected Duration period() {
        return Duration.ofDays(settings.inactivityDays() + 1L);
    }

    @Override
    public SignalSet triggers() {
        return DELETED.union(GRANTS);
    }

    @Override
    public List<Need> needs() {
        return List.of(Need.stages(DELETED.union(GRANTS), Roles.TARGET, period()));
    }

    @Override
    protected TimeRange anchorsAffectedBy(Observation observation) {
        return TimeRange.around(observation.time(), period().toMillis(), 0);
    }

    @Override
    protected TimeRange profileReach(long time) {
        return TimeRange.around(time, period().toMillis(), period().toMillis());
    }

    @Override
    protected List<Unanswered> unanswered(View view, TimeRange anchors) {
        List<Unanswered> unanswered = new ArrayList<>();
        if (view.policy().holds(PolicyInput.BREAK_GLASS_ACCOUNTS, view.entity().id(), null)) {
            return unanswered;
        }
        Calendar active = view.baseline().calendar(ProfileKind.ACTIVITY, "");
        for (long day : begins(active, anchors, view)) {
            long deadline = deadline(day);
            Draft draft =
                    Habits.startOf(since(active, day + 1)) < deadline
                            ? null
                            : describe(day, deadline, view);
            if (draft != null) {
                unanswered.add(
                        new Unanswered(
                                LocalDate.ofEpochDay(day).toString(),
                                Habits.startOf(day),
                                deadline,
                                draft));
            }
        }
        return unanswered;
    }

    /** Active days, and days of grants with no active day on them or in the time before. */
    private SortedSet<Long> begins(@Nullable Calendar active, TimeRange anchors, View view) {
        SortedSet<Long> days = new TreeSet<>();
        long from = Habits.day(anchors.from());
        long day = since(active, anchors.contains(Habits.startOf(from)) ? from : from + 1);
        while (day != NEVER && anchors.contains(Habits.startOf(day))) {
            days.add(day);
            day = since(active, day + 1);
        }
        for (Observation grant :
                view.observations(anchors.widen(0, Duration.ofDays(1).toMillis()), GRANTS)) {
            long given = Habits.day(grant.time());
            if (grant.plays(Roles.TARGET)
                    && anchors.contains(Habits.startOf(given))
                    && since(active, given - settings.inactivityDays()) > given) {
                days.add(given);
            }
        }
        return days;
    }

    private static long since(@Nullable Calendar active, long day) {
        long next = active == null ? Long.MAX_VALUE : active.firstSince(day);
        return Math.min(next, NEVER);
    }

    private long deadline(long day) {
        return Habits.startOf(day + 1 + settings.inactivityDays());
    }

    private @Nullable Draft describe(long day, long deadline, View view) {
        String privilege = view.privileges().reason(null, deadline);
        if (privilege == null || isDeleted(day, deadline, view)) {
            return null;
        }
        return Draft.of(severity())
                .value("privilege", privilege)
                .value("lastActive", LocalDate.ofEpochDay(day))
                .value("days", settings.inactivityDays());
    }

    private static boolean isDeleted(long day, long deadline, View view) {
        return view.observations(new TimeRange(Habits.startOf(day), deadline), DELETED).stream()
                .anyMatch(observation -> observation.plays(Roles.TARGET));
    }
}
