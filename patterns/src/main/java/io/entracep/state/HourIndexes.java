package io.entracep.state;

import io.entracep.signal.Entity;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Indexes of the full hours that were inserted into lately: the addresses and clients that a whole
 * company shares get thousands of records an hour. An hour that has an index is not read from the
 * store again: whoever writes one says so here. Of one thread, and of one store.
 */
public final class HourIndexes {
    /** Hours with an index; one of a full hour takes some hundred kilobytes. */
    private static final int MAX_HOURS = 256;

    private record Key(Entity entity, long hour) {}

    private final Map<Key, HourIndex> indexes =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Key, HourIndex> eldest) {
                    return size() > MAX_HOURS;
                }
            };

    /** The hour as it was last written; null where it has no index. */
    @Nullable JournalHour hour(Entity entity, long number) {
        HourIndex known = indexes.get(new Key(entity, number));
        return known == null ? null : known.hour();
    }

    /** Whether the hour has the event; null where it has no index. */
    @Nullable Boolean holds(Entity entity, long number, JournalHour hour, String eventId) {
        HourIndex known = indexes.get(new Key(entity, number));
        if (known == null || known.hour() != hour) {
            return null;
        }
        return known.find(eventId) != null;
    }

    /** The hour was written. */
    void written(Entity entity, long number, JournalHour hour) {
        Key key = new Key(entity, number);
        HourIndex known = indexes.get(key);
        if (known != null && known.hour() != hour) {
            indexes.remove(key);
        }
    }

    /** The index of the hour of the entity. */
    HourIndex of(Entity entity, long number, JournalHour hour, JournalPlan plan) {
        Key key = new Key(entity, number);
        HourIndex known = indexes.get(key);
        if (known != null && known.hour() == hour) {
            return known;
        }
        HourIndex index = plan.index(hour);
        indexes.put(key, index);
        return index;
    }
}
