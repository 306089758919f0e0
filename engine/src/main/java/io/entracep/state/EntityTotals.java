package io.entracep.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** The totals of one entity, by metric and hour. Read and written at once, nothing is held. */
final class EntityTotals {
    private static final long HOURS_PER_DAY = 24;

    /** Longer than any detection looks back: trends for four weeks, silences for ten days. */
    private static final long MEMORY_HOURS = 31 * HOURS_PER_DAY;

    private final EntityStore store;

    EntityTotals(EntityStore store) {
        this.store = store;
    }

    /** Adds to a total. Returns whether it changed. */
    boolean add(String metric, long hour, byte[] sketch) {
        String name = Totals.name(metric, hour);
        byte[] before = store.total(name);
        byte[] after = Totals.union(before, sketch);
        if (Arrays.equals(before, after)) {
            return false;
        }
        store.total(name, after);
        return true;
    }

    /** How many events of the metric in the hour. */
    long count(String metric, long hour) {
        return Totals.count(store.total(Totals.name(metric, hour)));
    }

    /** Slots in which the metric was seen on a day; see {@link Presence}. */
    BitSet presence(String metric, long day) {
        long hour = Presence.hour(day * Presence.SLOTS_PER_DAY);
        return Presence.slots(store.total(Totals.name(metric, hour)));
    }

    /** Days on which the metric was seen, in order. Reads the names of all totals. */
    long[] daysOf(String metric) {
        String prefix = Totals.name(metric, 0).substring(0, metric.length() + 1);
        List<Long> days = new ArrayList<>();
        for (String name : store.totals()) {
            if (name.startsWith(prefix)) {
                days.add(Math.floorDiv(Totals.hourOf(name), HOURS_PER_DAY));
            }
        }
        return days.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    /** Forgets what nothing compares with any more. */
    void forget(long limit) {
        long oldest = Totals.hour(limit) - MEMORY_HOURS;
        List<String> old = new ArrayList<>();
        for (String name : store.totals()) {
            if (Totals.hourOf(name) < oldest) {
                old.add(name);
            }
        }
        old.forEach(name -> store.total(name, null));
    }

    boolean isEmpty() {
        return !store.totals().iterator().hasNext();
    }
}
