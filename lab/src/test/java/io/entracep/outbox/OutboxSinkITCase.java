package io.entracep.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entracep.alert.Alert;
import io.entracep.broker.EmbeddedBroker;
import io.entracep.format.AlertFormat;
import io.entracep.outbox.OutboxSettings.BackOff;
import io.entracep.output.AlertJson;
import io.entracep.output.KafkaOutput;
import io.entracep.output.LineFileSink;
import io.entracep.replay.EmbeddedFlink;
import io.entracep.source.KafkaSettings;
import io.entracep.source.SharedBroker;
import io.entracep.state.Erasure;
import io.entracep.testing.Alerts;
import io.entracep.testing.SelfSigned;
import io.entracep.testing.TestingAlertEndpoint;
import io.entracep.testing.TestingAlertEndpoint.Behaviour;
import io.entracep.told.Marks;
import io.entracep.told.ToldSettings.LogSettings;
import io.entracep.webhook.PlainOrSecret;
import io.entracep.webhook.WebhookFactory;
import io.entracep.webhook.WebhookSettings;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The sink in a running job, with a receiver that is down for a while. */
@ExtendWith(SharedBroker.class)
class OutboxSinkITCase {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir private static Path shared;
    private static SelfSigned certificate;
    private static EmbeddedFlink flink;

    @TempDir private Path folder;
    private final List<String> accepted = new CopyOnWriteArrayList<>();
    private TestingAlertEndpoint endpoint;

