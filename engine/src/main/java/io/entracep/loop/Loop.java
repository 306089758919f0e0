package io.entracep.loop;

import io.entracep.detection.SequenceDetection;
import io.entracep.detection.SequenceMatcher;
import io.entracep.detection.View;
import io.entracep.loop.Eras.Era;
import io.entracep.signal.Entity;
import io.entracep.state.EntityMemory;
import io.entracep.state.EntityStore;
import io.entracep.state.HourIndexes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Insert, judge, say what changed. Knows no kinds of detection and no Flink: state comes as an
 * {@link EntityStore}, words leave through a {@link LoopOutput}.
 *
 * <p>Inputs are inserted at once and judged in batches: an entity that gets a hundred inputs in a
 * batch is read, judged and written once. What is said in the end does not depend on where batches
 * are cut, since a verdict depends on the state only. Event time must not move within a batch.
 */
public final class Loop {
    private final Function<String, Eras> detectionsOfTenant;
    private final SequenceMatcher.Factory matcherFactory;
    private final Map<SequenceDetection, SequenceMatcher> matchers = new HashMap<>();
    private final long allowedDisorder;
    private final LoopOutput output;
    private HourIndexes indexes = new HourIndexes();
    private final Map<Entity, Turn> batch = new LinkedHashMap<>();
    private int waiting;

    /** Greatest watermark; what the end of a bounded input adds to event time is none. */
    private long watermark = Long.MIN_VALUE;

    /**
     * @param allowedDisorder how much later than event time a record may come and still change
     *     verdicts, milliseconds
     */
    public Loop(
            Function<String, Eras> detectionsOfTenant,
            SequenceMatcher.Factory matcherFactory,
            long allowedDisorder,
            LoopOutput output) {
        this.detectionsOfTenant = detectionsOfTenant;
        this.matcherFactory = matcherFactory;
        this.allowedDisorder = allowedDisorder;
        this.output = output;
    }

    /**
     * Inserts one input of an entity; {@link #judge} judges it.
     *
     * @param store of the entity; until {@code judge} it may be used while the entity is the
     *     current key
     * @param eventTime watermark, {@link Long#MIN_VALUE} before the first; the same in one batch
     */
    public void insert(LoopInput input, EntityStore store, long eventTime) {
        if (eventTime != Long.MAX_VALUE) {
            watermark = Math.max(watermark, eventTime);
        }
        waiting++;
        batch.computeIfAbsent(input.entity(), entity -> turn(entity, store, eventTime))
                .insert(input);
    }

    /** What a tenant's detections are has changed; nothing waits to be judged. */
    public void beginAnew() {
        matchers.clear();
        indexes = new HourIndexes();
    }

    /** How many inputs wait to be judged. */
    public int waiting() {
        return waiting;
    }

    /**
     * Judges what waits, entity by entity.
     *
     * @param current makes an entity the current key, so that its store can be used
     */
    public void judge(Consumer<Entity> current) {
        batch.forEach(
                (entity, turn) -> {
                    current.accept(entity);
                    turn.judge();
                });
        batch.clear();
        waiting = 0;
    }

    /**
     * Handles a timer, as of its own time: event time may jump by weeks at once, and what was due
     * in between must not be forgotten before it is said. Nothing waits to be judged then.
     *
     * @param timer the time it was set for
     * @param horizon greatest event time of a bounded input that has ended; else not looked at
     * @param ended whether it has ended
     */
    public void wake(Entity entity, EntityStore store, long timer, long horizon, boolean ended) {
        long eventTime = ended ? horizon : timer;
        if (!ended) {
            watermark = Math.max(watermark, eventTime);
        }
        turn(entity, store, eventTime).wake(timer, ended);
    }

    private Turn turn(Entity entity, EntityStore store, long eventTime) {
        return turn(entity, detectionsOfTenant.apply(entity.tenantId()), store, indexes, eventTime);
    }

    private Turn turn(
            Entity entity,
            Eras eras,
            EntityStore store,
            HourIndexes indexesOfStore,
            long eventTime) {
        EntityMemory memory =
                new EntityMemory(
                        entity, store, eras.plan(entity.type()), eras.tenant(), indexesOfStore);
        List<Turn.Sight> sights = new ArrayList<>(eras.all().size());
        for (Era era : eras.all()) {
            sights.add(
                    new Turn.Sight(
                            era.times(),
                            era.active(),
                            new View(
                                    entity,
                                    memory,
                                    era.active().policy(),
                                    era.times(),
                                    allowedDisorder,
                                    this::matcher,
                                    era.active()::byId)));
        }
        Speech speech = new Speech(entity, eras, memory, eventTime, output);
        return new Turn(
                entity,
                eras,
                sights,
                memory,
                speech,
                new Turn.Times(eventTime, watermark, allowedDisorder),
                () -> turn(entity, eras, new MapEntityStore(), new HourIndexes(), eventTime),
                output);
    }

    private SequenceMatcher matcher(SequenceDetection detection) {
        return matchers.computeIfAbsent(detection, key -> matcherFactory.create(key.definition()));
    }
}
