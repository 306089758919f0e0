package io.entracep.state;

import io.entracep.signal.Observation;
import io.entracep.signal.SignalSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One hour of a journal, prepared so that an insert looks only at what it touches: which need
 * claims which observation. Always the same as the hour that it was made of; never stored.
 */
final class HourIndex {
    private final Map<String, Observation> byEvent = new HashMap<>();
    private final NeedIndex needs;

    /** Of the needs that anything in the hour concerns; a need is one, whatever it equals. */
    private final IdentityHashMap<Need, ClaimedGroups> claims = new IdentityHashMap<>();

    private JournalHour hour;

    HourIndex(NeedIndex needs, JournalHour hour) {
        this.needs = needs;
        this.hour = hour;
        for (Observation entry : hour.entries()) {
            byEvent.put(entry.eventId(), entry);
            for (Need need : needs.of(entry)) {
                claims(need).add(entry, unread -> {});
            }
        }
    }

    private ClaimedGroups claims(Need need) {
        return claims.computeIfAbsent(need, ClaimedGroups::new);
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
        for (Need need : needs.of(inserted)) {
            claims(need).add(inserted, touched::add);
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
            for (Need need : needs.of(entry)) {
                claims(need).remove(entry);
            }
        }
        return unclaimed;
    }

    private boolean isClaimed(Observation entry) {
        for (Need need : needs.of(entry)) {
            if (claims(need).claims(entry)) {
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
