package io.entracep.state;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one entity usually does: a calendar for each value.
 *
 * <p>At most {@value #VALUES_PER_DAY} values of a kind count on one day: those with the smallest
 * hashes, so that the bound does not depend on the order of arrival. Of a kind with more, what was
 * left out counts as not seen on that day: who shows many values makes more look new, not less.
 *
 * @param calendars one per kind and value, in no order
 */
public record Profile(List<Calendar> calendars) {

    /** The number of a rule's own kind: a hash of its name, never that of a {@link ProfileKind}. */
    public static int kindOf(String rule) {
        return (int) StableHash.hash64("baseline\u0000" + rule) | Integer.MIN_VALUE;
    }

    /** Nothing known. */
    public static final Profile EMPTY = new Profile(List.of());

    /** How many values of one kind count on one day. */
    public static final int VALUES_PER_DAY = 16;

    /** How long a value is remembered, days. */
    public static final int MEMORY_DAYS = 90;

    /** Stands for "more than fit" and is never a logged value. */
    private static final String OVERFLOW = "\u0000";

    /** Of too many values of a day the first are kept. */
    private static final Comparator<Calendar> BY_RANK =
            Comparator.<Calendar>comparingLong(calendar -> StableHash.seeded(calendar.value()))
                    .thenComparing(Calendar::value);

    /** The calendar of the value, null where it was never seen. */
    public @Nullable Calendar calendar(ProfileKind kind, String value) {
        return calendar(kind.number(), value);
    }

    /**
     * The same by number.
     *
     * @param kind of a {@link ProfileKind}, or of a rule: {@link #kindOf}
     */
    private @Nullable Calendar calendar(int kind, String value) {
        for (Calendar calendar : calendars) {
            if (calendar.kind() == kind && calendar.value().equals(value)) {
                return calendar;
            }
        }
        return null;
    }

    /** Whether the value was seen on the day. */
    public boolean has(ProfileKind kind, String value, long day) {
        Calendar calendar = calendar(kind, value);
        return calendar != null && calendar.has(day);
    }

    /** On how many days in [{@code from}, {@code to}) the value was seen. */
    public int days(ProfileKind kind, String value, long from, long to) {
        return days(kind.number(), value, from, to);
    }

    /** The same by number. */
    public int days(int kind, String value, long from, long to) {
        Calendar calendar = calendar(kind, value);
        return calendar == null ? 0 : calendar.count(from, to);
    }

    /**
     * The value of the kind that was seen on most days in [{@code from}, {@code to}), of equals the
     * first by name; null where none was.
     */
    public @Nullable String mostSeen(ProfileKind kind, long from, long to) {
        String most = null;
        int greatest = 0;
        for (Calendar calendar : calendars) {
            if (calendar.kind() == kind.number() && !calendar.value().equals(OVERFLOW)) {
                int days = calendar.count(from, to);
                if (days > greatest
                        || (days == greatest
                                && most != null
                                && calendar.value().compareTo(most) < 0)) {
                    most = calendar.value();
                    greatest = days;
                }
            }
        }
        return most;
    }

    /**
     * Whether on a day in [{@code from}, {@code to}) more values of the kind were seen than count.
     */
    public boolean overflowed(ProfileKind kind, long from, long to) {
        return overflowed(kind.number(), from, to);
    }

    /** The same by number. */
    public boolean overflowed(int kind, long from, long to) {
        return days(kind, OVERFLOW, from, to) > 0;
    }

    /** This profile with the value on the day; the same instance when nothing changed. */
    public Profile with(ProfileKind kind, String value, long day) {
        return with(kind.number(), value, day);
    }

    /** The same by number. */
    public Profile with(int kind, String value, long day) {
        Calendar known = calendar(kind, value);
        if (known != null && known.has(day)) {
            return this;
        }
        List<Calendar> next = new ArrayList<>(calendars.size() + 1);
        next.addAll(calendars);
        put(next, kind, value, day);
        return dropBeyondTheBound(next, kind, day) && equals(new Profile(next))
                ? this
                : new Profile(next);
    }

    /** This profile without what lies before the day. */
    public Profile forgetBefore(long day) {
        List<Calendar> kept = new ArrayList<>(calendars.size());
        boolean changed = false;
        for (Calendar calendar : calendars) {
            Calendar shorter = calendar.forgetBefore(day);
            changed |= shorter != calendar;
            if (!shorter.isEmpty()) {
                kept.add(shorter);
            }
        }
        return changed ? new Profile(kept) : this;
    }

    private static boolean dropBeyondTheBound(List<Calendar> calendars, int kind, long day) {
        int count = 0;
        int greatest = -1;
        for (int i = 0; i < calendars.size(); i++) {
            Calendar calendar = calendars.get(i);
            if (calendar.kind() == kind
                    && calendar.has(day)
                    && !calendar.value().equals(OVERFLOW)) {
                count++;
                if (greatest < 0 || BY_RANK.compare(calendar, calendars.get(greatest)) > 0) {
                    greatest = i;
                }
            }
        }
        if (count <= ProfileKind.valuesPerDay(kind)) {
            return false;
        }
        Calendar fewer = calendars.get(greatest).without(day);
        if (fewer.isEmpty()) {
            calendars.remove(greatest);
        } else {
            calendars.set(greatest, fewer);
        }
        put(calendars, kind, OVERFLOW, day);
        return true;
    }

    private static void put(List<Calendar> calendars, int kind, String value, long day) {
        for (int i = 0; i < calendars.size(); i++) {
            Calendar calendar = calendars.get(i);
            if (calendar.kind() == kind && calendar.value().equals(value)) {
                calendars.set(i, calendar.with(day));
                return;
            }
        }
        calendars.add(Calendar.of(kind, value, day));
    }
}
