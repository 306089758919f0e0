package io.entracep.state;

import io.entracep.signal.Observation;
import io.entracep.signal.SignalSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The observations of one entity in one hour of event time. Immutable. */
public final class JournalHour {

    /** An hour without observations. */
    public static final JournalHour EMPTY = new JournalHour(List.of(), SignalSet.NONE);

    private static final int EASILY_LOOKED_THROUGH = 8;

    private final List<Observation> entries;
    private final SignalSet overflow;

    /** Of the entries, once somebody asked; asked by the thread of the task only. */
    private @Nullable Set<String> eventIds;

    /**
     * @param entries in {@link Observation#ORDER}, at most one per event
     * @param overflow signals of which more was seen than is kept
     */
    public JournalHour(List<Observation> entries, SignalSet overflow) {
        this.entries = List.copyOf(entries);
        this.overflow = overflow;
    }

    /** In {@link Observation#ORDER}, at most one per event. */
    public List<Observation> entries() {
        return entries;
    }

    /** Signals of which more was seen than is kept. */
    public SignalSet overflow() {
        return overflow;
    }

    /** Whether one of them is the event. */
    boolean holds(String eventId) {
        if (entries.size() <= EASILY_LOOKED_THROUGH) {
            for (Observation entry : entries) {
                if (entry.eventId().equals(eventId)) {
                    return true;
                }
            }
            return false;
        }
        if (eventIds == null) {
            eventIds = new HashSet<>(entries.size() * 2);
            for (Observation entry : entries) {
                eventIds.add(entry.eventId());
            }
        }
        return eventIds.contains(eventId);
    }

    /** What is kept of the event; null for nothing. */
    @Nullable Observation delivery(String eventId) {
        if (!holds(eventId)) {
            return null;
        }
        for (Observation entry : entries) {
            if (entry.eventId().equals(eventId)) {
                return entry;
            }
        }
        return null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JournalHour that
                && entries.equals(that.entries)
                && overflow.equals(that.overflow);
    }

    @Override
    public int hashCode() {
        return 31 * entries.hashCode() + overflow.hashCode();
    }

    @Override
    public String toString() {
        return "JournalHour[entries=" + entries + ", overflow=" + overflow + "]";
    }

    /** All signals in it. */
    public SignalSet signals() {
        SignalSet all = SignalSet.NONE;
        for (int i = 0; i < entries.size(); i++) {
            all = all.union(entries.get(i).signals());
        }
        return all;
    }
}
