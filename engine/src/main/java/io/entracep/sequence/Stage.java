package io.entracep.sequence;

import io.entracep.detection.SequenceDefinition.JoinKey;
import io.entracep.signal.Observation;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;
import org.jspecify.annotations.Nullable;

/**
 * One stage of an admitted sequence.
 *
 * @param name as written
 * @param number place in natural order, 0 to 63, negated stages counted
 * @param negated written with {@code notFollowedBy}
 * @param condition looks at nothing but the observation
 * @param joinKey what joined stages share, null where this stage takes part in every join
 * @param gapMillis must follow the positive stage before it in less than this; {@link #NO_GAP}
 *     where nothing is declared
 */
record Stage(
        String name,
        int number,
        boolean negated,
        IterativeCondition<Observation> condition,
        @Nullable JoinKey joinKey,
        long gapMillis) {

    static final long NO_GAP = Long.MAX_VALUE;

    long bit() {
        return 1L << number;
    }

    boolean hasGap() {
        return gapMillis != NO_GAP;
    }

    boolean isJoined() {
        return joinKey != null;
    }

    /** The key of the observation here, null where the stage is not joined or has no key. */
    @Nullable String keyOf(Observation observation) {
        return joinKey == null ? null : joinKey.of(observation);
    }

    /** Whether the observation can be this stage in some join: a missing key takes part in none. */
    boolean accepts(Observation observation) {
        return satisfies(observation) && (joinKey == null || joinKey.of(observation) != null);
    }

    private boolean satisfies(Observation observation) {
        try {
            // Admitted conditions never ask the context about other stages.
            return condition.filter(observation, null);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the condition of stage '" + name + "' failed", e);
        }
    }
}
