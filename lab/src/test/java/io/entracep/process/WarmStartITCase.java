package io.entracep.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.entracep.broker.EmbeddedBroker;
import io.entracep.catalogue.Rulebook;
import io.entracep.catalogue.Rulebooks;
import io.entracep.cli.EntraCep;
import io.entracep.policy.Policy;
import io.entracep.policy.PolicyReader;
import io.entracep.run.RunConfig;
import io.entracep.run.RunConfigReader;
import io.entracep.testing.Repository;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay leaves its state to a live job. */
class WarmStartITCase {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path LOG = Repository.path("test-data/samples/audit.jsonl");
    private static final String TENANT = "5d8e2f41-9c37-4a60-b1d5-0e7f6a8c9b23";
    private static final String OTHER = "11111111-9c37-4a60-b1d5-0e7f6a8c9b23";

    @TempDir private Path folder;

    @Test
    void nothingIsSaidAgainAndNewsAreSaid() throws Exception {
        assertThat(replay("plain")).isEqualTo(3);
        assertThat(replay("saved", "--savepoint", folder.resolve("state").toString())).isEqualTo(3);
        Set<String> told = ids(folder.resolve("saved/alerts.jsonl"));
        assertThat(told).isNotEmpty().isEqualTo(ids(folder.resolve("plain/alerts.jsonl")));

        try (EmbeddedBroker broker = EmbeddedBroker.plaintext()) {
            broker.createTopic("warm", 1);
            RunConfig config = config(broker.bootstrapServers());
            send(broker, Files.readString(LOG));
            send(broker, Files.readString(LOG).replace(TENANT, OTHER));
            try (LocalRun run =
                    LocalRun.start(config, Rulebooks.of(Rulebook.of(Policy.none())), given())) {
                assertThat(run.startedFrom().orElseThrow()).startsWith("the savepoint of ");
                await().atMost(PATIENCE).until(() -> archived().size() >= told.size());
                run.stop();
            }
        }

        assertThat(archived())
                .as("those of the other tenant only")
                .doesNotContainAnyElementsOf(told);
    }

    @Test
    void anotherSetOfTenantsIsRefused() throws Exception {
        replay("saved", "--savepoint", folder.resolve("state").toString());
        Policy policy = PolicyReader.read("policy", "default: {}\ntenants: {" + OTHER + ": {}}\n");

        assertThatThrownBy(
                        () ->
                                LocalRun.start(
                                        config("localhost:1"),
                                        Rulebooks.of(Rulebook.of(policy)),
                                        given()))
                .isInstanceOf(StateException.class)
                .hasMessageContaining("learned nothing of " + OTHER)
                .hasMessageContaining("state of " + TENANT);
    }

    @Test
    void recordsOfNobodyLeaveNoState() throws IOException {
        Path log = folder.resolve("nobody.jsonl");
        Files.writeString(
                log,
                """
                {"id":"a1","category":"UserManagement","activityDisplayName":"Add user","activityDateTime":"2026-03-03T10:00:00Z","result":"success","loggedByService":"Core Directory","operationType":"Add","initiatedBy":{"user":{"id":"u1","userPrincipalName":"a@example.com"}},"targetResources":[{"id":"u2","type":"User","userPrincipalName":"b@example.com"}]}
                """);
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        int exitCode =
                replay(err, log, "nobody", "--savepoint", folder.resolve("state").toString());

        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("--tenant ID");
        assertThat(savepoints()).isEmpty();
    }

    private int replay(String out, String... more) {
        return replay(new ByteArrayOutputStream(), LOG, out, more);
    }

    private int replay(ByteArrayOutputStream err, Path log, String out, String... more) {
        List<String> arguments =
                Stream.concat(
                                Stream.of(
                                        "replay",
                                        log.toString(),
                                        "--out",
                                        folder.resolve(out).toString()),
                                Stream.of(more))
                        .toList();
        return EntraCep.execute(
                InputStream.nullInputStream(),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                arguments.toArray(String[]::new));
    }

    private Beginning given() throws IOException {
        return new Beginning(
                Beginning.Origin.GIVEN,
                savepoints().get(0).toString(),
                Beginning.Leftovers.REFUSE,
                Beginning.Rival.REFUSE);
    }

    private List<Path> savepoints() throws IOException {
        Path state = folder.resolve("state");
        if (!Files.exists(state)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(state)) {
            return files.toList();
        }
    }

    private Set<String> archived() throws IOException {
        Path archive = folder.resolve("archive.jsonl");
        return Files.exists(archive) ? ids(archive) : Set.of();
    }

    private static Set<String> ids(Path alerts) throws IOException {
        Set<String> ids = new TreeSet<>();
        for (String line : Files.readAllLines(alerts)) {
            ids.add(JSON.readTree(line).path("alertId").asText());
        }
        return ids;
    }

    private static void send(EmbeddedBroker broker, String lines) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        broker.clientProperties(),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (String line : lines.lines().toList()) {
                producer.send(new ProducerRecord<>("warm", line.getBytes(StandardCharsets.UTF_8)))
                        .get();
            }
        }
    }

    private RunConfig config(String broker) throws IOException {
        return RunConfigReader.read(
                Files.writeString(
                        folder.resolve("run.yaml"),
                        """
                        source: {bootstrap-servers: ["%s"], topics: [warm], start: earliest}
                        parallelism: 1
                        checkpoints: {interval: 1s}
                        dead-letters: discard
                        sinks:
                          archive: {type: file, path: archive.jsonl}
                        """
                                .formatted(broker)));
    }
}
