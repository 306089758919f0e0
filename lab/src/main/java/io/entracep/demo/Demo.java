package io.entracep.demo;

import io.entracep.alert.Alert;
import io.entracep.broker.EmbeddedBroker;
import io.entracep.decode.Decoded;
import io.entracep.generate.LogGenerator;
import io.entracep.generate.Settings;
import io.entracep.pipeline.Pipeline;
import io.entracep.policy.Policy;
import io.entracep.policy.PolicyReader;
import io.entracep.replay.EmbeddedFlink;
import io.entracep.serial.EntraTypes;
import io.entracep.source.EventTimeWatermarks;
import io.entracep.source.KafkaSettings;
import io.entracep.source.KafkaSourceFactory;
import io.entracep.source.StartPosition;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;

/**
 * Streams a company's logs through a real broker and the job: two weeks of history at once, then a
 * day at an even pace; ends when every record was judged. The broker is reached as Event Hubs is:
 * TLS, and a login by connection string.
 */
public final class Demo {
    private static final String TOPIC = "insights-logs";
    private static final int PARTITIONS = 2;

    /** What two cores judge without a queue, broker and generator included. */
    private static final int RECORDS_PER_SECOND = 1000;

    private static final int MAX_PARALLELISM = 4;
    private static final Duration WATERMARK_DELAY = Duration.ofMinutes(15);
    private static final Duration ALLOWED_DISORDER = Duration.ofHours(24);

    private final Settings settings;
    private final InstantSource clock;
    private final Audience audience;

    /** Whom it is shown to; called by one thread at a time. */
    public interface Audience {
        /** All runs; records are sent from now on. */
        void begins(URI dashboard, LogGenerator generator);

        /**
         * A delivery of an alert, as it arrives.
         *
         * @param lagMillis time from sending the last of its evidence to deciding it; empty where
         *     there is no evidence
         */
        void alert(Alert alert, OptionalLong lagMillis);

        /** Every record was judged. */
        void ends(long records, Duration duration);
    }

    /**
     * @param settings of the logs
     * @param clock for lags
     */
    public Demo(Settings settings, InstantSource clock, Audience audience) {
        this.settings = settings;
        this.clock = clock;
        this.audience = audience;
    }

    /**
     * Runs to the end.
     *
     * @throws io.entracep.broker.BrokerException if the broker does not start
     * @throws io.entracep.replay.ReplayException if Flink does not start
     * @throws CompletionException if sending or the job failed
     */
    public void run() throws Exception {
        LogGenerator generator = new LogGenerator(settings);
        int cores = Math.min(MAX_PARALLELISM, Runtime.getRuntime().availableProcessors());
        try (EmbeddedBroker broker = EmbeddedBroker.withLogin();
                EmbeddedFlink flink = EmbeddedFlink.start(cores, configuration(broker))) {
            broker.createTopic(TOPIC, PARTITIONS);
            StreamExecutionEnvironment environment = flink.environment();
            try (CloseableIterator<Alert> alerts =
                    alerts(environment, broker, generator).collectAsync()) {
                JobClient job = environment.executeAsync("entra-cep demo");
                audience.begins(flink.rest(), generator);
                show(alerts, new Feed(broker, generator, job));
            }
        }
    }

    private void show(Iterator<Alert> alerts, Feed feed) {
        long begin = System.nanoTime();
        SentRecords sent = new SentRecords();
        CompletableFuture<Void> fed = CompletableFuture.runAsync(() -> feed(feed, sent));
        while (alerts.hasNext()) {
            Alert alert = alerts.next();
            audience.alert(alert, sent.lagOf(alert));
        }
        fed.join();
        audience.ends(sent.number(), Duration.ofNanos(System.nanoTime() - begin));
    }

    private record Feed(EmbeddedBroker broker, LogGenerator generator, JobClient job) {}

    private void feed(Feed feed, SentRecords sent) {
        JobWatch watch = new JobWatch(feed.job());
        try (DemoProducer producer = new DemoProducer(feed.broker(), TOPIC, sent, clock)) {
            Messages messages = new Messages(feed.generator(), settings.start());
            producer.send(messages.before());
            watch.awaitJudged(sent.number());
            producer.send(messages.after(), RECORDS_PER_SECOND);
            watch.awaitJudged(sent.number());
            watch.end(feed.broker().folder().resolve("savepoint"));
        } catch (InterruptedException | ExecutionException e) {
            // Else nobody would end the job.
            feed.job().cancel().join();
            throw new CompletionException(e);
        }
    }

    private static DataStream<Alert> alerts(
            StreamExecutionEnvironment environment, EmbeddedBroker broker, LogGenerator generator) {
        Policy policy = PolicyReader.read("the demo's policy", generator.policyYaml());
        DataStream<Decoded> records =
                environment
                        .fromSource(
                                KafkaSourceFactory.create(kafka(broker), EntraTypes.DECODED),
                                EventTimeWatermarks.following(WATERMARK_DELAY),
                                "kafka",
                                EntraTypes.DECODED)
                        .uid("kafka-source");
        return Pipeline.build(records, policy, ALLOWED_DISORDER).alerts();
    }

    private static KafkaSettings kafka(EmbeddedBroker broker) {
        return broker.settings("entra-cep", TOPIC).startingAt(StartPosition.EARLIEST);
    }

    private static Configuration configuration(EmbeddedBroker broker) {
        Configuration configuration = new Configuration();
        // The drain asks how many records were judged; by default Flink answers every 3 seconds.
        configuration.set(WebOptions.REFRESH_INTERVAL, Duration.ofMillis(300));
        configuration.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(10));
        configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                broker.folder().resolve("checkpoints").toUri().toString());
        return configuration;
    }
}
