package io.entracep.told;

import io.entracep.alert.Alert;
import io.entracep.told.ToldMemory.Cells;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides what one receiver is told. Knows no Flink, clock and threads: time comes as an argument,
 * memory as {@link ToldMemory}, all of one detection and tenant.
 *
 * <p>It compares what was <em>said</em> last of an alert with what was <em>told</em>, and tells the
 * difference: at once where the alert is new, its status changes or its severity rises; else when
 * the interval of updates allows it. What the log tells of the time after the checkpoint is a
 * {@link Doubt} until the input has been read again.
 */
final class Teller {
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();

    /** How long an alert is remembered after it was said or told last. */
    static final long MEMORY = 90 * DAY;

    private final ToldSettings settings;
    private final ToldMemory memory;
    private final Out out;
    private final long keepTexts;

    /** Where it tells. */
    interface Out {
        /** A delivery. */
        void tell(Alert alert);

        /** What stands for alerts that are not told. */
        void summarise(Alert summary);

        void wakeAt(long processingTime);

        void wakeAtEventTime(long eventTime);
    }

    Teller(ToldSettings settings, ToldMemory memory, Out out) {
        this.settings = settings;
        this.memory = memory;
        this.out = out;
        this.keepTexts = settings.log() == null ? 0 : settings.log().keep();
    }

    /** Takes what is said of an alert now. */
    void say(Alert alert, long now) {
        String id = alert.alertId();
        ToldAlert known = memory.alerts().get(id);
        if (known == null) {
            sayFirst(alert, now);
            return;
        }
        Alert text = alert.active() ? alert : Revised.cleared(alert, known.severity());
        ToldAlert told = known.saying(ToldAlert.digest(text), now);
        memory.alerts().put(id, told);
        keep(text);
        Doubt doubt = memory.doubts().get(id);
        if (doubt != null) {
            if (!told.isTold() && doubt.earlier().contains(told.said())) {
                // Said on the way to what was told: where that leads is seen at the end.
                return;
            }
            memory.doubts().remove(id);
            if (told.isTold() && !doubt.accepted()) {
                tell(text, told, now);
                return;
            }
        }
        if (told.isTold()) {
            memory.updates().remove(id);
        } else if (told.active() != text.active() || told.isRaisedBy(text)) {
            tell(text, told, now);
        } else {
            update(text, told, now);
        }
    }

    /**
     * Takes an entry of the log; those of an alert in the order of their decisions.
     *
     * @param accepted whether the receiver is known to have it
     * @param until event time at which it is wrong unless it was said again, milliseconds; {@link
     *     Long#MAX_VALUE} where that is not known
     * @param notBefore nor before this processing time
     */
    void found(Entry entry, boolean accepted, long until, long notBefore) {
        String id = entry.alertId();
        ToldAlert known = memory.alerts().get(id);
        if (known != null && entry.decidedAt() <= known.decidedAt()) {
            return;
        }
        Doubt before = memory.doubts().get(id);
        List<String> earlier =
                before == null || known == null || until == Long.MAX_VALUE
                        ? List.of()
                        : before.earlierWith(known.digest());
        memory.alerts()
                .put(
                        id,
                        known == null
                                ? entry.picture(ToldAlert.NOTHING, entry.decidedAt())
                                : entry.picture(known.said(), known.saidAt()));
        memory.doubts().put(id, new Doubt(entry.alert(), accepted, earlier, until, notBefore));
        if (until < Long.MAX_VALUE) {
            out.wakeAtEventTime(until);
        }
    }

    /** Does what is due. */
    void wake(long now, long eventTime) {
        StormHour hour = memory.hour();
        if (hour != null && hour.end() <= now) {
            end(hour);
        }
        Cells<Long> updates = memory.updates();
        for (String id : updates.ids()) {
            Long due = updates.get(id);
            if (due != null && due <= now) {
                tellUpdate(id, now);
            }
        }
        for (String id : memory.doubts().ids()) {
            Doubt doubt = memory.doubts().get(id);
            if (doubt != null && doubt.until() <= eventTime) {
                if (doubt.notBefore() > now && eventTime < Long.MAX_VALUE) {
                    out.wakeAt(doubt.notBefore());
                } else {
                    decide(id, doubt, now);
                }
            }
        }
    }

