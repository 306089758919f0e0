package io.entracep.decode;

/** Reads one time, see {@link Times}. */
final class TimeScanner extends ClockScanner {
    /**
     * .NET writes {@code 0001-01-01} and {@code 9999-12-31} for a time that is not known, others
     * {@code 1601-01-01} or {@code 1970-01-01}; the directory is younger than all of these.
     */
    private static final int FIRST_YEAR = 2000;

    private static final int LAST_YEAR = 9998;

    /** Digits of a date without anything between them, and of one with its time. */
    private static final int COMPACT_DATE = 8;

    private static final int COMPACT_TIME = 14;

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

    private final DateOrder order;

    /** Whether the year was written with two digits. */
    boolean shortYear;

    TimeScanner(String text, DateOrder order) {
        super(text);
        this.order = order;
    }

    /** Milliseconds since the epoch; anything where it failed. */
    long dateTime() {
        blanks();
        int start = at;
        if (peek('/')) {
            return dotNet();
        }
        int digits = digits();
        if (digits == COMPACT_TIME || (digits == COMPACT_DATE && isCompactDate())) {
            return compact();
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
        int year = year();
        long time = timeOfDay();
        boolean dayFirst = separator == '.' || isDayFirst(first, second, year);
        return days(year, dayFirst ? second : first, dayFirst ? first : second) * 24 * 60 * MINUTE
                + time;
    }

    /** {@code 20260309T090000Z}, {@code 20260309090000}. */
    private long compact() {
        long date = days(number(4), number(2), number(2)) * 24 * 60 * MINUTE;
        return date + (at < text.length() && isDigit(text.charAt(at)) ? clockToEnd() : timeOfDay());
    }

    private boolean isCompactDate() {
        int end = at + COMPACT_DATE;
        return end == text.length() || "Tt ".indexOf(text.charAt(end)) >= 0;
    }

    /** The year where it comes last; of this century where it has two digits. */
    private int year() {
        int start = at;
        int year = number(4);
        if (at - start != 2) {
            return year;
        }
        shortYear = true;
        failed |= year < Times.FIRST_SHORT_YEAR;
        return 2000 + year;
    }

    /** Whether the year, of two digits, may as well come first. */
    private boolean mayBeginWithYear(int first, int second, int last) {
        return shortYear && first >= Times.FIRST_SHORT_YEAR && second <= 12 && last % 100 <= 31;
    }

    private boolean isDayFirst(int first, int second, int year) {
        return switch (order) {
            case MONTH_FIRST -> false;
            case DAY_FIRST -> true;
            case UNKNOWN -> {
                boolean told = first > 12 || second > 12 || first == second || halfDays;
                failed |= !told || mayBeginWithYear(first, second, year);
                yield first > 12;
            }
        };
    }

    /** Nothing but digits and a fraction, and more than any part of a date has. */
    private boolean isNumber() {
        int end = at + digits();
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
        return days(year(), month, day) * 24 * 60 * MINUTE + timeOfDay();
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
            if (text.regionMatches(true, at, MONTHS[i], 0, Math.min(length, MONTHS[i].length()))) {
                return i + 1;
            }
        }
        return 0;
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
}
