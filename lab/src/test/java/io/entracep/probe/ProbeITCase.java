package io.entracep.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entracep.broker.EmbeddedBroker;
import io.entracep.cli.EntraCep;
import io.entracep.identity.IdentityStandIn;
import io.entracep.sentinel.IngestionStandIn;
import io.entracep.source.SharedBroker;
import io.entracep.testing.SelfSigned;
import io.entracep.testing.TestingAlertEndpoint;
import io.entracep.testing.TestingAlertEndpoint.Behaviour;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The probe at a real broker and the receivers that stand in for Sentinel and a webhook. */
@ExtendWith(SharedBroker.class)
class ProbeITCase {
    private static final String LOGS = "probed-logs";
    private static final String ALERTS = "probed-alerts";
    private static final String SECRET = "planted~probe-secret-91ab";
    private static final Instant FAR = Instant.parse("2199-01-01T00:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path folder;

    private String out = "";

    @Test
    void whatWorksIsTriedAndTheAlertIsThere(EmbeddedBroker broker) throws Exception {
        broker.createTopic(LOGS, 2);
        broker.createTopic(ALERTS, 1);
        SelfSigned certificate = SelfSigned.in(folder);
        try (IdentityStandIn entra = IdentityStandIn.start(certificate, SECRET);
                IngestionStandIn sentinel = IngestionStandIn.start(certificate, entra);
                TestingAlertEndpoint endpoint = new TestingAlertEndpoint(certificate)) {
            Path file = config(broker, endpoint, certificate, entra, sentinel, LOGS, ALERTS);

            assertThat(run("probe", "--config", file.toString())).as(out).isZero();

            assertThat(out)
                    .contains("ok   source: ")
                    .contains("ok   source, reading: Allowed; the topics are empty")
                    .contains("ok   checkpoints.directory: ")
                    .contains("ok   sinks.all: Written to")
                    .contains("ok   sinks.bus: In topic probed-alerts, and read back.")
                    .contains("ok   sinks.soar: Accepted.")
                    .contains("ok   sinks.azure: Accepted.")
                    .doesNotContain("FAIL", SECRET);
            assertThat(endpoint.received())
                    .extracting(request -> JSON.readTree(request.body()).path("status").asText())
                    .containsExactly("active", "cleared");
            assertThat(sentinel.rows())
                    .extracting(row -> row.path("Status").asText())
                    .containsExactly("active", "cleared");
            JsonNode told = JSON.readTree(Files.readAllLines(folder.resolve("all.jsonl")).get(0));
            assertThat(told.path("title").asText()).contains("no incident");
            assertThat(told.path("severity").asText()).isEqualTo("informational");
            assertThat(folder.resolve("checkpoints")).isEmptyDirectory();
        }
    }

    @Test
    void whatDoesNotWorkHidesNothingElse(EmbeddedBroker broker) throws Exception {
        broker.createTopic("probed-ahead", 1);
        sendFromTheFuture(broker, "probed-ahead");
        SelfSigned certificate = SelfSigned.in(folder);
        try (IdentityStandIn entra = IdentityStandIn.start(certificate, "another secret");
                IngestionStandIn sentinel = IngestionStandIn.start(certificate, entra);
                TestingAlertEndpoint endpoint = new TestingAlertEndpoint(certificate)) {
            endpoint.usually(Behaviour.status(403));
            Path file =
                    config(
                            broker,
                            endpoint,
                            certificate,
                            entra,
                            sentinel,
                            "probed-ahead",
                            "probed-nowhere");

            assertThat(run("probe", "--config", file.toString())).isEqualTo(1);
            assertThat(out)
                    .contains("ok   source: ")
                    .contains("FAIL source, clock: ")
                    .contains("ok   sinks.all: ")
                    .contains("FAIL sinks.bus: ")
                    .contains("FAIL sinks.soar: Refused: HTTP 403")
                    .contains("FAIL sinks.azure: ");

            assertThat(run("config", "check", file.toString(), "--connect")).isEqualTo(1);
            assertThat(out).contains("sinks.bus: The broker at");
        }
    }

    @Test
    void allThatIsMissingIsToldAtOnce(EmbeddedBroker broker) throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("run.yaml"),
                        """
                        source:
                          bootstrap-servers: [%s]
                          topics: [missing-logs]
                          connection-string: {file: %s}
                          trust-store: {file: %s, password: %s}
                        policy: nowhere.yaml
                        sinks:
                          soar: {type: webhook, url: {file: no-url}}
                          bus: {type: kafka, bootstrap-servers: ["localhost:1"], topic: t}
                        dead-letters: discard
                        alert-dead-letters: {file: refused.jsonl}
                        """
                                .formatted(
                                        broker.bootstrapServers(),
                                        broker.connectionStringFile(),
                                        broker.trustStore(),
                                        broker.trustStorePassword()));

