package io.entracep.detection;

import io.entracep.signal.Observation;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.cep.pattern.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A sequence as written: a Flink CEP pattern in natural order, and what the Pattern API cannot say.
 *
 * @param id name for messages, the detection's id
 * @param pattern {@code begin}, {@code followedBy}, {@code notFollowedBy} between stages, one
 *     {@code within}; simple conditions
 * @param joinKeys by stage name: what these stages must share; a stage that is not named takes part
 *     in every join. All joined stages of one match have the same non-null key
 * @param gaps by stage name: this stage must follow the positive stage before it in less than this
 *     time
 */
public record SequenceDefinition(
        String id,
        Pattern<Observation, ?> pattern,
        Map<String, JoinKey> joinKeys,
        Map<String, Duration> gaps) {

    /** What an observation is joined by. */
    @FunctionalInterface
    public interface JoinKey {
        /** The key, or null where the observation has none (then it takes part in no match). */
        @Nullable String of(Observation observation);
    }

    public SequenceDefinition {
        Objects.requireNonNull(pattern, "pattern");
        joinKeys = Map.copyOf(joinKeys);
        gaps = Map.copyOf(gaps);
    }

    /** A sequence whose pattern says everything. */
    public static SequenceDefinition of(String id, Pattern<Observation, ?> pattern) {
        return new SequenceDefinition(id, pattern, Map.of(), Map.of());
    }
}
