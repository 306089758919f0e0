package io.entracep.operator;

import io.entracep.catalogue.Rulebooks;
import io.entracep.catalogue.RulebooksFormat;
import io.entracep.detection.Verdict;
import io.entracep.event.EntraEvent;
import io.entracep.loop.LoopInput;
import io.entracep.loop.TenantDetections;
import io.entracep.policy.Policy;
import io.entracep.serial.EntraTypes;
import io.entracep.signal.Entity;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import io.entracep.signal.Observer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/**
 * The real operator of the first stage, subtask by subtask, with a receiver that keeps the greatest
 * {@code decidedAt} per id.
 */
final class LoopHarness implements AutoCloseable {
    static final int MAX_PARALLELISM = 256;
    private static final long LONGEST_BATCH = 500;

    private final List<KeyedOneInputStreamOperatorTestHarness<Entity, LoopInput, LoopWord>>
            subtasks = new ArrayList<>();
    private final Map<String, Verdict> receiver;
    private final List<Integer> taken = new ArrayList<>();

    LoopHarness(Policy policy, int parallelism, Map<String, Verdict> receiver) throws Exception {
        this(policy, parallelism, null, 0, receiver);
    }

    /** Decided by different policies at different times. */
    LoopHarness(Rulebooks rulebooks, int parallelism, Map<String, Verdict> receiver)
            throws Exception {
        this(TenantDetections.detecting(rulebooks), parallelism, null, 0, receiver);
    }

    /** Restored from what {@code from} subtasks had. */
    LoopHarness(
            Policy policy,
            int parallelism,
            OperatorSubtaskState restored,
            int from,
            Map<String, Verdict> receiver)
            throws Exception {
        this(TenantDetections.detecting(policy), parallelism, restored, from, receiver);
    }

    private LoopHarness(
            TenantDetections detections,
            int parallelism,
            OperatorSubtaskState restored,
            int from,
            Map<String, Verdict> receiver)
            throws Exception {
        this.receiver = receiver;
        for (int i = 0; i < parallelism; i++) {
            var harness =
                    new KeyedOneInputStreamOperatorTestHarness<Entity, LoopInput, LoopWord>(
                            new LoopOperator(detections, Duration.ofHours(24)),
                            LoopInput::entity,
                            EntraTypes.ENTITY,
                            MAX_PARALLELISM,
                            parallelism,
                            i);
            harness.setup(
                    LoopTypes.WORD.createSerializer(
                            harness.getExecutionConfig().getSerializerConfig()));
            if (restored != null) {
                harness.initializeState(
                        KeyedOneInputStreamOperatorTestHarness.repartitionOperatorState(
                                restored, MAX_PARALLELISM, from, parallelism, i));
            }
            harness.open();
            subtasks.add(harness);
            taken.add(0);
        }
    }

    static List<LoopInput> inputs(List<EntraEvent> events) {
        List<LoopInput> inputs = new ArrayList<>();
        for (EntraEvent event : events) {
            for (Observation observation : Observer.observe(event)) {
                inputs.add(new LoopInput.Insert(observation));
            }
        }
        return inputs;
    }

    void process(List<LoopInput> inputs, long processingTime) throws Exception {
        for (var subtask : subtasks) {
            subtask.setProcessingTime(processingTime);
        }
        for (LoopInput input : inputs) {
            subtaskOf(input.entity()).processElement(input, 0);
        }
        for (var subtask : subtasks) {
            subtask.setProcessingTime(processingTime + LONGEST_BATCH);
        }
        receive();
    }

    /** Tells each subtask what is decided by from here on. */
    void use(Rulebooks rulebooks) throws Exception {
        byte[] written = RulebooksFormat.write(rulebooks);
        for (LoopInput input : KeyGroups.tell(written, MAX_PARALLELISM)) {
            subtaskOf(input.entity()).processElement(input, 0);
        }
        receive();
    }

    /** Moves event time of the first so many subtasks. */
    void watermark(long time, int first) throws Exception {
        for (var subtask : subtasks.subList(0, first)) {
            subtask.processWatermark(new Watermark(time));
        }
        receive();
    }

    void end(long horizon) throws Exception {
        for (var subtask : subtasks) {
            subtask.processElement(new LoopInput.Horizon(anyKeyOf(subtask), horizon), 0);
            subtask.processWatermark(new Watermark(Long.MAX_VALUE));
        }
        receive();
    }

    OperatorSubtaskState snapshot(long checkpointId) throws Exception {
        List<OperatorSubtaskState> states = new ArrayList<>();
        for (var subtask : subtasks) {
            states.add(subtask.snapshot(checkpointId, 0));
        }
        return KeyedOneInputStreamOperatorTestHarness.repackageState(
                states.toArray(new OperatorSubtaskState[0]));
    }

    int keyedEntries() {
        return subtasks.stream()
                .mapToInt(KeyedOneInputStreamOperatorTestHarness::numKeyedStateEntries)
                .sum();
    }

    /** Active findings as the receiver has them. */
    static List<String> finalSet(Map<String, Verdict> receiver) {
        List<String> bodies = new ArrayList<>();
        new TreeMap<>(receiver)
                .forEach(
                        (id, verdict) -> {
                            if (verdict.active()) {
                                bodies.add(
                                        verdict.finding().detectionId()
                                                + " "
                                                + verdict.finding().entity().id()
                                                + " "
                                                + id
                                                + " "
                                                + verdict.finding().digest());
                            }
                        });
        return bodies;
    }

    private Entity anyKeyOf(
            KeyedOneInputStreamOperatorTestHarness<Entity, LoopInput, LoopWord> subtask) {
        for (int i = 0; ; i++) {
            Entity entity = new Entity(EntityType.TENANT, "", Integer.toString(i));
            if (subtaskOf(entity) == subtask) {
                return entity;
            }
        }
    }

    private KeyedOneInputStreamOperatorTestHarness<Entity, LoopInput, LoopWord> subtaskOf(
            Entity entity) {
        return subtasks.get(
                KeyGroupRangeAssignment.assignKeyToParallelOperator(
                        entity, MAX_PARALLELISM, subtasks.size()));
    }

    private void receive() {
        for (int i = 0; i < subtasks.size(); i++) {
            List<LoopWord> all = subtasks.get(i).extractOutputValues();
            for (LoopWord word : all.subList(taken.get(i), all.size())) {
                if (!(word instanceof LoopWord.Spoken spoken)) {
                    continue;
                }
                Verdict verdict = spoken.verdict();
                receiver.merge(
                        verdict.finding().id(),
                        verdict,
                        (one, other) -> other.decidedAt() > one.decidedAt() ? other : one);
            }
            taken.set(i, all.size());
        }
    }

    @Override
    public void close() throws Exception {
        for (var subtask : subtasks) {
            subtask.close();
        }
    }
}
