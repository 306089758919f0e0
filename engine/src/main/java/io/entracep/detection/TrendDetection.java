package io.entracep.detection;

import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import io.entracep.signal.SignalSet;
import io.entracep.state.Need;
import io.entracep.state.TimeRange;
import io.entracep.state.Totals;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's total of a day, added up hour by hour, exceeds what is usual on that weekday up to the
 * same hour: the median of the four weeks before, of those that have any event on that day. The sum
 * only grows, so it is told at once. One alert per day.
 */
public abstract class TrendDetection extends Detection {
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final int HOURS = 24;
    private static final int WEEKS = 4;
    private static final long DAYS_REACHED = WEEKS * 7L + 2;

    protected TrendDetection(Entry entry) {
        super(entry);
    }

    @Override
    public final String kind() {
        return "trend";
    }

    /**
     * Where a day stands.
     *
     * @param day the day in the tenant's zone
     * @param hour hour of the day that is included, 0 to 23
     * @param today total so far
     * @param usual median of the same weekday of the weeks before, up to the same hour; 0 where
     *     none has an event
     * @param weeks how many of these have one
     */
    public record Standing(LocalDate day, int hour, long today, long usual, int weeks) {}

    /** The total's name. */
    protected abstract String metric();

    /** What it has to say of the first hour that exceeds; null for nothing. */
    protected abstract @Nullable Draft describe(Standing standing);

    @Override
    public EntityType entityType() {
        return EntityType.TENANT;
    }

    @Override
    public SignalSet triggers() {
        return SignalSet.NONE;
    }

    @Override
    public List<Need> needs() {
        return List.of();
    }

    @Override
    public Set<String> readsTotals() {
        return Set.of(metric());
    }

    @Override
    protected TimeRange anchorsAffectedBy(Observation observation) {
        return TimeRange.NEVER;
    }

    @Override
    public TimeRange anchorsAffectedByTotal(long hour) {
        long day = Duration.ofDays(1).toMillis();
        return new TimeRange(hour * HOUR - 2 * day, hour * HOUR + DAYS_REACHED * day);
    }

    @Override
    public List<Finding> judge(View view, TimeRange anchors) {
        ZoneId zone = view.policy().zone();
        List<Finding> findings = new ArrayList<>();
        Map<LocalDate, long[]> sums = new HashMap<>();
        for (LocalDate day : daysBeginningIn(anchors, zone)) {
            Draft draft = firstExceeding(view, day, zone, sums);
            if (draft != null) {
                findings.add(draft.toFinding(id(), view.entity(), anchor(day), start(day, zone)));
            }
        }
        return findings;
    }

    private String anchor(LocalDate day) {
        return metric() + "|" + day;
    }

    /**
     * @param sums of days that were asked for
     */
    private @Nullable Draft firstExceeding(
            View view, LocalDate day, ZoneId zone, Map<LocalDate, long[]> sums) {
        long[] today = sums.computeIfAbsent(day, asked -> upToHour(view, asked, zone));
        if (today[HOURS - 1] == 0) {
            return null;
        }
        List<long[]> before = new ArrayList<>();
        for (int week = 1; week <= WEEKS; week++) {
            long[] then =
                    sums.computeIfAbsent(
                            day.minusWeeks(week), asked -> upToHour(view, asked, zone));
            if (then[HOURS - 1] > 0) {
                before.add(then);
            }
        }
        for (int hour = 0; hour < HOURS; hour++) {
            Standing standing =
                    new Standing(day, hour, today[hour], median(before, hour), before.size());
            Draft draft = describe(standing);
            if (draft != null) {
                return draft;
            }
        }
        return null;
    }

    /** The total of the day from its begin to the end of each hour. */
    private long[] upToHour(View view, LocalDate day, ZoneId zone) {
        long first = Totals.hour(start(day, zone));
        long[] sums = new long[HOURS];
        long sum = 0;
        for (int hour = 0; hour < HOURS; hour++) {
            sum += view.total(metric(), first + hour);
            sums[hour] = sum;
        }
        return sums;
    }

    /** Of an even number the greater of the two in the middle: rather silent than wrong. */
    private static long median(List<long[]> days, int hour) {
        long[] sorted = days.stream().mapToLong(day -> day[hour]).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }

    private static List<LocalDate> daysBeginningIn(TimeRange range, ZoneId zone) {
        return date(range.from(), zone)
                .datesUntil(date(range.to(), zone).plusDays(1))
                .filter(day -> range.contains(start(day, zone)))
                .toList();
    }

    private static long start(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant().toEpochMilli();
    }

    private static LocalDate date(long time, ZoneId zone) {
        return Instant.ofEpochMilli(time).atZone(zone).toLocalDate();
    }
}
