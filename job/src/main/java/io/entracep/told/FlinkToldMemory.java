package io.entracep.told;

import io.entracep.alert.Alert;
import io.entracep.operator.StateKeys;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.util.function.SupplierWithException;
import org.apache.flink.util.function.ThrowingRunnable;
import org.jspecify.annotations.Nullable;

/** Memory of the current key, as Flink keeps it. The names are part of every savepoint. */
final class FlinkToldMemory implements ToldMemory {
    private final Cells<ToldAlert> alerts;
    private final Cells<Alert> texts;
    private final Cells<Doubt> doubts;
    private final Cells<Long> updates;
    private final Cells<Long> held;
    private final ValueState<StormHour> hour;

    FlinkToldMemory(RuntimeContext context) {
        alerts = cells(context, "told", TypeInformation.of(ToldAlert.class));
        texts = cells(context, "texts", TypeInformation.of(Alert.class));
        doubts = cells(context, "doubts", TypeInformation.of(Doubt.class));
        updates = cells(context, "updates", Types.LONG);
        held = cells(context, "held", Types.LONG);
        hour =
                context.getState(
                        new ValueStateDescriptor<>("hour", TypeInformation.of(StormHour.class)));
    }

    /** Does something for each key that has texts, doubts or an hour; changes the current key. */
    <K> void eachKey(KeyedStateBackend<K> backend, Runnable work) {
        for (K key : StateKeys.of(backend, List.of("texts", "doubts", "hour"))) {
            run(() -> backend.setCurrentKey(key));
            work.run();
        }
    }

    private static <T> Cells<T> cells(
            RuntimeContext context, String name, TypeInformation<T> type) {
        return new FlinkCells<>(
                context.getMapState(new MapStateDescriptor<>(name, Types.STRING, type)));
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
    public @Nullable StormHour hour() {
        return get(hour::value);
    }

    @Override
    public void hour(@Nullable StormHour next) {
        run(() -> hour.update(next));
    }

    private record FlinkCells<T>(MapState<String, T> state) implements Cells<T> {
        @Override
        public @Nullable T get(String alertId) {
            return FlinkToldMemory.get(() -> state.get(alertId));
        }

        @Override
        public void put(String alertId, T value) {
            run(() -> state.put(alertId, value));
        }

        @Override
        public void remove(String alertId) {
            run(
                    () -> {
                        state.remove(alertId);
                        if (state.isEmpty()) {
                            // State on the heap keeps an empty map until it is told.
                            state.clear();
                        }
                    });
        }

        @Override
        public List<String> ids() {
            List<String> ids = new ArrayList<>();
            run(() -> state.keys().forEach(ids::add));
            return ids;
        }
    }

    private static <T> T get(SupplierWithException<T, Exception> read) {
        try {
            return read.get();
        } catch (Exception e) {
            throw new IllegalStateException("State cannot be read", e);
        }
    }

    private static void run(ThrowingRunnable<Exception> write) {
        try {
            write.run();
        } catch (Exception e) {
            throw new IllegalStateException("State cannot be written", e);
        }
    }
}
