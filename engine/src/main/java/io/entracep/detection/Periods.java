package io.entracep.detection;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Aligned periods: whole days in the tenant's zone, shorter ones in UTC. */
final class Periods {
    private Periods() {}

    /** First millisecond of the period that the time lies in. */
    static long start(long time, Duration period, ZoneId zone) {
        long days = period.toDays();
        if (days == 0) {
            return Math.floorDiv(time, period.toMillis()) * period.toMillis();
        }
        return startOfDay(alignedDay(time, days, zone), zone);
    }

    /** First millisecond after the period that the time lies in. */
    static long end(long time, Duration period, ZoneId zone) {
        long days = period.toDays();
        return days == 0
                ? start(time, period, zone) + period.toMillis()
                : startOfDay(alignedDay(time, days, zone) + days, zone);
    }

    private static long alignedDay(long time, long days, ZoneId zone) {
        long day = Instant.ofEpochMilli(time).atZone(zone).toLocalDate().toEpochDay();
        return Math.floorDiv(day, days) * days;
    }

    private static long startOfDay(long day, ZoneId zone) {
        return LocalDate.ofEpochDay(day).atStartOfDay(zone).toInstant().toEpochMilli();
    }
}
