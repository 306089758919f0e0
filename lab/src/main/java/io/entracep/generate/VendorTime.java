package io.entracep.generate;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The spellings of an instant that the vendor's logs use. All times are UTC. */
final class VendorTime {
    static final long MINUTE = 60_000;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;

    private VendorTime() {}

    /** {@code 2026-03-02T09:00:10.1234567Z}: envelope {@code time} of most logs. */
    static String zulu(long millis) {
        return seven(millis).append('Z').toString();
    }

    /** {@code 2026-03-02T09:00:10.1234567+00:00}: event times inside {@code properties}. */
    static String offset(long millis) {
        return seven(millis).append("+00:00").toString();
    }

    /** {@code 2026-03-02T9:00:10.123Z}: the risk logs write hours without a leading zero. */
    static String looseHours(long millis) {
        LocalDate date = date(millis);
        long ofDay = Math.floorMod(millis, DAY);
        StringBuilder text = new StringBuilder(28).append(date).append('T').append(ofDay / HOUR);
        minutesAndSeconds(text, ofDay);
        return pad(text.append('.'), ofDay % 1000, 3).append('Z').toString();
    }

    /** {@code 3/2/2026 9:00:10 AM}: envelope {@code time} of the risk logs, without a zone. */
    static String american(long millis) {
        LocalDate date = date(millis);
        long ofDay = Math.floorMod(millis, DAY);
        long hour = ofDay / HOUR;
        StringBuilder text = new StringBuilder(24);
        text.append(date.getMonthValue()).append('/').append(date.getDayOfMonth());
        text.append('/').append(date.getYear()).append(' ').append(hour % 12 == 0 ? 12 : hour % 12);
        minutesAndSeconds(text, ofDay);
        return text.append(hour < 12 ? " AM" : " PM").toString();
    }

    /** ISO with whole seconds, as in details of PIM records. */
    static String seconds(long millis) {
        return Instant.ofEpochMilli(millis - Math.floorMod(millis, 1000L)).toString();
    }

    private static StringBuilder seven(long millis) {
        long ofDay = Math.floorMod(millis, DAY);
        StringBuilder text = new StringBuilder(34).append(date(millis)).append('T');
        pad(text, ofDay / HOUR, 2);
        minutesAndSeconds(text, ofDay);
        pad(text.append('.'), ofDay % 1000, 3);
        // Below the millisecond the digits only have to look measured.
        return pad(text, Math.floorMod(millis * 7919, 10_000L), 4);
    }

    private static void minutesAndSeconds(StringBuilder text, long ofDay) {
        pad(text.append(':'), ofDay / MINUTE % 60, 2);
        pad(text.append(':'), ofDay / 1000 % 60, 2);
    }

    private static StringBuilder pad(StringBuilder text, long value, int width) {
        for (long unit = power(width - 1); unit > 0; unit /= 10) {
            text.append((char) ('0' + value / unit % 10));
        }
        return text;
    }

    private static long power(int exponent) {
        long value = 1;
        for (int i = 0; i < exponent; i++) {
            value *= 10;
        }
        return value;
    }

    private static LocalDate date(long millis) {
        return LocalDate.ofEpochDay(Math.floorDiv(millis, DAY));
    }

    /** Start of the UTC day that contains the instant. */
    static long midnight(long millis) {
        return millis - Math.floorMod(millis, DAY);
    }

    static boolean isWeekend(long millis) {
        return Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC).getDayOfWeek().getValue() > 5;
    }
}
