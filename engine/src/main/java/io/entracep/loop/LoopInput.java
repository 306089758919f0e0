package io.entracep.loop;

import io.entracep.signal.Entity;
import io.entracep.signal.Observation;

/** What reaches one entity. */
public sealed interface LoopInput {

    /** Whom it concerns: the key of the stream. */
    Entity entity();

    /**
     * An observation to insert; of a finding: to insert or to put in place of its earlier version.
     *
     * @param observation what was seen
     */
    record Insert(Observation observation) implements LoopInput {
        @Override
        public Entity entity() {
            return observation.entity();
        }
    }

    /**
     * A finding that no longer holds.
     *
     * @param observation the finding as it was inserted; identity and time count
     */
    record Remove(Observation observation) implements LoopInput {
        @Override
        public Entity entity() {
            return observation.entity();
        }
    }

    /**
     * A part of a total.
     *
     * @param entity whose
     * @param metric name of the total
     * @param hour hour since the epoch
     * @param sketch event ids, as {@code Totals} writes them
     */
    @SuppressWarnings(
            "ArrayRecordComponent") // Written once by the pre-aggregation, only read afterwards.
    record Add(Entity entity, String metric, long hour, byte[] sketch) implements LoopInput {}

    /**
     * The greatest event time that one source subtask of a bounded run has seen of a tenant, told
     * at its end: it concerns no entity but the subtask that reads this key group.
     *
     * @param entity of the tenant, made up so that it falls into the key group
     * @param time milliseconds
     */
    record Horizon(Entity entity, long time) implements LoopInput {}

    /**
     * What is decided by from here on; concerns the subtask that reads this key group.
     *
     * @param entity made up so that it falls into the key group
     * @param written policies and rules with their times, as the catalogue's format writes them
     */
    @SuppressWarnings("ArrayRecordComponent") // Never shared for writing.
    record NewRulebooks(Entity entity, byte[] written) implements LoopInput {}
}