        assertThat(run("config", "check", file.toString(), "--connect")).isEqualTo(2);

        assertThat(out)
                .contains("nowhere.yaml")
                .contains("sinks.soar.url.file")
                .contains("missing-logs")
                .contains("localhost:1 does not accept connections");
    }

    private int run(String... args) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream both = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        int code = EntraCep.execute(InputStream.nullInputStream(), both, both, args);
        out = bytes.toString(StandardCharsets.UTF_8);
        return code;
    }

    private static void sendFromTheFuture(EmbeddedBroker broker, String topic) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        broker.clientProperties(),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            producer.send(
                            new ProducerRecord<>(
                                    topic,
                                    0,
                                    FAR.toEpochMilli(),
                                    null,
                                    "{}".getBytes(StandardCharsets.UTF_8),
                                    List.of()))
                    .get();
        }
    }

    private Path config(
            EmbeddedBroker broker,
            TestingAlertEndpoint endpoint,
            SelfSigned certificate,
            IdentityStandIn entra,
            IngestionStandIn sentinel,
            String logs,
            String alerts)
            throws IOException {
        Files.writeString(folder.resolve("url"), endpoint.url("/hook"));
        Files.writeString(folder.resolve("client"), SECRET);
        Files.createDirectories(folder.resolve("checkpoints"));
        String login =
                "connection-string: {file: %s}, trust-store: {file: %s, password: %s}"
                        .formatted(
                                broker.connectionStringFile(),
                                broker.trustStore(),
                                broker.trustStorePassword());
        return Files.writeString(
                folder.resolve("run.yaml"),
                """
                source: {bootstrap-servers: [%1$s], topics: [%2$s], group: group-probe, %3$s}
                checkpoints: {directory: "%4$s"}
                sinks:
                  all: {type: file, path: all.jsonl}
                  bus: {type: kafka, bootstrap-servers: [%1$s], topic: %5$s, %3$s}
                  soar:
                    type: webhook
                    url: {file: url}
                    certificates: %6$s
                    filter: {minimum-severity: critical}
                  azure:
                    type: sentinel
                    endpoint: %7$s
                    rule-id: %8$s
                    stream: %9$s
                    certificates: %6$s
                    identity:
                      type: client-secret
                      tenant-id: %10$s
                      client-id: %11$s
                      secret: {file: client}
                      authority-host: %12$s
                      authority-certificates: %6$s
                dead-letters: discard
                alert-dead-letters: {file: refused.jsonl}
                """
                        .formatted(
                                broker.bootstrapServers(),
                                logs,
                                login,
                                folder.resolve("checkpoints").toUri(),
                                alerts,
                                certificate.pem(),
                                sentinel.endpoint(),
                                IngestionStandIn.RULE,
                                IngestionStandIn.STREAM,
                                IdentityStandIn.TENANT,
                                IdentityStandIn.CLIENT,
                                entra.authority().host()));
    }
}
