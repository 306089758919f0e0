package io.entracep.detections.signin;

import io.entracep.detection.View;
import io.entracep.state.ProfileKind;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The hours in which an account signs in. People sign in once and work on, so a time is usual from
 * an hour before an hour in which sign-ins were seen until some hours after it, on weekdays or else
 * on weekends.
 */
public final class UsualHours {
    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("EEEE HH:mm", Locale.ENGLISH);

    private UsualHours() {}

    /**
     * Whether the account's hours are known and the time is none of them.
     *
     * @param minSignIns sign-ins, at most one a day, before hours count as learned
     * @param rareShare hours with less than this share of the learned sign-ins are unusual
     * @param span hours after a learned one that belong to the same day of work
     */
    public static boolean areLearnedAndOthers(
            long time, int minSignIns, double rareShare, int span, View view) {
        return view.baseline().hasLearned(ProfileKind.SIGN_IN, minSignIns, time)
                && isRare(time, rareShare, span, view);
    }

    /** Weekday and time of the zone, for who reads the alert. */
    public static String local(long time, ZoneId zone) {
        return LOCAL.format(Instant.ofEpochMilli(time).atZone(zone)) + " " + zone.getId();
    }

    /** Of all learned sign-ins hardly any lies within a day of work around the time. */
    private static boolean isRare(long time, double rareShare, int span, View view) {
        ZonedDateTime local = Instant.ofEpochMilli(time).atZone(view.policy().zone());
        boolean weekend = isWeekend(local.getDayOfWeek());
        long near = 0;
        long all = 0;
        for (DayOfWeek day : DayOfWeek.values()) {
            for (int hour = 0; hour < 24; hour++) {
                String hourOfWeek = Integer.toString((day.getValue() - 1) * 24 + hour);
                int days = view.baseline().closedDays(ProfileKind.HOUR_OF_WEEK, hourOfWeek, time);
                boolean isNear = Math.floorMod(local.getHour() + 1 - hour, 24) <= span + 1;
                all += days;
                near += isNear && isWeekend(day) == weekend ? days : 0;
            }
        }
        return near < Math.max(1, rareShare * all);
    }

    private static boolean isWeekend(DayOfWeek day) {
        return day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
    }
}
