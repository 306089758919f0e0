package io.entracep.operator;

import io.entracep.signal.Entity;
import io.entracep.state.EntityStore;
import io.entracep.state.Eraser;
import io.entracep.state.Erasure;
import io.entracep.state.Head;
import io.entracep.state.JournalHour;
import io.entracep.state.PrivilegeTimeline;
import io.entracep.state.Profile;
import io.entracep.state.SaidHour;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.util.function.SupplierWithException;
import org.apache.flink.util.function.ThrowingRunnable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * State of the current key, as Flink keeps it. The names of the states are part of every savepoint.
 */
final class FlinkEntityStore implements EntityStore {
    private static final Logger LOG = LoggerFactory.getLogger(FlinkEntityStore.class);
    private static final List<String> NAMES =
            List.of("head", "profile", "privileges", "journal", "said", "totals");

    private final ValueState<Head> head;
    private final ValueState<Profile> profile;
    private final ValueState<PrivilegeTimeline> timeline;
    private final MapState<Long, JournalHour> journal;
    private final MapState<Long, SaidHour> said;
    private final MapState<String, byte[]> totals;

    FlinkEntityStore(RuntimeContext context) {
        head = context.getState(value("head", Head.class));
        profile = context.getState(value("profile", Profile.class));
        timeline = context.getState(value("privileges", PrivilegeTimeline.class));
        journal =
                context.getMapState(
                        new MapStateDescriptor<>("journal", Types.LONG, LoopTypes.JOURNAL_HOUR));
        said =
                context.getMapState(
                        new MapStateDescriptor<>(
                                "said", Types.LONG, TypeInformation.of(SaidHour.class)));
        totals =
                context.getMapState(
                        new MapStateDescriptor<>(
                                "totals",
                                Types.STRING,
                                PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    }

    /**
     * Takes persons out of the state of every key; changes the current key.
     *
     * @return of whom nothing is left
     */
    Set<Entity> erase(Erasure erasure, KeyedStateBackend<Entity> backend) {
        Set<Entity> entities = StateKeys.of(backend, NAMES);
        Eraser eraser = new Eraser(erasure);
        Set<Entity> gone = new HashSet<>();
        long erased = 0;
        for (Entity entity : entities) {
            run(() -> backend.setCurrentKey(entity));
            erased += eraser.erase(entity, this);
            if (head().equals(Head.EMPTY)) {
                gone.add(entity);
            }
        }
        LOG.warn(
                "Erased from the state of {} entities, as erasures says: {} records and values",
                entities.size(),
                erased);
        return gone;
    }

    private static <T> ValueStateDescriptor<T> value(String name, Class<T> type) {
        return new ValueStateDescriptor<>(name, TypeInformation.of(type));
    }

    @Override
    public Head head() {
        return orElse(get(head::value), Head.EMPTY);
    }

    @Override
    public void head(Head next) {
        run(() -> head.update(next.equals(Head.EMPTY) ? null : next));
    }

    @Override
    public Profile profile() {
        return orElse(get(profile::value), Profile.EMPTY);
    }

    @Override
    public void profile(Profile next) {
        run(() -> profile.update(next.calendars().isEmpty() ? null : next));
    }

    @Override
    public PrivilegeTimeline timeline() {
        return orElse(get(timeline::value), PrivilegeTimeline.EMPTY);
    }

    @Override
    public void timeline(PrivilegeTimeline next) {
        run(() -> timeline.update(next.changes().isEmpty() ? null : next));
    }

    @Override
    public JournalHour hour(long hour) {
        return orElse(get(() -> journal.get(hour)), JournalHour.EMPTY);
    }

    @Override
    public void hour(long hour, JournalHour content) {
        put(journal, hour, content, content.entries().isEmpty());
    }

    @Override
    public SaidHour said(long hour) {
        return orElse(get(() -> said.get(hour)), SaidHour.EMPTY);
    }

    @Override
    public void said(long hour, SaidHour content) {
        put(said, hour, content, content.entries().isEmpty());
    }

    @Override
    public byte @Nullable [] total(String metricAndHour) {
        return get(() -> totals.get(metricAndHour));
    }

    @Override
    public void total(String metricAndHour, byte @Nullable [] sketch) {
        run(
                () -> {
                    if (sketch == null) {
                        totals.remove(metricAndHour);
                    } else {
                        totals.put(metricAndHour, sketch);
                    }
                });
    }

    @Override
    public Iterable<String> totals() {
        return get(totals::keys);
    }

    private static <K, V> void put(MapState<K, V> state, K key, V value, boolean empty) {
        run(
                () -> {
                    if (empty) {
                        state.remove(key);
                    } else {
                        state.put(key, value);
                    }
                });
    }

    private static <T> T orElse(@Nullable T value, T other) {
        return value == null ? other : value;
    }

    private static <T> T get(SupplierWithException<T, Exception> read) {
        try {
            return read.get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException("cannot read state", e);
        }
    }

    private static void run(ThrowingRunnable<Exception> write) {
        try {
            write.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException("cannot write state", e);
        }
    }
}
