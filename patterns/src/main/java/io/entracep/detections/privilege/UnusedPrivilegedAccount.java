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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A privileged account that nobody used for a month: a door that nobody watches.
 *
 * <p>Reads the calendar of the account's active days: successful sign-ins of any kind and audited
 * operations. Whenever no active day follows one within {@code inactivity-days}, and the account is
 * privileged when they have passed, that is one alert, at the last active day. It stays one when
 * the account comes back. Emergency access accounts are exempt, and accounts that were deleted
 * meanwhile.
 *
 * <p>Misses accounts that were never active while records were read, accounts that became
 * privileged only after the month, and accounts that the policy lists by name only: a calendar
 * knows no names.
 *
 * <p>Source: row PRIV-35 of the guides.
 */
public final class UnusedPrivilegedAccount extends AbsenceDetection {
    private static final SignalSet DELETED = SignalSet.of(Signal.USER_DELETED);

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
    }

    @Override
    public Set<ProfileKind> readsProfile() {
        return Set.of(ProfileKind.ACTIVITY);
    }

    @Override
    public boolean readsPrivilege() {
        return true;
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
        return DELETED;
    }

    @Override
    public List<Need> needs() {
        return List.of(Need.stages(DELETED, Roles.TARGET, period()));
    }

    @Override
    protected TimeRange anchorsAffectedBy(Observation observation) {
        return TimeRange.around(observation.time(), period().toMillis(), 0);
    }

    @Override
    protected TimeRange profileReach(long time) {
        return TimeRange.around(time, period().toMillis(), 0);
    }

    @Override
    protected List<Unanswered> unanswered(View view, TimeRange anchors) {
        List<Unanswered> unanswered = new ArrayList<>();
        Calendar active = view.baseline().calendar(ProfileKind.ACTIVITY, "");
        if (active == null
                || view.policy()
                        .holds(PolicyInput.BREAK_GLASS_ACCOUNTS, view.entity().id(), null)) {
            return unanswered;
        }
        long from = Habits.day(anchors.from());
        long day = active.firstSince(anchors.contains(Habits.startOf(from)) ? from : from + 1);
        while (day != Long.MAX_VALUE && anchors.contains(Habits.startOf(day))) {
            long next = active.firstSince(day + 1);
            long deadline = deadline(day);
            Draft draft =
                    next != Long.MAX_VALUE && Habits.startOf(next) < deadline
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
            day = next;
        }
        return unanswered;
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
