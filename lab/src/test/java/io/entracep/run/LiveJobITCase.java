package io.entracep.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.entracep.broker.EmbeddedBroker;
import io.entracep.catalogue.Rulebook;
import io.entracep.catalogue.Rulebooks;
import io.entracep.identity.CapturedLog;
import io.entracep.identity.IdentityStandIn;
import io.entracep.outbox.DeadDelivery;
import io.entracep.policy.Policy;
import io.entracep.redeliver.DeadDeliveries;
import io.entracep.redeliver.Redeliverer;
import io.entracep.replay.EmbeddedFlink;
import io.entracep.sentinel.IngestionStandIn;
import io.entracep.source.SharedBroker;
import io.entracep.testing.SelfSigned;
import io.entracep.testing.TestingAlertEndpoint;
import io.entracep.testing.TestingAlertEndpoint.Behaviour;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The live job between a real broker and every kind of sink, on RocksDB with checkpoints, as its
 * configuration says; and where its secrets do not get to.
 */
@ExtendWith(SharedBroker.class)
class LiveJobITCase {
    private static final String LOGS = "live-logs";
    private static final String ALERTS = "live-alerts";
    private static final String DETECTION = "account-created-and-deleted";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String URL_SECRET = "planted-url-secret-7f31";
    private static final String KEY_SECRET = "planted-signing-key-2c88";
    private static final String HEADER_SECRET = "planted-header-19d0";
    private static final String CLIENT_SECRET = "planted~client-secret-55aa";
    private static final List<String> PLANTED =
            List.of(URL_SECRET, KEY_SECRET, HEADER_SECRET, CLIENT_SECRET);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path folder;

    @Test
    void alertsReachEverySinkAndSecretsNothingElse(EmbeddedBroker broker) throws Exception {
        broker.createTopic(LOGS, 2);
        broker.createTopic(ALERTS, 1);
        SelfSigned certificate = SelfSigned.in(folder);
        List<String> logged;
        try (CapturedLog log = new CapturedLog();
                IdentityStandIn entra = IdentityStandIn.start(certificate, CLIENT_SECRET);
                IngestionStandIn sentinel = IngestionStandIn.start(certificate, entra);
                TestingAlertEndpoint endpoint = new TestingAlertEndpoint(certificate)) {
            // The first is refused, so there is something to send again.
            endpoint.next(Behaviour.status(400));
            Path file =
                    Files.writeString(
                            folder.resolve("run.yaml"),
                            yaml(broker, endpoint, certificate, entra, sentinel));
            run(broker, RunConfigReader.read(file), endpoint, sentinel);
            redeliver(file, endpoint);
            logged = log.lines();
        }
        assertThat(logged).isNotEmpty();
        assertThat(logged).noneMatch(LiveJobITCase::holdsASecret);
    }

    private void run(
            EmbeddedBroker broker,
            RunConfig config,
            TestingAlertEndpoint endpoint,
            IngestionStandIn sentinel)
            throws Exception {
        assertThat(holdsASecret(config.toString())).isFalse();
        try (EmbeddedFlink flink = EmbeddedFlink.start(2, LiveJob.configuration(config))) {
            StreamExecutionEnvironment environment = flink.environment();
            LiveJob.build(environment, config, Rulebooks.of(Rulebook.of(Policy.none())));
            assertThat(holdsASecret(environment.getExecutionPlan())).isFalse();
            JobClient job = environment.executeAsync("live");
            sendSamples(broker);

            Path dead = folder.resolve("dead.jsonl");
            await().atMost(PATIENCE).until(() -> sees(lines("all.jsonl"), DETECTION));
            await().atMost(PATIENCE).until(() -> lines("dead.jsonl").size() == 1);
            await().atMost(PATIENCE).until(() -> lines("refused.jsonl").size() == 1);
            await().atMost(PATIENCE)
                    .until(
                            () ->
                                    sentinel.rows().stream()
                                            .anyMatch(
                                                    row ->
                                                            row.path("DetectionId")
                                                                    .asText()
                                                                    .equals(DETECTION)));
            assertThat(holdsASecret(Files.readString(dead))).isFalse();
            assertThat(holdsASecret(rest(flink, job))).isFalse();
            assertFilteredAsConfigured();
            assertIsSignedAndSecret(endpoint);
            assertThat(read(broker))
                    .allMatch(record -> record.key().equals(alertId(record.value())));
            job.cancel().get();
        }
    }

    private void redeliver(Path file, TestingAlertEndpoint endpoint) throws Exception {
        int before = endpoint.received().size();
        String refused = lines("refused.jsonl").get(0);
        assertThat(holdsASecret(refused)).isFalse();
        List<DeadDelivery> letters = DeadDeliveries.read(folder.resolve("refused.jsonl")).newest();

        List<Redeliverer.Outcome> outcomes =
                new Redeliverer(RunConfigReader.read(file).sinks(), InstantSource.system())
                        .send(letters, (sink, done, all) -> {});

        assertThat(outcomes).containsExactly(new Redeliverer.Outcome("soar", 1, List.of()));
        assertThat(endpoint.received().get(before).body()).isEqualTo(letters.get(0).body());
    }

