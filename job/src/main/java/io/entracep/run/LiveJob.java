package io.entracep.run;

import io.entracep.catalogue.Rulebooks;
import io.entracep.decode.Decoded;
import io.entracep.output.DeadLetterJson;
import io.entracep.output.DeadLetterTopic;
import io.entracep.output.LineFileSink;
import io.entracep.pipeline.Pipeline;
import io.entracep.serial.EntraTypes;
import io.entracep.source.EventTimeWatermarks;
import io.entracep.source.KafkaSourceFactory;
import io.entracep.source.Reread;
import io.entracep.state.Erasure;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** The job's graph between Kafka and the configured sinks, and how Flink runs it. */
public final class LiveJob {
    private static final Duration SHORTEST_LEAD = Duration.ofSeconds(10);

    private LiveJob() {}

    /** Settings of the job; those of a cluster hold where nothing is said here. */
    public static Configuration configuration(RunConfig config) {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        // What an alert waits for at most between two tasks.
        configuration.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(10));
        configuration.set(
                CheckpointingOptions.CHECKPOINTING_INTERVAL, config.checkpoints().interval());
        configuration.set(
                CheckpointingOptions.TOLERABLE_FAILURE_NUMBER,
                config.checkpoints().toleratedNumber());
        configuration.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        restart(configuration);
        configuration.set(
                MetricOptions.JOB_STATUS_METRICS, List.of(MetricOptions.JobStatusMetrics.STATE));
        String directory = config.checkpoints().directory();
        if (directory != null) {
            configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
            configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory);
        }
        switch (config.stateBackend()) {
            case HEAP -> configuration.set(StateBackendOptions.STATE_BACKEND, "hashmap");
            case ROCKSDB -> {
                configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
                configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
            }
        }
        return configuration;
    }

    /** Again and again, after a second at first and after a minute at most. */
    private static void restart(Configuration configuration) {
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
                Duration.ofSeconds(1));
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
                Duration.ofMinutes(1));
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
                Duration.ofMinutes(10));
    }

    /** Builds the graph. */
    public static void build(
            StreamExecutionEnvironment environment, RunConfig config, Rulebooks rulebooks) {
        environment.setMaxParallelism(Pipeline.MAX_PARALLELISM);
        DataStream<Decoded> records =
                environment
                        .fromSource(
                                KafkaSourceFactory.createWithEdits(
                                        config.source(),
                                        EntraTypes.DECODED,
                                        config.heartbeat(),
                                        reread(config, rulebooks)),
                                EventTimeWatermarks.following(config.watermarkDelay()),
                                "kafka",
                                EntraTypes.DECODED)
                        .uid("kafka-source");
        Erasure erasure = Erasures.of(config);
        Pipeline.Outputs outputs =
                Pipeline.build(
                        records,
                        rulebooks,
                        config.allowedDisorder(),
                        config.mostTenants(),
                        erasure);
        AlertSinks alerts =
                new AlertSinks(
                        config.alertDeadLetters(),
                        config.toldLog()
                                .settings(
                                        checkpoints(environment, config),
                                        config.source().groupId()),
                        erasure);
        config.sinks().forEach(sink -> alerts.attach(outputs.alerts(), sink));
        keep(outputs.deadLetters(), config.deadLetters());
    }

    /** An edit is saved twice over before it holds. */
    private static Reread reread(RunConfig config, Rulebooks rulebooks) {
        Duration saved = config.checkpoints().interval().multipliedBy(2);
        return new Reread(
                rulebooks,
                ConfiguredRulebook.of(config, rulebooks.last().rules()),
                config.reread(),
                saved.compareTo(SHORTEST_LEAD) > 0 ? saved : SHORTEST_LEAD,
                config.heartbeat().clock());
    }

    private static @Nullable String checkpoints(
            StreamExecutionEnvironment environment, RunConfig config) {
        String directory = config.checkpoints().directory();
        return directory != null
                ? directory
                : environment.getConfiguration().get(CheckpointingOptions.CHECKPOINTS_DIRECTORY);
    }

    private static void keep(DataStream<Decoded> letters, DeadLetterTarget target) {
        if (target instanceof DeadLetterTarget.LocalFile file) {
            letters.sinkTo(
                            new LineFileSink<>(
                                    file.path(),
                                    letter -> DeadLetterJson.of((Decoded.DeadLetter) letter)))
                    .setParallelism(1)
                    .name("dead letters")
                    .uid("dead-letters");
        } else if (target instanceof DeadLetterTarget.Topic topic) {
            letters.sinkTo(DeadLetterTopic.create(topic.output()))
                    .name("dead letters")
                    .uid("dead-letters");
        }
    }
}
