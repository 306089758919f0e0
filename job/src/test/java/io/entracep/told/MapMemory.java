package io.entracep.told;

import io.entracep.alert.Alert;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Memory of one key in maps; can be copied, as a checkpoint does. */
final class MapMemory implements ToldMemory {
    private final MapCells<ToldAlert> alerts = new MapCells<>();
    private final MapCells<Alert> texts = new MapCells<>();
    private final MapCells<Doubt> doubts = new MapCells<>();
    private final MapCells<Long> updates = new MapCells<>();
    private final MapCells<Long> held = new MapCells<>();
    private StormHour hour;

    MapMemory copy() {
        MapMemory copy = new MapMemory();
        copy.alerts.all.putAll(alerts.all);
        copy.texts.all.putAll(texts.all);
        copy.doubts.all.putAll(doubts.all);
        copy.updates.all.putAll(updates.all);
        copy.held.all.putAll(held.all);
        copy.hour = hour;
        return copy;
    }

    boolean isEmpty() {
        return alerts.all.isEmpty()
                && texts.all.isEmpty()
                && doubts.all.isEmpty()
                && updates.all.isEmpty()
                && held.all.isEmpty()
                && hour == null;
    }

    @Override
    public Cells<ToldAlert> alerts() {
        return alerts;
    }

    @Override
    public Cells<Alert> texts() {
        return texts;
    }

    @Override
    public Cells<Doubt> doubts() {
        return doubts;
    }

    @Override
    public Cells<Long> updates() {
        return updates;
    }

    @Override
    public Cells<Long> held() {
        return held;
    }

    @Override
    public StormHour hour() {
        return hour;
    }

    @Override
    public void hour(StormHour next) {
        hour = next;
    }

    private static final class MapCells<T> implements Cells<T> {
        private final Map<String, T> all = new TreeMap<>();

        @Override
        public T get(String alertId) {
            return all.get(alertId);
        }

        @Override
        public void put(String alertId, T value) {
            all.put(alertId, value);
        }

        @Override
        public void remove(String alertId) {
            all.remove(alertId);
        }

        @Override
        public List<String> ids() {
            return new ArrayList<>(all.keySet());
        }
    }
}
