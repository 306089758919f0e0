package io.entracep.detection;

import io.entracep.state.Calendar;
import io.entracep.state.EntityMemory;
import io.entracep.state.Habits;
import io.entracep.state.Lesson;
import io.entracep.state.Profile;
import io.entracep.state.ProfileKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an entity usually does, as its calendars tell.
 *
 * <p>A day is <em>closed</em> for a time if it ended at least the allowed disorder before the day
 * of that time began. Only closed days count: so nobody trains a baseline within the hour, and late
 * records rarely change a verdict.
 */
public final class Baseline {
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final EntityMemory memory;
    private final int disorderDays;

    /** The detection that is judged; null while none is. */
    private @Nullable Detection asking;

    Baseline(EntityMemory memory, long allowedDisorder) {
        this.memory = memory;
        this.disorderDays = (int) ((allowedDisorder + DAY - 1) / DAY);
    }

    /** From now on it may ask only the calendars that it said it asks; null: all. */
    void askedBy(@Nullable Detection detection) {
        asking = detection;
    }

    private boolean isAsked(ProfileKind kind) {
        if (asking != null && !asking.readsProfile().contains(kind)) {
            throw new AssertionError(
                    asking.id() + " asks calendars of " + kind + ": say so when it is made");
        }
        return true;
    }

    /**
     * Whether the value was seen on fewer than so many closed days.
     *
     * @return false also where there is no value; whether the entity is still learning is another
     *     question ({@link #hasLearned})
     */
    public boolean isNew(ProfileKind kind, @Nullable String value, long time, int minDays) {
        if (value == null) {
            return false;
        }
        return closedDays(kind, value, time) < minDays;
    }

    /**
     * Whether on a closed day more values of the kind were seen than count: what is called new may
     * be one that was left out.
     */
    public boolean overflowed(ProfileKind kind, long time) {
        assert isAsked(kind);
        long to = closedBefore(time);
        return memory.profile().overflowed(kind, to - Profile.MEMORY_DAYS, to);
    }

    /** The value that was seen on most closed days; null where none was seen. */
    public @Nullable String mostSeen(ProfileKind kind, long time) {
        assert isAsked(kind);
        long to = closedBefore(time);
        return memory.profile().mostSeen(kind, to - Profile.MEMORY_DAYS, to);
    }

    /**
     * Whether a rule saw the value on no closed day of the last so many, and has a history that is
     * long enough to tell: of its records, or of whatever the account did. Who never did something
     * in months of work does it for the first time.
     *
     * @param lesson what the rule wanted remembered
     * @param memory how many days back
     * @param learned how many days the history must go back; 0 for those without one, too
     * @param minDays on how many closed days there must have been records
     */
    public boolean isNew(
            Lesson lesson, String value, long time, int memory, int learned, int minDays) {
        long to = closedBefore(time);
        long from = Math.max(to - Profile.MEMORY_DAYS, Habits.day(time) - memory);
        Profile profile = this.memory.profile();
        long begin = to - Profile.MEMORY_DAYS;
        long latest = Habits.day(time) - learned + 1;
        int history = lesson.historyKind();
        long old = Math.min(latest, to);
        boolean learnedRecords =
                profile.days(history, "", begin, to) >= minDays
                        && profile.days(history, "", begin, old) > 0;
        boolean learnedAccount =
                profile.days(ProfileKind.ACTIVITY, "", begin, to) >= minDays
                        && profile.days(ProfileKind.ACTIVITY, "", begin, old) > 0;
        return !profile.overflowed(lesson.kind(), from, to)
                && profile.days(lesson.kind(), value, from, to) == 0
                && (learned == 0 || learnedRecords || learnedAccount);
    }

    /** On how many closed days the value was seen. */
    public int closedDays(ProfileKind kind, @Nullable String value, long time) {
        assert isAsked(kind);
        long to = closedBefore(time);
        return value == null ? 0 : memory.profile().days(kind, value, to - Profile.MEMORY_DAYS, to);
    }

    /** Whether the value was seen on a closed day. */
    public boolean isKnown(ProfileKind kind, @Nullable String value, long time) {
        return closedDays(kind, value, time) > 0;
    }

    /** Whether the value was seen on no day before the day of this time, as far as remembered. */
    public boolean isFirstDay(ProfileKind kind, @Nullable String value, long time) {
        assert isAsked(kind);
        long day = Habits.day(time);
        long from = closedBefore(time) - Profile.MEMORY_DAYS;
        return value != null && memory.profile().days(kind, value, from, day) == 0;
    }

    /** Whether the entity was active on at least so many closed days. */
    public boolean hasLearned(ProfileKind activity, int days, long time) {
        return closedDays(activity, "", time) >= days;
    }

    /**
     * On how many closed days among the last so many the value was seen. What an entity has too
     * many values of is not among them: use it where a value that is known excuses.
     */
    public int daysSeen(ProfileKind kind, String value, long time, int days) {
        assert isAsked(kind);
        return memory.profile().days(kind, value, Habits.day(time) - days, closedBefore(time));
    }

    /** All days on which the value was seen, closed or not; null where it never was. */
    public @Nullable Calendar calendar(ProfileKind kind, String value) {
        assert isAsked(kind);
        return memory.profile().calendar(kind, value);
    }

    private long closedBefore(long time) {
        return Habits.day(time) - disorderDays;
    }
}