    private void assertFilteredAsConfigured() throws Exception {
        assertThat(lines("none.jsonl")).isEmpty();
        List<String> all = lines("all.jsonl");
        assertThat(all).anyMatch(LiveJobITCase::isCritical).anyMatch(line -> !isCritical(line));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(lines("worst.jsonl"))
                                        .hasSameElementsAs(
                                                all.stream()
                                                        .filter(LiveJobITCase::isCritical)
                                                        .toList()));
    }

    private static void assertIsSignedAndSecret(TestingAlertEndpoint endpoint) {
        assertThat(endpoint.received())
                .isNotEmpty()
                .allSatisfy(
                        request -> {
                            assertThat(request.path()).isEqualTo("/hook/" + URL_SECRET);
                            assertThat(request.header("X-Api-Key")).isEqualTo(HEADER_SECRET);
                            assertThat(holdsASecret(request.body())).isFalse();
                        });
    }

    /** What Flink tells of a job to everyone who may look. */
    private static String rest(EmbeddedFlink flink, JobClient job) throws Exception {
        StringBuilder all = new StringBuilder();
        for (String path : List.of("", "/config", "/plan", "/exceptions", "/checkpoints/config")) {
            all.append(get(flink.rest().resolve("/jobs/" + job.getJobID() + path)));
        }
        return all.append(get(flink.rest().resolve("/jobmanager/config"))).toString();
    }

    private static String get(URI address) throws Exception {
        HttpResponse<String> response =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(address).build(),
                                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    private String yaml(
            EmbeddedBroker broker,
            TestingAlertEndpoint endpoint,
            SelfSigned certificate,
            IdentityStandIn entra,
            IngestionStandIn sentinel)
            throws Exception {
        Files.writeString(folder.resolve("url"), endpoint.url("/hook/" + URL_SECRET));
        Files.writeString(folder.resolve("key"), KEY_SECRET);
        Files.writeString(folder.resolve("header"), HEADER_SECRET);
        Files.writeString(folder.resolve("client"), CLIENT_SECRET);
        String login =
                "{file: %s}\n      trust-store: {file: %s, password: %s}"
                        .formatted(
                                broker.connectionStringFile(),
                                broker.trustStore(),
                                broker.trustStorePassword());
        return """
               source:
                 bootstrap-servers: [%1$s]
                 topics: [%2$s]
                 group: group-live
                 start: earliest
                 connection-string: %3$s
               parallelism: 2
               state-backend: rocksdb
               checkpoints: {interval: 1s, directory: "%4$s"}
               sinks:
                 screen: {type: console, filter: {tenants: [00000000-0000-0000-0000-000000000000]}}
                 all: {type: file, path: all.jsonl}
                 worst: {type: file, path: worst.jsonl, filter: {minimum-severity: critical}}
                 none: {type: file, path: none.jsonl, filter: {detections: [mfa-fatigue]}}
                 bus:
                   type: kafka
                   bootstrap-servers: [%1$s]
                   topic: %5$s
                   connection-string: %6$s
                 soar:
                   type: webhook
                   url: {file: url}
                   signing-key: {file: key}
                   headers: {X-Api-Key: {file: header}}
                   certificates: %7$s
                   filter: {detections: [%8$s]}
                 azure:
                   type: sentinel
                   endpoint: %9$s
                   rule-id: %10$s
                   stream: %11$s
                   certificates: %12$s
                   identity:
                     type: client-secret
                     tenant-id: %13$s
                     client-id: %14$s
                     secret: {file: client}
                     authority-host: %15$s
                     authority-certificates: %12$s
               dead-letters: {file: dead.jsonl}
               alert-dead-letters: {file: refused.jsonl}
               """
                .formatted(
                        broker.bootstrapServers(),
                        LOGS,
                        login.replace("      trust", "  trust"),
                        folder.resolve("checkpoints").toUri(),
                        ALERTS,
                        login.replace("      trust", "    trust"),
                        certificate.pem(),
                        DETECTION,
                        sentinel.endpoint(),
                        IngestionStandIn.RULE,
                        IngestionStandIn.STREAM,
                        certificate.pem(),
                        IdentityStandIn.TENANT,
                        IdentityStandIn.CLIENT,
                        entra.authority().host());
    }

    private static boolean holdsASecret(String text) {
        return PLANTED.stream().anyMatch(text::contains);
    }

    private static boolean isCritical(String line) {
        return line.contains("\"severity\":\"critical\"");
    }

    private static boolean sees(List<String> lines, String detection) throws IOException {
        return detections(lines).contains(detection);
    }

    private static String alertId(String alert) {
        try {
            return JSON.readTree(alert).path("alertId").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> lines(String name) throws IOException {
        Path file = folder.resolve(name);
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private static void sendSamples(EmbeddedBroker broker) throws Exception {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("test-data"))) {
            folder = folder.getParent();
        }
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        broker.clientProperties(),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (String line :
                    Files.readAllLines(folder.resolve("test-data/samples/audit.jsonl"))) {
                producer.send(new ProducerRecord<>(LOGS, line.getBytes(StandardCharsets.UTF_8)))
                        .get();
            }
        }
    }

    private static List<ConsumerRecord<String, String>> read(EmbeddedBroker broker) {
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        TopicPartition partition = new TopicPartition(ALERTS, 0);
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(
                        broker.clientProperties(),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            await().atMost(Duration.ofMinutes(1))
                    .until(
                            () -> {
                                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                                return detections(
                                                records.stream()
                                                        .map(ConsumerRecord::value)
                                                        .toList())
                                        .contains("account-created-and-deleted");
                            });
        }
        return records;
    }

    private static List<String> detections(List<String> lines) throws IOException {
        List<String> detections = new ArrayList<>();
        for (String line : lines) {
            detections.add(JSON.readTree(line).path("detectionId").asText());
        }
        return detections;
    }
}
