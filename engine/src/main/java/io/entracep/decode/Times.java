package io.entracep.decode;

import org.jspecify.annotations.Nullable;

/**
 * Reads the spellings of date and time that the logs use, without allocating. Everything without a
 * zone is UTC.
 *
 * <ul>
 *   <li>ISO 8601 with {@code T} or a blank, one- or two-digit hours, seconds optional, any number
 *       of fraction digits, {@code Z}, an offset or nothing: {@code 2022-09-09T8:48:50.361Z}
 *   <li>with slashes or dashes, in the order that {@link DateOrder} says, 12 or 24 hours, with or
 *       without an offset: {@code 9/9/2022 9:54:27 AM +01:00}, {@code 9/9/2022, 9:54:27.000 AM}
 *   <li>with dots, day first: {@code 09.03.2026 10:11:12}
 *   <li>with a year of two digits where it can only come last: {@code 09.03.26 10:11}, {@code
 *       3/13/26 10:11}
 *   <li>without anything between the parts: {@code 20260309T101112Z}, {@code 20260309101112}
 *   <li>with the name of the month in English, and of the day: {@code Mar 9, 2026 9:00:00 AM},
 *       {@code Mon, 09 Mar 2026 09:00:00 GMT}, {@code Mon Mar 9 09:00:00 2026}, {@code 9-Mar-2026}
 *   <li>since the epoch in seconds, milli-, micro- or nanoseconds, with or without a fraction, or
 *       as .NET writes them: {@code /Date(1773046800000)/}
 *   <li>ticks since the year 1 or 1601, of which Windows has ten million a second
 * </ul>
 */
public final class Times {

    /** What {@link #parse} gives for text that is no time. */
    public static final long NONE = Long.MIN_VALUE;

    /** The least year that is read where it has two digits, in this century: no log is older. */
    public static final int FIRST_SHORT_YEAR = 16;

    private Times() {}

    /** Milliseconds since the epoch, rounded down; {@link #NONE} for null or no time. */
    public static long parse(@Nullable String text) {
        return parse(text, DateOrder.MONTH_FIRST);
    }

    /** The same where this order of day and month holds. */
    public static long parse(@Nullable String text, DateOrder order) {
        if (text == null) {
            return NONE;
        }
        TimeScanner scanner = new TimeScanner(text, order);
        long millis = scanner.dateTime();
        return scanner.failed ? NONE : millis;
    }

    /** Whether it is a time as soon as somebody says which number is the month. */
    public static boolean isAmbiguous(@Nullable String text) {
        return parse(text, DateOrder.UNKNOWN) == NONE
                && parse(text, DateOrder.MONTH_FIRST) != NONE
                && parse(text, DateOrder.DAY_FIRST) != NONE;
    }

    /** Whether it is a date whose year has two digits, so that it may stand at either end. */
    public static boolean hasShortYear(String text) {
        TimeScanner scanner = new TimeScanner(text, DateOrder.UNKNOWN);
        scanner.dateTime();
        return scanner.shortYear;
    }
}
