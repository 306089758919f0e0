package io.entracep.run;

import io.entracep.output.KafkaOutput;
import io.entracep.source.KafkaSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the live job runs.
 *
 * @param source what is read
 * @param policy what the organisation decided; null for nothing
 * @param watermarkDelay how far event time lags behind the records: when "it did not happen" is
 *     said; 15 minutes
 * @param allowedDisorder how much later a record may still change what was said; 24 hours
 * @param parallelism subtasks; null for what Flink is configured with
 * @param checkpoints when and where state is saved
 * @param stateBackend where state is kept
 * @param outputs where alerts go
 */
public record RunConfig(
        KafkaSettings source,
        @Nullable Path policy,
        Duration watermarkDelay,
        Duration allowedDisorder,
        @Nullable Integer parallelism,
        Checkpoints checkpoints,
        StateBackend stateBackend,
        Outputs outputs) {

    /** Where state is kept. */
    public enum StateBackend {
        /** In the memory of the process: fastest. */
        HEAP,
        /** On local disk: for more state than memory. */
        ROCKSDB
    }

    /**
     * When and where state is saved.
     *
     * @param interval between two; 30 seconds
     * @param directory URI or path that every process reaches; null for what Flink is configured
     *     with
     */
    public record Checkpoints(Duration interval, @Nullable String directory) {}

    /**
     * Where alerts go; at least one.
     *
     * @param console one line for each delivery on standard output
     * @param file JSON lines; null for none
     * @param kafka a topic; null for none
     * @param deadLetters file for what could not be read; null: only counted
     */
    public record Outputs(
            boolean console,
            @Nullable Path file,
            @Nullable KafkaOutput kafka,
            @Nullable Path deadLetters) {
        /** Whether nobody would hear of an alert. */
        boolean none() {
            return !console && file == null && kafka == null;
        }
    }

    /** The Kafka brokers that must be there. */
    public List<KafkaSettings> brokers() {
        KafkaOutput kafka = outputs.kafka();
        return kafka == null
                ? List.of(source)
                : List.of(
                        source,
                        KafkaSettings.of(
                                kafka.bootstrapServers(),
                                List.of(kafka.topic()),
                                source.groupId(),
                                kafka.security()));
    }
}
