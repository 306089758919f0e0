package io.entracep.state;

import io.entracep.signal.Entity;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Indexes of the hours that were inserted into lately: the addresses and clients that a whole
 * company shares get thousands of records an hour. An index can always be made anew from the
 * journal, and is where the hour is not the very one that it was made of. Of one thread.
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