    @BeforeAll
    static void startFlink() throws Exception {
        certificate = SelfSigned.in(shared);
        Configuration configuration = new Configuration();
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200));
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                shared.resolve("checkpoints").toUri().toString());
        flink = EmbeddedFlink.start(1, configuration);
    }

    @AfterAll
    static void stopFlink() {
        flink.close();
    }

    @BeforeEach
    void startReceiver() throws Exception {
        endpoint = new TestingAlertEndpoint(certificate);
        endpoint.usually(Behaviour.status(503));
    }

    @AfterEach
    void stopReceiver() {
        endpoint.close();
    }

    @Test
    void aReceiverThatIsDownHoldsUpNeitherCheckpointsNorOtherSinks() throws Exception {
        JobClient job = start(i -> Alerts.alert("a" + i % 40, 1_000_000 + i), new Configuration());
        long before = completedCheckpoints(job);
        for (int checkpoint = 1; checkpoint <= 10; checkpoint++) {
            long target = before + checkpoint;
            int lines = lines().size();
            await().atMost(PATIENCE).until(() -> completedCheckpoints(job) >= target);
            await().atMost(Duration.ofSeconds(5)).until(() -> lines().size() > lines);
        }
        assertThat(accepted).isEmpty();
        assertThat(endpoint.received()).isNotEmpty();
        await().atMost(PATIENCE).untilAsserted(() -> hasAllMetrics(job));

        recover();
        job.stopWithSavepoint(
                        true,
                        folder.resolve("savepoint").toUri().toString(),
                        SavepointFormatType.CANONICAL)
                .get();

        assertThat(newest(accepted)).isEqualTo(newest(lines())).hasSize(40);
        assertThat(folder.resolve("dead.jsonl")).isEmptyFile();
    }

    @Test
    void whatWaitsInASavepointIsDeliveredAfterTheRestore() throws Exception {
        GeneratorFunction<Long, Alert> eachItsOwn = i -> Alerts.alert("a" + i, 1_000_000 + i);
        JobClient job = start(eachItsOwn, new Configuration());
        await().atMost(PATIENCE).until(() -> lines().size() > 60);
        String savepoint =
                job.stopWithSavepoint(
                                false,
                                folder.resolve("savepoint").toUri().toString(),
                                SavepointFormatType.CANONICAL)
                        .get();
        Map<String, Instant> waiting = newest(lines());
        assertThat(accepted).isEmpty();

        recover();
        JobClient again =
                start(
                        eachItsOwn,
                        new Configuration().set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(newest(accepted)).containsAllEntriesOf(waiting));
        cancel(again);
        assertThat(folder.resolve("dead.jsonl")).isEmptyFile();
    }

    @Test
    void whatTheReceiverTookAfterASavepointIsNotSentAgainAfterARestore() throws Exception {
        GeneratorFunction<Long, Alert> eachItsOwn = i -> Alerts.alert("a" + i, 1_000_000 + i);
        JobClient job = start(eachItsOwn, new Configuration());
        await().atMost(PATIENCE).until(() -> lines().size() > 60);
        Set<String> waiting = newest(lines()).keySet();
        String savepoint =
                job.triggerSavepoint(
                                folder.resolve("savepoint").toUri().toString(),
                                SavepointFormatType.CANONICAL)
                        .get();
        recover();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(marks().takenSince(0)).containsKeys(ids(waiting)));
        cancel(job);
        accepted.clear();

        JobClient again =
                start(
                        eachItsOwn,
                        new Configuration().set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint));

        await().atMost(PATIENCE).until(() -> accepted.size() > 60);
        cancel(again);
        assertThat(newest(accepted)).doesNotContainKeys(ids(waiting));
    }

    /** And waits until it writes no more. */
    private static void cancel(JobClient job) throws Exception {
        job.cancel().get();
        await().atMost(PATIENCE).until(() -> job.getJobStatus().get() == JobStatus.CANCELED);
    }

    private static String[] ids(Set<String> alerts) {
        return alerts.toArray(String[]::new);
    }

    @Test
    void whatIsRefusedIsADeadLetterAndTheEndOfTheInputDoesNotWaitForEver() throws Exception {
        endpoint.next(Behaviour.status(400)).next(Behaviour.status(401));
        StreamExecutionEnvironment environment = flink.environment();
        alerts(environment, i -> Alerts.alert("a" + i, 1_000_000 + i), 5)
                .sinkTo(sink(1, Duration.ofSeconds(2)))
                .uid("sink-soc");
        environment.execute();

        List<DeadDelivery> letters = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("dead.jsonl"))) {
            letters.add(DeadDeliveryJson.read(line));
        }
        assertThat(letters)
                .extracting(letter -> letter.alertId() + " " + letter.reason())
                .containsExactlyInAnyOrder(
                        "a0 HTTP 400",
                        "a1 HTTP 401",
                        "a2 not accepted before the end of the input",
                        "a3 not accepted before the end of the input",
                        "a4 not accepted before the end of the input");
        assertThat(letters.get(0).response()).isEqualTo("status 400");
        assertThat(JSON.readTree(letters.get(0).body()).path("alertId").asText()).isEqualTo("a0");
    }

    @Test
    void deadLettersMayGoToATopic(EmbeddedBroker broker) throws Exception {
        broker.createTopic("dead-deliveries", 1);
        KafkaSettings kafka = SharedBroker.settings(broker, "dead-deliveries");
        endpoint.usually(Behaviour.status(401));
        StreamExecutionEnvironment environment = flink.environment();
        alerts(environment, i -> Alerts.alert("a" + i, 1_000_000 + i), 3)
                .sinkTo(
                        sink(
                                1,
                                PATIENCE,
                                DeadDeliveryTopic.create(
                                        new KafkaOutput(
                                                kafka.bootstrapServers(),
                                                "dead-deliveries",
                                                kafka.security(),
                                                Map.of()))))
                .uid("sink-soc");
        environment.execute();

        List<String> read = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(
                        broker.clientProperties(),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            TopicPartition partition = new TopicPartition("dead-deliveries", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            await().atMost(PATIENCE)
                    .until(
                            () -> {
                                for (ConsumerRecord<String, String> letter :
                                        consumer.poll(Duration.ofMillis(200))) {
                                    DeadDelivery delivery = DeadDeliveryJson.read(letter.value());
                                    read.add(letter.key() + " " + delivery.reason());
                                }
                                return read.size() >= 3;
                            });
        }
        assertThat(read).containsExactly("a0 HTTP 401", "a1 HTTP 401", "a2 HTTP 401");
    }

    /** One stream, two sinks: the webhook and a file. */
    private JobClient start(GeneratorFunction<Long, Alert> alerts, Configuration changes)
            throws Exception {
        StreamExecutionEnvironment environment = flink.environment();
        environment.configure(changes);
        DataStream<Alert> stream = alerts(environment, alerts, Long.MAX_VALUE);
        stream.sinkTo(sink(4, PATIENCE)).name("soc").uid("sink-soc");
        stream.sinkTo(new LineFileSink<>(folder.resolve("alerts.jsonl"), AlertJson::delivery))
                .name("file")
                .uid("sink-file");
        return environment.executeAsync();
    }

    private static DataStream<Alert> alerts(
            StreamExecutionEnvironment environment,
            GeneratorFunction<Long, Alert> alerts,
            long number) {
        return environment
                .fromSource(
                        new DataGeneratorSource<>(
                                alerts,
                                number,
                                RateLimiterStrategy.perSecond(50),
                                TypeInformation.of(Alert.class)),
                        WatermarkStrategy.noWatermarks(),
                        "alerts")
                .uid("alerts");
    }

    private OutboxSink sink(int requests, Duration endOfInputWait) {
        return sink(requests, endOfInputWait, new DeadDeliveryFile(folder.resolve("dead.jsonl")));
    }

    private OutboxSink sink(int requests, Duration endOfInputWait, Sink<DeadDelivery> deadLetters) {
        WebhookSettings webhook = WebhookSettings.to(PlainOrSecret.plain(endpoint.url("/alerts")));
        OutboxSettings defaults = OutboxSettings.defaults();
        return new OutboxSink(
                "soc",
                new WebhookFactory(
                        new WebhookSettings(
                                webhook.url(),
                                webhook.batch(),
                                null,
                                Map.of(),
                                null,
                                certificate.pem().toString(),
                                webhook.connectTimeout(),
                                webhook.requestTimeout(),
                                1_000,
                                "test")),
                AlertFormat.JSON::bytes,
                new OutboxSettings(
                        defaults.bounds(),
                        requests,
                        defaults.mostPerRequest(),
                        new BackOff(Duration.ofMillis(20), Duration.ofMillis(200), Duration.ZERO),
                        defaults.giveUp(),
                        endOfInputWait),
                deadLetters,
                marks(),
                Erasure.NONE);
    }

    private Marks marks() {
        return new Marks(LogSettings.in(folder.resolve("told").toUri().toString()));
    }

    private void recover() {
        endpoint.usually(
                (request, exchange, closed) -> {
                    accepted.add(request.body());
                    Behaviour.status(200).handle(request, exchange, closed);
                });
    }

    private List<String> lines() throws IOException {
        Path file = folder.resolve("alerts.jsonl");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /** The greatest decision for each alert. */
    private static Map<String, Instant> newest(List<String> deliveries) throws IOException {
        Map<String, Instant> newest = new HashMap<>();
        for (String delivery : deliveries) {
            JsonNode alert = JSON.readTree(delivery);
            newest.merge(
                    alert.path("alertId").asText(),
                    Instant.parse(alert.path("decidedAt").asText()),
                    (one, other) -> one.isAfter(other) ? one : other);
        }
        return newest;
    }

    private static long completedCheckpoints(JobClient job) throws Exception {
        return rest("/jobs/" + job.getJobID() + "/checkpoints")
                .path("counts")
                .path("completed")
                .asLong();
    }

    private static void hasAllMetrics(JobClient job) throws Exception {
        StringBuilder names = new StringBuilder();
        for (JsonNode vertex : rest("/jobs/" + job.getJobID()).path("vertices")) {
            for (JsonNode metric :
                    rest(
                            "/jobs/"
                                    + job.getJobID()
                                    + "/vertices/"
                                    + vertex.path("id").asText()
                                    + "/metrics")) {
                names.append(metric.path("id").asText()).append('\n');
            }
        }
        for (String name :
                List.of(
                        SinkMetrics.ACCEPTED,
                        SinkMetrics.RETRIED,
                        SinkMetrics.REFUSED,
                        SinkMetrics.DEAD_LETTERED,
                        SinkMetrics.REPLACED,
                        SinkMetrics.PENDING,
                        SinkMetrics.PENDING_BYTES,
                        SinkMetrics.OLDEST_PENDING_AGE,
                        SinkMetrics.FILL)) {
            assertThat(names.toString()).contains(".sink.soc." + name + "\n");
        }
        assertThat(names.toString()).contains(".sink.soc." + SinkMetrics.DELAY + "_count\n");
    }

    private static JsonNode rest(String path) throws Exception {
        String body =
                HTTP.send(
                                HttpRequest.newBuilder(flink.rest().resolve(path)).build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body();
        return JSON.readTree(body);
    }
}
