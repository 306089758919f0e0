package io.entracep.loop;

import io.entracep.detection.ActiveDetections;
import io.entracep.detection.Finding;
import io.entracep.detection.SequenceMatcher;
import io.entracep.detection.Verdict;
import io.entracep.signal.Entity;
import io.entracep.signal.Observation;
import io.entracep.state.EntityMemory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** One stage of the job without Flink: the real loop on state in maps, timers by hand. */
public final class LocalStage {
    private final Map<Entity, MapEntityStore> stores = new HashMap<>();
    private final TreeMap<Long, List<Entity>> timers = new TreeMap<>();
    private final List<Finding> undecided = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final Supplier<Loop> loops;
    private Loop loop;
    private final Consumer<Verdict> said;
    private IntSupplier batch = () -> 1;
    private Entity current;
    private long eventTime = Long.MIN_VALUE;
    private long clock;
    private int late;

    public LocalStage(
            Function<String, ActiveDetections> detections,
            SequenceMatcher.Factory matchers,
            long allowedDisorder,
            Consumer<Verdict> said) {
        this.said = said;
        this.loops =
                () ->
                        new Loop(
                                id -> Eras.of(detections.apply(id)),
                                matchers,
                                allowedDisorder,
                                new Output());
        this.loop = loops.get();
    }

    /** Inserts, and judges when the batch is full. */
    public void handle(LoopInput input) {
        current = input.entity();
        loop.insert(input, store(current), eventTime);
        if (loop.waiting() >= batch.getAsInt()) {
            judge();
        }
    }

    /** Judges what waits. */
    public void judge() {
        loop.judge(entity -> current = entity);
    }

    /** Judges after so many inputs; after each unless told. */
    public LocalStage inBatchesOf(IntSupplier inputs) {
        batch = inputs;
        return this;
    }

    /** Moves event time and fires what is due. */
    public void advance(long time) {
        advance(time, false);
    }

    /** Ends the input: event time moves to the horizon, everything waiting is looked at. */
    public void end(long horizon) {
        advance(horizon, true);
    }

    /** Goes on as after a restore: event time begins anew. */
    public void restart() {
        judge();
        eventTime = Long.MIN_VALUE;
        loop = loops.get();
    }

    private void advance(long time, boolean ended) {
        judge();
        eventTime = Math.max(eventTime, time);
        while (!timers.isEmpty() && (ended || timers.firstKey() <= eventTime)) {
            Map.Entry<Long, List<Entity>> due = timers.pollFirstEntry();
            for (Entity entity : due.getValue()) {
                current = entity;
                loop.wake(entity, store(entity), due.getKey(), eventTime, ended);
            }
        }
    }

    public List<Finding> undecided() {
        return undecided;
    }

    public List<String> failures() {
        return failures;
    }

    public int late() {
        return late;
    }

    /** Entities of which anything is kept. */
    public List<Entity> remembered() {
        return stores.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private MapEntityStore store(Entity entity) {
        return stores.computeIfAbsent(entity, key -> new MapEntityStore());
    }

    private final class Output implements LoopOutput {
        @Override
        public void say(Verdict verdict) {
            said.accept(verdict);
        }

        @Override
        public void inserted(
                Observation observation, EntityMemory.Change change, EntityMemory memory) {
            // What is shown of state is no part of what is said.
        }

        @Override
        public void undecided(Finding finding) {
            undecided.add(finding);
        }

        @Override
        public void failed(String detectionId, Entity entity, String what, RuntimeException error) {
            failures.add(detectionId + " on " + what + ": " + error);
        }

        @Override
        public void late() {
            late++;
        }

        @Override
        public void wakeAt(long time) {
            timers.computeIfAbsent(time, key -> new ArrayList<>()).add(current);
        }

        @Override
        public long processingTime() {
            return ++clock;
        }
    }
}
