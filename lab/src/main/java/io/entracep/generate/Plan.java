package io.entracep.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Everything that happens: planned stories, and how many records of normal life each minute has.
 */
final class Plan {
    private static final int HISTORY_RECORDS_PER_USER_AND_DAY = 3;
    private static final int LEAST_SHARE_OF_PERIOD = 2;

    private final Tenant tenant;
    private final Attacks attacks;
    private final List<Story> stories = new ArrayList<>();
    private final NormalLife life;
    private final Mix mix;
    private final Timetable history;
    private final Timetable period;

    Plan(Settings settings, Company company) {
        this.tenant = new Tenant(company.tenantId());
        this.attacks = new Attacks(settings, company);
        this.life = new NormalLife(company, settings);
        this.mix = settings.mix();
        long start = settings.start().toEpochMilli();
        long begin = start - settings.historyDays() * VendorTime.DAY;
        int minutes = (int) settings.length().toMinutes();
        stories.addAll(attacks.stories());
        for (long day = begin; day < start + settings.length().toMillis(); day += VendorTime.DAY) {
            Scene scene =
                    new Scene(
                            company, day, null, Dice.of(settings.seed(), 500, day), Manner.OPENLY);
            Routines.play(scene, VendorTime.isWeekend(day));
            stories.addAll(scene.stories());
            if (settings.unsettled()) {
                Scene besides =
                        new Scene(
                                company,
                                day,
                                null,
                                Dice.of(settings.seed(), 510, day),
                                Manner.OPENLY);
                new UnsettledLife(besides, day).play();
                stories.addAll(besides.stories());
            }
        }
        long end = start + minutes * VendorTime.MINUTE;
        stories.removeIf(story -> story.draft().eventTime() >= end);
        long drawn = Math.max(0, settings.targetRecords() - stories.size());
        long wanted =
                (long) settings.historyDays() * company.users() * HISTORY_RECORDS_PER_USER_AND_DAY;
        long old = Math.min(wanted, drawn / LEAST_SHARE_OF_PERIOD);
        this.history = new Timetable(begin, settings.historyDays() * 24 * 60, old);
        this.period = new Timetable(start, minutes, drawn - old);
    }

    Tenant tenant() {
        return tenant;
    }

    List<Attack> attacks() {
        return attacks.attacks();
    }

    List<Story> stories() {
        return stories;
    }

    /** First instant of the history, or of the period where there is none. */
    long begin() {
        return history.start();
    }

    /** First instant of the period after the history. */
    long start() {
        return period.start();
    }

    long end() {
        return period.start() + period.minutes() * VendorTime.MINUTE;
    }

    /** The records of normal life of one minute. */
    void minute(long minute, Consumer<Draft> out) {
        boolean old = minute < period.start();
        Timetable timetable = old ? history : period;
        int number = (int) ((minute - timetable.start()) / VendorTime.MINUTE);
        life.minute(minute, timetable.records(number), old ? Mix.HISTORY : mix, out);
    }
}
