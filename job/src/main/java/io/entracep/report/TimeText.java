package io.entracep.report;

/** Times of alerts, ISO-8601 in UTC with milliseconds, as people read them. */
final class TimeText {
    private static final int DAY = "2026-03-03".length();
    private static final int MINUTE = "2026-03-03T10:00".length();
    private static final int SECOND = "2026-03-03T10:00:00".length();

    private TimeText() {}

    static String day(String time) {
        return time.substring(0, DAY);
    }

    static String minute(String time) {
        return time.substring(DAY + 1, MINUTE);
    }

    static String second(String time) {
        return time.substring(DAY + 1, SECOND);
    }

    static String dayAndMinute(String time) {
        return day(time) + " " + minute(time);
    }

    /** {@code 2026-03-03 10:00 to 12:30 UTC}. */
    static String span(String first, String last) {
        if (dayAndMinute(first).equals(dayAndMinute(last))) {
            return dayAndMinute(first) + " UTC";
        }
        return dayAndMinute(first)
                + " to "
                + (day(first).equals(day(last)) ? minute(last) : dayAndMinute(last))
                + " UTC";
    }
}
