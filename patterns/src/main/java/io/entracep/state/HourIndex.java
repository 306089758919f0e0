package io.entracep.state;

import io.entracep.signal.Observation;
import io.entracep.signal.SignalSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One hour of a journal, prepared so that an insert looks only at what it touches: which need
 * claims which observation. Always the same as the hour that it was made of; never stored.
 */
final class HourIndex {
    private final Map<String, Observation> byEvent = new HashMap<>();
    private final List<ClaimedGroups> claims;
    private JournalHour hour;

    HourIndex(List<Need> needs, JournalHour hour) {
        this.hour = hour;
        claims = new ArrayList<>(needs.size());
        for (Need need : needs) {
            claims.add(new ClaimedGroups(need));
        }
        for (Observation entry : hour.entries()) {
            byEvent.put(entry.eventId(), entry);
            for (ClaimedGroups groups : claims) {
                groups.add(entry, unread -> {});
            }
        }
    }

    /** The hour as it is now. */
    JournalHour hour() {
        return hour;
    }

    /** The kept delivery of the event, null where there is none. */
    @Nullable Observation find(String eventId) {
        return byEvent.get(eventId);
    }

    /**
     * Inserts an observation of an event that is not in the hour.
     *
     * @return what the hour no longer keeps, the inserted one included where no need claims it
     */
    List<Observation> insert(Observation inserted) {
        List<Observation> touched = new ArrayList<>();
        touched.add(inserted);
        for (ClaimedGroups groups : claims) {
            groups.add(inserted, touched::add);
        }
        List<Observation> dropped = unclaimedOf(touched);
        boolean kept = !has(dropped, inserted);
        if (kept || dropped.size() > 1) {
            hour = changed(inserted, dropped);
        } else {
            SignalSet overflow = hour.overflow().union(inserted.signals());
            if (!overflow.equals(hour.overflow())) {
                hour = new JournalHour(hour.entries(), overflow);
            }
        }
        if (kept) {
            byEvent.put(inserted.eventId(), inserted);
        }
        return dropped;
    }

    private List<Observation> unclaimedOf(List<Observation> touched) {
        List<Observation> unclaimed = new ArrayList<>();
        for (Observation entry : touched) {
            if (!isClaimed(entry) && !has(unclaimed, entry)) {
                unclaimed.add(entry);
            }
        }
        for (Observation entry : unclaimed) {
            byEvent.remove(entry.eventId());
            for (ClaimedGroups groups : claims) {
                groups.remove(entry);
            }
        }
        return unclaimed;
    }

    private boolean isClaimed(Observation entry) {
        for (ClaimedGroups groups : claims) {
            if (groups.claims(entry)) {
                return true;
            }
        }
        return false;
    }

    /** The instance itself: observations compare deeply. */
    static boolean has(List<Observation> few, Observation one) {
        for (Observation entry : few) {
            if (entry == one) {
                return true;
            }
        }
        return false;
    }

    private JournalHour changed(Observation inserted, List<Observation> dropped) {
        List<Observation> entries = new ArrayList<>(hour.entries().size() + 1);
        entries.addAll(hour.entries());
        SignalSet overflow = hour.overflow();
        boolean kept = true;
        for (Observation entry : dropped) {
            overflow = overflow.union(entry.signals());
            if (entry == inserted) {
                kept = false;
            } else {
                entries.remove(Collections.binarySearch(entries, entry, Observation.ORDER));
            }
        }
        if (kept) {
            entries.add(
                    -Collections.binarySearch(entries, inserted, Observation.ORDER) - 1, inserted);
        }
        return new JournalHour(entries, overflow);
    }
}
