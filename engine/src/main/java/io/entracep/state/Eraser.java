package io.entracep.state;

import io.entracep.signal.Entity;
import io.entracep.signal.Observation;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes persons out of the state of one entity. Of a person's own entity everything goes that is
 * from before the time; of another one the records and values that name the person. The timer stays
 * where anything is left: that needs it.
 */
public final class Eraser {
    private static final long HOUR = 3_600_000L;
    private static final long DAY = 24 * HOUR;

    private final Erasure erasure;

    public Eraser(Erasure erasure) {
        this.erasure = erasure;
    }

    /** Returns how many records, values and words went. */
    public int erase(Entity entity, EntityStore store) {
        long until = erasure.until(entity.id());
        int erased =
                eraseJournal(store, until)
                        + eraseSaid(store, until)
                        + eraseProfile(store, until)
                        + eraseTimeline(store, until)
                        + eraseTotals(store, until);
        if (until > Long.MIN_VALUE && isNothingLeft(store)) {
            store.head(Head.EMPTY);
        }
        return erased;
    }

    private static boolean isNothingLeft(EntityStore store) {
        return store.head().isEmpty()
                && store.profile().calendars().isEmpty()
                && store.timeline().changes().isEmpty()
                && !store.totals().iterator().hasNext();
    }

    private int eraseJournal(EntityStore store, long until) {
        int erased = 0;
        Head head = store.head();
        for (long hour : head.hours()) {
            JournalHour before = store.hour(hour);
            List<Observation> kept = new ArrayList<>(before.entries());
            kept.removeIf(
                    entry ->
                            entry.time() < until
                                    || erasure.concerns(entry.toString(), entry.time()));
            if (kept.size() < before.entries().size()) {
                erased += before.entries().size() - kept.size();
                JournalHour after = new JournalHour(kept, before.overflow());
                store.hour(hour, after);
                head =
                        kept.isEmpty()
                                ? head.withoutHour(hour)
                                : head.withHour(hour, after.signals());
            }
        }
        store.head(head);
        return erased;
    }

    private int eraseSaid(EntityStore store, long until) {
        int erased = 0;
        Head head = store.head();
        for (long hour : head.saidHours()) {
            SaidHour before = store.said(hour);
            List<Said> kept = new ArrayList<>(before.entries());
            kept.removeIf(
                    said ->
                            said.anchorTime() < until
                                    || erasure.concerns(said.toString(), said.anchorTime()));
            if (kept.size() < before.entries().size()) {
                erased += before.entries().size() - kept.size();
                store.said(hour, new SaidHour(kept));
                head = kept.isEmpty() ? head.withoutSaidHour(hour) : head;
            }
        }
        store.head(head);
        return erased;
    }

    private int eraseProfile(EntityStore store, long until) {
        List<Calendar> before = store.profile().calendars();
        List<Calendar> kept = new ArrayList<>();
        for (Calendar calendar : before) {
            // Days have no hours: a value that names somebody goes as a whole.
            if (erasure.until(calendar.value()) == Long.MIN_VALUE) {
                Calendar rest =
                        until == Long.MIN_VALUE ? calendar : without(calendar, dayAfter(until));
                if (!rest.isEmpty()) {
                    kept.add(rest);
                }
            }
        }
        if (!kept.equals(before)) {
            store.profile(new Profile(kept));
        }
        return before.size() - kept.size();
    }

    /** Day by day: what is forgotten for its age goes by weeks. */
    private static Calendar without(Calendar calendar, long before) {
        Calendar rest = calendar;
        long day = rest.firstSince(Long.MIN_VALUE);
        while (day < before) {
            rest = rest.without(day);
            day = rest.firstSince(day + 1);
        }
        return rest;
    }

    private static long dayAfter(long time) {
        return Math.floorDiv(time, DAY) + 1;
    }

    private static int eraseTimeline(EntityStore store, long until) {
        List<PrivilegeChange> changes = store.timeline().changes();
        List<PrivilegeChange> kept =
                changes.stream().filter(change -> change.time() >= until).toList();
        if (kept.size() < changes.size()) {
            store.timeline(new PrivilegeTimeline(kept));
        }
        return changes.size() - kept.size();
    }

    private int eraseTotals(EntityStore store, long until) {
        List<String> erased = new ArrayList<>();
        for (String name : store.totals()) {
            long time = Totals.hourOf(name) * HOUR;
            if (time < until || erasure.concerns(name, time)) {
                erased.add(name);
            }
        }
        erased.forEach(name -> store.total(name, null));
        return erased.size();
    }
}