    /** Forgets what is over, once a day; false where nothing is remembered any more. */
    boolean forget(long now) {
        boolean any = false;
        for (String id : memory.alerts().ids()) {
            ToldAlert told = memory.alerts().get(id);
            if (told == null) {
                continue;
            }
            long last = Math.max(told.toldAt(), told.saidAt());
            if (last + keepTexts <= now && memory.updates().get(id) == null) {
                memory.texts().remove(id);
            }
            if (last + MEMORY <= now) {
                memory.alerts().remove(id);
                memory.doubts().remove(id);
                memory.updates().remove(id);
                memory.texts().remove(id);
            } else {
                any = true;
            }
        }
        return any || memory.hour() != null;
    }

    private void sayFirst(Alert alert, long now) {
        if (!alert.active() || !settings.filter().wants(alert)) {
            return;
        }
        String id = alert.alertId();
        StormHour hour = hour(now);
        if (hour.alerts() >= settings.mostAlerts() && !hour.isExceededBy(alert)) {
            if (memory.held().get(id) == null) {
                memory.held().put(id, hour.end());
                memory.hour(hour.holding(alert));
            }
            return;
        }
        memory.hour(hour.telling(alert));
        keep(alert);
        tell(alert, null, now);
    }

    private void update(Alert text, ToldAlert told, long now) {
        StormHour hour = hour(now);
        long interval = settings.updateInterval();
        long due = interval == 0 ? now : told.toldAt() + interval;
        if (hour.updates() >= settings.mostAlerts()) {
            due = Math.max(due, hour.end());
        }
        if (due <= now) {
            memory.hour(hour.updating());
            tell(text, told, now);
            return;
        }
        memory.hour(hour);
        memory.texts().put(text.alertId(), text);
        if (memory.updates().get(text.alertId()) == null) {
            memory.updates().put(text.alertId(), due);
            out.wakeAt(due);
        }
    }

    /** What waited; by now it may have been told, or be what was told before. */
    private void tellUpdate(String id, long now) {
        memory.updates().remove(id);
        ToldAlert told = memory.alerts().get(id);
        Alert text = memory.texts().get(id);
        if (told != null && text != null && !told.isTold() && memory.doubts().get(id) == null) {
            memory.hour(hour(now).updating());
            tell(text, told, now);
        }
    }

    /** The input was read again as far as it made what was told: what was said last holds. */
    private void decide(String id, Doubt doubt, long now) {
        memory.doubts().remove(id);
        ToldAlert told = memory.alerts().get(id);
        if (told == null) {
            return;
        }
        Alert text = memory.texts().get(id);
        boolean holds = told.isSaidToHold();
        if (told.isTold()) {
            if (!doubt.accepted() && text != null) {
                tell(text, told, now);
            }
        } else if (!holds) {
            // A clearing that may not have arrived is sent again: something had been told.
            if (told.active() || !doubt.accepted()) {
                Alert cleared = Revised.cleared(doubt.alert(), told.severity());
                tell(Revised.delivered(cleared, now, 0), told, now);
            }
        } else {
            tell(text != null ? text : Revised.holding(doubt.alert()), told, now);
        }
    }

    private void tell(Alert text, @Nullable ToldAlert told, long now) {
        long decidedAt = text.delivery().decidedAt();
        int revision = 1;
        if (told != null) {
            decidedAt = Math.max(decidedAt, told.decidedAt() + 1);
            revision = told.revision() + 1;
        }
        Alert delivery = Revised.delivered(text, decidedAt, revision);
        memory.alerts().put(text.alertId(), ToldAlert.of(delivery, now));
        memory.updates().remove(text.alertId());
        if (keepTexts == 0) {
            memory.texts().remove(text.alertId());
        }
        out.tell(delivery);
    }

    private void keep(Alert text) {
        if (keepTexts > 0) {
            memory.texts().put(text.alertId(), text);
        }
    }

    private StormHour hour(long now) {
        StormHour hour = memory.hour();
        if (hour != null && now < hour.end()) {
            return hour;
        }
        if (hour != null) {
            // The timer may come after the first delivery of the next hour.
            end(hour);
        }
        StormHour next = StormHour.until(now + HOUR);
        memory.hour(next);
        out.wakeAt(next.end());
        return next;
    }

    private void end(StormHour hour) {
        if (hour.worstHeld() != null) {
            out.summarise(StormSummary.of(hour.worstHeld(), hour));
        }
        memory.held().ids().forEach(memory.held()::remove);
        memory.hour(null);
    }
}
