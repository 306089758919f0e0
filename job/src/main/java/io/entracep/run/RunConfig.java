package io.entracep.run;

import io.entracep.output.KafkaOutput;
import io.entracep.secret.SecretReference;
import io.entracep.source.Heartbeat;
import io.entracep.source.KafkaSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How the live job runs. {@code docs/configuration.md} describes the file it is read from.
 *
 * @param source what is read
 * @param heartbeat how event time goes on where nothing arrives; after 5 minutes of silence, asked
 *     every 10 seconds. Its delay is how far event time lags behind the records: when "it did not
 *     happen" is said; 15 minutes
 * @param policy what the organisation decided; null for nothing
 * @param rules files and folders of rules of your own; none where empty
 * @param erasures whose records are taken out of the state that the job begins with; null for
 *     nobody's
 * @param reread how often policy and rules are read again; 10 seconds, null for never
 * @param allowedDisorder how much later a record may still change what was said; 24 hours
 * @param mostTenants whose records are judged, in each subtask, besides those that the policy
 *     names; 1,000
 * @param parallelism subtasks; null for what Flink is configured with
 * @param checkpoints when and where state is saved
 * @param stateBackend where state is kept
 * @param toldLog where what was told is kept
 * @param sinks where alerts go, in the order of the file; not empty, names are unique
 * @param deadLetters where records go that could not be read
 * @param alertDeadLetters where alerts go that a receiver refused; null only without such a sink
 * @param process what counts only in one process, without a cluster
 * @param secrets where each secret is kept, by the key that names it
 */
public record RunConfig(
        KafkaSettings source,
        Heartbeat heartbeat,
        @Nullable Path policy,
        List<Path> rules,
        @Nullable Path erasures,
        @Nullable Duration reread,
        Duration allowedDisorder,
        int mostTenants,
        @Nullable Integer parallelism,
        Checkpoints checkpoints,
        StateBackend stateBackend,
        ToldLogConfig toldLog,
        List<SinkConfig> sinks,
        DeadLetterTarget deadLetters,
        @Nullable DeadLetterTarget alertDeadLetters,
        ProcessSettings process,
        Map<String, SecretReference> secrets) {

    /** Copies the collections. */
    public RunConfig {
        rules = List.copyOf(rules);
        sinks = List.copyOf(sinks);
        secrets = Collections.unmodifiableMap(new TreeMap<>(secrets));
    }

    /** How far event time lags behind the records. */
    public Duration watermarkDelay() {
        return heartbeat.delay();
    }

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
     *     with and, in one process, the default
     * @param toleratedFailures how long checkpoints may fail one after the other before the job
     *     begins again from the last one; 6 hours
     * @param besideTheFile where one process keeps state by default: beside the configuration,
     *     named for it
     */
    public record Checkpoints(
            Duration interval,
            @Nullable String directory,
            Duration toleratedFailures,
            String besideTheFile) {
        /** Where one process keeps its state. */
        public String directoryInOneProcess() {
            return directory == null ? besideTheFile : directory;
        }

        /** How many checkpoints may fail one after the other. */
        public int toleratedNumber() {
            return (int) Math.min(Integer.MAX_VALUE, toleratedFailures.dividedBy(interval));
        }
    }

    /** The Kafka brokers and topics that must be there; the source's first. */
    public List<KafkaSettings> brokers() {
        List<KafkaSettings> brokers = new ArrayList<>();
        brokers.add(source);
        for (SinkConfig sink : sinks) {
            if (sink.destination() instanceof SinkConfig.Topic topic) {
                brokers.add(writing(topic.output()));
            }
        }
        if (deadLetters instanceof DeadLetterTarget.Topic topic) {
            brokers.add(writing(topic.output()));
        }
        if (alertDeadLetters instanceof DeadLetterTarget.Topic topic) {
            brokers.add(writing(topic.output()));
        }
        return List.copyOf(brokers);
    }

    private KafkaSettings writing(KafkaOutput output) {
        return KafkaSettings.of(
                output.bootstrapServers(),
                List.of(output.topic()),
                source.groupId(),
                output.security());
    }
}
