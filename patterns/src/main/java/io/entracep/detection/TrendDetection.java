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
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's total of a day, added up hour by hour, exceeds that of the same weekday a week before
 * up to the same hour. The sum only grows, so it is told at once. One alert per day.
 */
public abstract class TrendDetection extends Detection {
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAYS_REACHED = 9;

    protected TrendDetection(Entry entry) {
        super(entry);
    }

    /**
     * Where a day stands.
     *
     * @param day the day in the tenant's zone
     * @param hour hour of the day that is included, 0 to 23
     * @param today total so far
     * @param lastWeek total of the same weekday a week before, up to the same hour
     */
    public record Standing(LocalDate day, int hour, long today, long lastWeek) {}

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
        for (LocalDate day : daysBeginningIn(anchors, zone)) {
            Draft draft = firstExceeding(view, day, zone);
            if (draft != null) {
                findings.add(draft.toFinding(id(), view.entity(), anchor(day), start(day, zone)));
            }
        }
        return findings;
    }

    private String anchor(LocalDate day) {
        return metric() + "|" + day;
    }

    private @Nullable Draft firstExceeding(View view, LocalDate day, ZoneId zone) {
        long todayHour = Totals.hour(start(day, zone));
        long thenHour = Totals.hour(start(day.minusDays(7), zone));
        long today = 0;
        long lastWeek = 0;
        for (int hour = 0; hour < 24; hour++) {
            today += view.total(metric(), todayHour + hour);
            lastWeek += view.total(metric(), thenHour + hour);
            Draft draft = describe(new Standing(day, hour, today, lastWeek));
            if (draft != null) {
                return draft;
            }
        }
        return null;
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
