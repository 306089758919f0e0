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
        long day = Instant.ofEpochMilli(time).atZone(zone).toLocalDate().toEpochDay();
        return LocalDate.ofEpochDay(Math.floorDiv(day, days) * days)
                .atStartOfDay(zone)
                .toInstant()
                .toEpochMilli();
    }
}
