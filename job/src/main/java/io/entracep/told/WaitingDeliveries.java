package io.entracep.told;

import io.entracep.alert.Alert;
import io.entracep.operator.StateKeys;
import io.entracep.told.Departures.Departure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.KeyedStateBackend;

/** Deliveries that wait for their entries, in the state of their keys. */
final class WaitingDeliveries {
    /** Part of a savepoint. */
    private static final String NAME = "waiting";

    private final MapState<String, Alert> state;

    WaitingDeliveries(RuntimeContext context) {
        state =
                context.getMapState(
                        new MapStateDescriptor<>(
                                NAME, Types.STRING, TypeInformation.of(Alert.class)));
    }

    /** Of the current key. */
    void put(Alert alert) {
        try {
            state.put(Departures.name(alert), alert);
        } catch (Exception e) {
            throw new IllegalStateException("State cannot be written", e);
        }
    }

    /** Of the current key. */
    void remove(Alert alert) {
        try {
            state.remove(Departures.name(alert));
            if (state.isEmpty()) {
                // State on the heap keeps an empty map until it is told.
                state.clear();
            }
        } catch (Exception e) {
            throw new IllegalStateException("State cannot be written", e);
        }
    }

    /** Of the current key. */
    void removeIf(Predicate<Alert> unwanted) {
        try {
            List<Alert> found = new ArrayList<>();
            state.values().forEach(found::add);
            found.stream().filter(unwanted).forEach(this::remove);
        } catch (Exception e) {
            throw new IllegalStateException("State cannot be read", e);
        }
    }

    /** Does something for each key that has any; changes the current key. */
    <K> void eachKey(KeyedStateBackend<K> backend, Runnable work) throws Exception {
        for (K key : keys(backend)) {
            backend.setCurrentKey(key);
            work.run();
        }
    }

    private static <K> Set<K> keys(KeyedStateBackend<K> backend) {
        return StateKeys.of(backend, List.of(NAME));
    }

    /** All of them, those of one alert in the order of their decisions; changes the current key. */
    <K> List<Departure> restored(KeyedStateBackend<K> backend, long now) throws Exception {
        List<Departure> restored = new ArrayList<>();
        for (K key : keys(backend)) {
            backend.setCurrentKey(key);
            for (Alert alert : state.values()) {
                restored.add(new Departure((String) key, alert, 0, now));
            }
        }
        restored.sort(
                Comparator.comparingLong(departure -> departure.alert().delivery().decidedAt()));
        return restored;
    }
}
