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

    /**
     * .NET writes {@code 0001-01-01} and {@code 9999-12-31} for a time that is not known, others
     * {@code 1601-01-01} or {@code 1970-01-01}; the directory is younger than all of these.
     */
    private static final int FIRST_YEAR = 2000;

    private static final int LAST_YEAR = 9998;
    private static final long MINUTE = 60_000;
    private static final int[] DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private static final char[] DOT_NET = "/Date(".toCharArray();
    private static final String[] MONTHS = {
        "january", "february", "march", "april", "may", "june",
        "july", "august", "september", "october", "november", "december"
    };

    /** Ticks a millisecond. */
    private static final long TICKS = 10_000;

    private static final long MILLIS_1601_TO_1970 = 11_644_473_600_000L;
    private static final long MILLIS_TO_1970 = 62_135_596_800_000L;

    /** Ticks since the year 1 are more than this in any year of this century, since 1601 less. */
    private static final long TICKS_BETWEEN = 400_000_000_000_000_000L;

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
        Scanner scanner = new Scanner(text, order);
        long millis = scanner.dateTime();
        return scanner.failed ? NONE : millis;
    }

    /** Whether it is a time as soon as somebody says which number is the month. */
    public static boolean isAmbiguous(@Nullable String text) {
        return parse(text, DateOrder.UNKNOWN) == NONE
                && parse(text, DateOrder.MONTH_FIRST) != NONE
                && parse(text, DateOrder.DAY_FIRST) != NONE;
    }

    /** A position in the text and whether something did not fit. Never leaves {@link #parse}. */
    private static final class Scanner {
        private final String text;
        private final DateOrder order;
        private int at;
        private boolean failed;
        private boolean halfDays;

        Scanner(String text, DateOrder order) {
            this.text = text;
            this.order = order;
        }

        long dateTime() {
            blanks();
            int start = at;
            if (peek('/')) {
                return dotNet();
            }
            if (isNumber()) {
                return epoch();
            }
            if (name() > 0) {
                return named();
            }
            int first = number(4);
            char separator = at < text.length() ? text.charAt(at) : 0;
            if (at + 1 < text.length() && isLetter(text.charAt(at + 1))) {
                return dayThenMonth(first, separator);
            }
            at++;
            failed |= separator != '-' && separator != '/' && separator != '.';
            if (at - start == 5 && separator != '.') {
                int month = number(2);
                expect(separator);
                int day = number(2);
                return days(first, month, day) * 24 * 60 * MINUTE + timeOfDay();
            }
            int second = number(2);
            expect(separator);
            int year = number(4);
            long time = timeOfDay();
            boolean dayFirst = separator == '.' || isDayFirst(first, second);
            return days(year, dayFirst ? second : first, dayFirst ? first : second)
                            * 24
                            * 60
                            * MINUTE
                    + time;
        }

        private boolean isDayFirst(int first, int second) {
            return switch (order) {
                case MONTH_FIRST -> false;
                case DAY_FIRST -> true;
                case UNKNOWN -> {
                    boolean told = first > 12 || second > 12 || first == second || halfDays;
                    failed |= !told;
                    yield first > 12;
                }
            };
        }

        /** Nothing but digits and a fraction, and more than any part of a date has. */
        private boolean isNumber() {
            int end = at;
            while (end < text.length() && isDigit(text.charAt(end))) {
                end++;
            }
            if (end - at < 10) {
                return false;
            }
            int fraction = end < text.length() && text.charAt(end) == '.' ? end + 1 : end;
            while (fraction < text.length() && isDigit(text.charAt(fraction))) {
                fraction++;
            }
            return fraction == text.length();
        }

        /** The number of digits tells the unit: for dates of this century they differ. */
        private long epoch() {
            int start = at;
            long value = 0;
            while (at < text.length() && isDigit(text.charAt(at)) && at - start < 19) {
                value = value * 10 + text.charAt(at++) - '0';
            }
            int digits = at - start;
            long millis =
                    switch (digits) {
                        case 10 -> value * 1000 + (take('.') ? fraction() : 0);
                        case 13 -> value;
                        case 16 -> value / 1000;
                        case 18 -> ticks(value);
                        case 19 -> value / 1_000_000;
                        default -> 0;
                    };
            failed |= at < text.length() && text.charAt(at) != '.';
            return sinceFirstYear(millis);
        }

        private static long ticks(long value) {
            return value / TICKS - (value > TICKS_BETWEEN ? MILLIS_TO_1970 : MILLIS_1601_TO_1970);
        }

        private long sinceFirstYear(long millis) {
            failed |= millis < days(FIRST_YEAR, 1, 1) * 24 * 60 * MINUTE;
            return millis;
        }

        /** {@code /Date(1773046800000+0100)/}: the offset is for people, the number is UTC. */
        private long dotNet() {
            for (char expected : DOT_NET) {
                expect(expected);
            }
            int start = at;
            long value = 0;
            while (at < text.length() && at - start < 14 && isDigit(text.charAt(at))) {
                value = value * 10 + text.charAt(at++) - '0';
            }
            if (take('+') || take('-')) {
                number(4);
            }
            expect(')');
            expect('/');
            blanks();
            failed |= at < text.length();
            return sinceFirstYear(value);
        }

        /** Letters from here on; 0 for none. */
        private int name() {
            int end = at;
            while (end < text.length() && isLetter(text.charAt(end))) {
                end++;
            }
            return end - at;
        }

        /** Begins with the name of a day or of a month. */
        private long named() {
            if (month() == 0) {
                at += name();
                take(',');
                failed |= !blanks();
            }
            if (name() == 0) {
                return dayThenMonth(number(2), at < text.length() ? text.charAt(at) : ' ');
            }
            int month = monthName();
            failed |= !blanks();
            int day = number(2);
            take(',');
            failed |= !blanks();
            int start = at;
            int year = number(4);
            if (at - start == 4) {
                return days(year, month, day) * 24 * 60 * MINUTE + timeOfDay();
            }
            return beforeYear(start, month, day);
        }

        /** {@code Mon Mar 9 09:00:00 2026}: the year comes last. */
        private long beforeYear(int start, int month, int day) {
            at = start;
            long time = clock();
            failed |= !blanks();
            int year = number(4);
            blanks();
            failed |= at < text.length();
            return days(year, month, day) * 24 * 60 * MINUTE + time;
        }

        private long dayThenMonth(int day, char separator) {
            failed |= separator != ' ' && separator != '-';
            at++;
            int month = monthName();
            failed |= !take(separator);
            int year = number(4);
            return days(year, month, day) * 24 * 60 * MINUTE + timeOfDay();
        }

        private int monthName() {
            int month = month();
            at += name();
            failed |= month == 0;
            return month;
        }

        /** By the first three letters; 0 for another word. */
        private int month() {
            int length = name();
            for (int i = 0; length >= 3 && i < MONTHS.length; i++) {
                if (text.regionMatches(
                        true, at, MONTHS[i], 0, Math.min(length, MONTHS[i].length()))) {
                    return i + 1;
                }
            }
            return 0;
        }

        private long timeOfDay() {
            take(',');
            if (!take('T') && !take('t') && !blanks()) {
                failed |= at < text.length();
                return 0;
            }
            // Some put a sign or a word between date and time.
            if (take('@') || (take('a') && take('t'))) {
                blanks();
            }
            return at == text.length() ? 0 : clockToEnd();
        }

        private long clockToEnd() {
            long time = clock();
            blanks();
            int hour = (int) (time / (60 * MINUTE));
            hour = halfOfDay(hour);
            blanks();
            long offset = offset();
            blanks();
            failed |= hour > 23 || at < text.length();
            return hour * 60L * MINUTE + time % (60 * MINUTE) - offset;
        }

        private long clock() {
            int hour = number(2);
            expect(':');
            int minute = number(2);
            int second = take(':') ? number(2) : 0;
            int milli = take('.') || take(',') ? fraction() : 0;
            failed |= hour > 23 || minute > 59 || second > 60;
            return hour * 60L * MINUTE + minute * MINUTE + second * 1000L + milli;
        }

        private int halfOfDay(int hour) {
            boolean morning = peek('A') || peek('a');
            if (!morning && !peek('P') && !peek('p')) {
                return hour;
            }
            at++;
            take('.');
            if (!take('M')) {
                expect('m');
            }
            take('.');
            halfDays = true;
            failed |= hour > 12;
            return hour % 12 + (morning ? 0 : 12);
        }

        private long offset() {
            if (take('Z') || take('z') || word("UTC") || word("GMT")) {
                return 0;
            }
            boolean negative = peek('-');
            if (!negative && !peek('+')) {
                return 0;
            }
            at++;
            int hours = number(2);
            int minutes = take(':') || at < text.length() ? number(2) : 0;
            failed |= hours > 18 || minutes > 59;
            long offset = (hours * 60L + minutes) * MINUTE;
            return negative ? -offset : offset;
        }

        private int fraction() {
            int millis = 0;
            int digits = 0;
            for (; at < text.length() && isDigit(text.charAt(at)); at++) {
                if (digits++ < 3) {
                    millis = millis * 10 + text.charAt(at) - '0';
                }
            }
            failed |= digits == 0;
            for (; digits < 3; digits++) {
                millis *= 10;
            }
            return millis;
        }

        private int number(int maxDigits) {
            int start = at;
            int value = 0;
            while (at < text.length() && at - start < maxDigits && isDigit(text.charAt(at))) {
                value = value * 10 + text.charAt(at++) - '0';
            }
            failed |= at == start;
            return value;
        }

        /** Blanks, also the narrow one that newer cultures put before AM and PM. */
        private boolean blanks() {
            int start = at;
            while (at < text.length() && isBlank(text.charAt(at))) {
                at++;
            }
            return at > start;
        }

        private boolean peek(char expected) {
            return at < text.length() && text.charAt(at) == expected;
        }

        private boolean take(char expected) {
            boolean found = peek(expected);
            if (found) {
                at++;
            }
            return found;
        }

        private boolean word(String expected) {
            boolean found = text.regionMatches(at, expected, 0, expected.length());
            if (found) {
                at += expected.length();
            }
            return found;
        }

        private void expect(char expected) {
            failed |= !take(expected);
        }

        /** Days since the epoch in the proleptic Gregorian calendar. */
        private long days(int year, int month, int day) {
            boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            if (year < FIRST_YEAR
                    || year > LAST_YEAR
                    || month < 1
                    || month > 12
                    || day < 1
                    || day > DAYS[month - 1]
                    || (month == 2 && day == 29 && !leap)) {
                failed = true;
                return 0;
            }
            // Howard Hinnant, "chrono-compatible low-level date algorithms", days_from_civil: years
            // begin in March, so that the leap day is the last one.
            int shifted = month <= 2 ? year - 1 : year;
            int era = shifted / 400;
            int yearOfEra = shifted % 400;
            int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
            int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
            return era * 146_097L + dayOfEra - 719_468;
        }

        private static boolean isLetter(char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        }

        private static boolean isDigit(char c) {
            return c >= '0' && c <= '9';
        }

        private static boolean isBlank(char c) {
            return c == ' ' || c == '\t' || c == '\u00a0' || c == '\u202f';
        }
    }
}
