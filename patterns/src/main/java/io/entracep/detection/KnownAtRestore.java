package io.entracep.detection;

import io.entracep.state.Habits;
import io.entracep.state.Profile;
import io.entracep.state.ProfileKind;
import org.jspecify.annotations.Nullable;

/**
 * What the calendars of one entity were certain to tell at any moment between the checkpoint and
 * the crash. What they tell now may come from records that were read in another order before.
 *
 * <p>A day that ended the allowed disorder before the event time of the checkpoint was complete: a
 * record of it that came later was judged alone and taught nothing, before the crash and since. So
 * its values are the same in the checkpoint, before the crash and now. Of later days nothing is
 * taken for certain.
 */
public final class KnownAtRestore {
    /** Days at the far end of the memory that may have been forgotten by the time of a verdict. */
    private static final int FORGOTTEN_EARLY = 7;

    private final Profile profile;
    private final long firstIncompleteDay;
    private final int disorderDays;

    KnownAtRestore(Profile profile, long firstIncompleteDay, int disorderDays) {
        this.profile = profile;
        this.firstIncompleteDay = firstIncompleteDay;
        this.disorderDays = disorderDays;
    }

    /**
     * On how many days closed for this time (see {@link Baseline#isNew}) the value was certainly
     * seen: {@link Baseline#closedDays} was never less.
     */
    public int closedDays(ProfileKind kind, String value, long time) {
        return closedDays(kind, value, time, Profile.MEMORY_DAYS);
    }

    /** The same among the last so many days before this time ({@link Baseline#daysSeen}). */
    public int closedDays(ProfileKind kind, String value, long time, int days) {
        return profile.days(kind, value, from(time, days), to(time));
    }

    /**
     * Whether the value may have been new ({@link Baseline#isNew}, seen on no closed day).
     *
     * @param value null where there is none, which is never new
     */
    public boolean mayHaveBeenNew(ProfileKind kind, @Nullable String value, long time) {
        return value != null
                && closedDays(kind, value, time) == 0
                && !profile.overflowed(kind, from(time, Profile.MEMORY_DAYS), to(time));
    }

    /** How many days closed for this time may have told more than is certain. */
    public long daysInDoubt(long time) {
        long certain = to(time) - from(time, Profile.MEMORY_DAYS);
        return Profile.MEMORY_DAYS - Math.max(0, certain);
    }

    private static long from(long time, int days) {
        return Habits.day(time) - Math.min(days, Profile.MEMORY_DAYS - FORGOTTEN_EARLY);
    }

    private long to(long time) {
        return Math.min(Habits.day(time) - disorderDays, firstIncompleteDay);
    }
}
