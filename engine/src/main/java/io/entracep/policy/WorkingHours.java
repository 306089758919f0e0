package io.entracep.policy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;

/**
 * When somebody works: hours of the week in a time zone, less holidays. Daylight saving follows the
 * zone. Night work belongs to the day on which it begins, also where that is a holiday.
 */
public final class WorkingHours {

    private static final long DAY_MILLIS = 86_400_000L;
    private static final long MINUTE_MILLIS = 60_000L;

    /** The epoch began on a Thursday, day 3 counted from Monday. */
    private static final int EPOCH_DAY_OF_WEEK = 3;

    private final Shift shift;
    private final ZoneRules rules;
    private final NumberSet holidays;

    /**
     * @param shift the hours
     * @param holidays days since the epoch
     */
    WorkingHours(Shift shift, NumberSet holidays) {
        this.shift = shift;
        this.rules = shift.zone().getRules();
        this.holidays = holidays;
    }

    /** Whether this is working time. From is inclusive, to is exclusive. */
    public boolean contains(long timeMillis) {
        long local = local(timeMillis);
        long day = Math.floorDiv(local, DAY_MILLIS);
        long minute = Math.floorMod(local, DAY_MILLIS) / MINUTE_MILLIS;
        if (shift.fromMinute() < shift.toMinute()) {
            return worksOn(day) && minute >= shift.fromMinute() && minute < shift.toMinute();
        }
        return (minute >= shift.fromMinute() && worksOn(day))
                || (minute < shift.toMinute() && worksOn(day - 1));
    }

    /** Whether the local date is a working day at any hour, or the end of night work. */
    public boolean isWorkingDay(long timeMillis) {
        return worksOn(Math.floorDiv(local(timeMillis), DAY_MILLIS)) || contains(timeMillis);
    }

    /** Whether the local date is a holiday. */
    public boolean isHoliday(long timeMillis) {
        return holidays.contains(Math.floorDiv(local(timeMillis), DAY_MILLIS));
    }

    /** In which days and hours are counted. */
    public ZoneId zone() {
        return shift.zone();
    }

    private boolean worksOn(long epochDay) {
        long dayOfWeek = Math.floorMod(epochDay + EPOCH_DAY_OF_WEEK, 7L);
        return (shift.days() >>> dayOfWeek & 1) == 1 && !holidays.contains(epochDay);
    }

    private long local(long timeMillis) {
        int seconds = rules.getOffset(Instant.ofEpochMilli(timeMillis)).getTotalSeconds();
        return timeMillis + seconds * 1000L;
    }
}
