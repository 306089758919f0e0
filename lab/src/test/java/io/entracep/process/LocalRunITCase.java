package io.entracep.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.entracep.broker.EmbeddedBroker;
import io.entracep.catalogue.Rulebook;
import io.entracep.catalogue.Rulebooks;
import io.entracep.identity.CapturedLog;
import io.entracep.policy.Policy;
import io.entracep.run.RunConfig;
import io.entracep.run.RunConfigReader;
import io.entracep.testing.SelfSigned;
import io.entracep.testing.TestingAlertEndpoint;
import io.entracep.testing.TestingAlertEndpoint.Behaviour;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The live job in one process, between a real broker and a receiver: what it keeps over a stop. */
class LocalRunITCase {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private static Path shared;
    private static SelfSigned certificate;
    private static EmbeddedBroker broker;

    @TempDir private Path folder;
    private TestingAlertEndpoint endpoint;
    private Logs logs;

    @BeforeAll
    static void startBroker() throws Exception {
        certificate = SelfSigned.in(shared);
        broker = EmbeddedBroker.plaintext();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void startReceiver() throws IOException {
        endpoint = new TestingAlertEndpoint(certificate);
        logs = Logs.on(broker);
    }

    @AfterEach
    void stopReceiver() {
        endpoint.close();
    }

    @Test
    void whatWaitedForAReceiverIsDeliveredAfterAStop() throws Exception {
        endpoint.usually(Behaviour.status(503));
        Set<String> waiting;
        String savepoint;
        try (LocalRun run = start(config(""))) {
            assertThat(run.startedFrom()).isEmpty();
            logs.sendSamples();
            await().atMost(PATIENCE).until(() -> archived().size() >= 3);
            savepoint = run.stop().savepoint();
            waiting = archived();
            assertThat(run.await()).isPresent();
        }
        assertThat(savepoint).isNotNull();
        endpoint.usually(Behaviour.status(200));
        int refused = endpoint.received().size();

        try (LocalRun run = start(config(""))) {
            assertThat(run.startedFrom().orElseThrow()).startsWith("the savepoint of ");
            await().atMost(PATIENCE).until(() -> delivered(refused).containsAll(waiting));
            run.stop();
        }
    }

    @Test
    void whatWaitedForAReceiverIsDeliveredAfterTheProcessIsGone() throws Exception {
        endpoint.usually(Behaviour.status(503));
        Set<String> waiting;
        try (LocalRun run = start(config(""))) {
            logs.sendSamples();
            await().atMost(PATIENCE).until(() -> archived().size() >= 3);
            waiting = archived();
            long saved = checkpoints(run);
            await().atMost(PATIENCE).until(() -> checkpoints(run) > saved + 1);
        }
        endpoint.usually(Behaviour.status(200));
        int refused = endpoint.received().size();

        try (LocalRun run = start(config(""))) {
            assertThat(run.startedFrom().orElseThrow()).startsWith("the checkpoint of ");
            await().atMost(PATIENCE).until(() -> delivered(refused).containsAll(waiting));
        }
    }

    @Test
    void theNewestStateIsTakenOverAndWhatItReplacesIsDeleted() throws Exception {
        for (int start = 0; start < 4; start++) {
            try (LocalRun run = start(config("state-backend: rocksdb\n"))) {
                await().atMost(PATIENCE).until(() -> checkpoints(run) > 4);
                if (start % 2 == 0) {
                    run.stop();
                }
            }
        }

        // Of the last run three, and of those before what it began with.
        assertThat(complete()).hasSizeBetween(3, 5);
    }

    @Test
    void checkpointsThatFailStopNothingAndAreTold() throws Exception {
        RunConfig config = config("");
        try (CapturedLog log = new CapturedLog();
                LocalRun run = start(config)) {
            await().atMost(PATIENCE).until(() -> checkpoints(run) > 1);
            Path state = folder.resolve("run-state");
            Path away = folder.resolve("away");
            Files.move(state, away);
            Files.writeString(state, "no folder");
            await().atMost(PATIENCE).until(() -> counts(run).path("failed").asInt() >= 5);
            await().atMost(PATIENCE)
                    .until(() -> log.lines().toString().contains("State is not saved ("));
            logs.sendSamples();
            await().atMost(PATIENCE).until(() -> archived().size() >= 3);
            Files.delete(state);
            Files.move(away, state);

            await().atMost(PATIENCE)
                    .until(() -> log.lines().toString().contains("State is saved again"));
            assertThat(counts(run).path("restored").asInt()).as("restarts %s", ours(log)).isZero();
        }
    }

    @Test
    void aBrokerThatIsAwayStopsNothingAndIsTold() throws Exception {
        try (EmbeddedBroker leaving = EmbeddedBroker.plaintext();
                CapturedLog log = new CapturedLog();
                LocalRun run = start(config(Logs.on(leaving), "", ""))) {
            Logs read = new Logs(leaving, Logs.last());
            await().atMost(PATIENCE).until(() -> checkpoints(run) > 1);
            leaving.stop();
            await().atMost(PATIENCE)
                    .until(() -> ours(log).toString().contains("does not list partitions"));
            long asked = listings(log);
            await().atMost(PATIENCE).until(() -> listings(log) > asked + 2);
            leaving.start();
            await().atMost(PATIENCE)
                    .until(() -> log.lines().toString().contains("lists partitions again"));
            read.sendSamples();

            await().atMost(PATIENCE).until(() -> archived().size() >= 3);
            assertThat(counts(run).path("restored").asInt()).as("restarts %s", ours(log)).isZero();
        }
    }

    @Test
    void aNewestStateThatWasNotWrittenToItsEndIsPassedOver() throws Exception {
        try (LocalRun run = start(config(""))) {
            await().atMost(PATIENCE).until(() -> checkpoints(run) > 1);
            run.stop();
        }
        Path cut = Files.createDirectories(folder.resolve("run-state/savepoints/savepoint-cut"));
        Files.writeString(cut.resolve("_metadata"), "half a sav");

        try (LocalRun run = start(config(""))) {
            assertThat(run.startedFrom().orElseThrow()).startsWith("the savepoint of ");
        }
    }

    @Test
    void anotherJobsStateIsRefusedUntilSomebodyInsists() throws Exception {
        start(config("")).close();
        Logs others = Logs.on(broker);
        RunConfig other = config(others, "", "");

        assertThatThrownBy(() -> start(other))
                .isInstanceOf(StateException.class)
                .hasMessageContaining("holds the state of another job")
                .hasMessageContaining(logs.topic())
                .hasMessageContaining("--take-over");
        LocalRun.start(
                        other,
                        Rulebooks.of(Rulebook.of(Policy.none())),
                        new Beginning(
                                Beginning.Origin.NOTHING,
                                null,
                                Beginning.Leftovers.REFUSE,
                                Beginning.Rival.TAKE_OVER))
                .close();
        assertThatThrownBy(() -> start(config("")))
                .isInstanceOf(StateException.class)
                .hasMessageContaining(others.topic());
    }

    @Test
    void twoProcessesDoNotShareState() throws Exception {
        try (LocalRun run = start(config(""))) {
            assertThat(run.stateFolder()).isNotBlank();
            assertThatThrownBy(() -> start(config("")))
                    .isInstanceOf(StateException.class)
                    .hasMessageContaining("belongs to a job that runs");
        }
    }

    @Test
    void aRemovedSinkIsRefusedUntilItsStateMayBeDropped() throws Exception {
        try (LocalRun run = start(config(""))) {
            await().atMost(PATIENCE).until(() -> checkpoints(run) > 1);
            run.stop();
        }
        RunConfig without = config(logs, "", null);

        assertThatThrownBy(
                        () -> {
                            try (LocalRun run = start(without)) {
                                run.await();
                            }
                        })
                .isInstanceOf(StateException.class)
                .hasMessageContaining("--drop-removed-sinks");
        LocalRun.start(
                        without,
                        Rulebooks.of(Rulebook.of(Policy.none())),
                        new Beginning(
                                Beginning.Origin.NEWEST,
                                null,
                                Beginning.Leftovers.DROP,
                                Beginning.Rival.REFUSE))
                .close();
    }

    /** How often the broker was asked for partitions; each call has a deadline of its own. */
    private static long listings(CapturedLog log) {
        return log.lines().stream()
                .filter(line -> line.contains("Unable to assign Call(callName=listNodes"))
                .map(line -> line.replaceFirst(".*deadlineMs=(\\d+).*", "$1"))
                .distinct()
                .count();
    }

    private static List<String> ours(CapturedLog log) {
        return log.lines().stream()
                .filter(line -> line.contains(" io.entracep.") || line.startsWith("ERROR"))
                .toList();
    }

    private static LocalRun start(RunConfig config) throws Exception {
        return LocalRun.start(config, Rulebooks.of(Rulebook.of(Policy.none())), Beginning.newest());
    }

    private RunConfig config(String more) throws IOException {
        return config(logs, more, "");
    }

    /** A null webhook is none. */
    private RunConfig config(Logs read, String more, String webhook) throws IOException {
        return RunConfigReader.read(
                Files.writeString(
                        folder.resolve("run.yaml"),
                        """
                        source:
                          bootstrap-servers: ["%s"]
                          topics: [%s]
                          start: earliest
                          properties:
                            partition.discovery.interval.ms: 500
                            request.timeout.ms: 1000
                            default.api.timeout.ms: 5000
                        parallelism: 1
                        checkpoints: {interval: 1s}
                        dead-letters: discard
                        alert-dead-letters: {file: refused.jsonl}
                        %ssinks:
                          archive: {type: file, path: archive.jsonl}
                        """
                                        .formatted(
                                                read.broker().bootstrapServers(),
                                                read.topic(),
                                                more)
                                + (webhook == null
                                        ? ""
                                        : "  soc: {type: webhook, url: \"%s\", certificates: %s, requests-per-second: 1000}\n"
                                                .formatted(
                                                        endpoint.url("/soc"), certificate.pem()))));
    }

    private static com.fasterxml.jackson.databind.JsonNode counts(LocalRun run) throws Exception {
        URI jobs = run.dashboard().resolve("/jobs");
        String id = JSON.readTree(get(jobs)).path("jobs").path(0).path("id").asText();
        return JSON.readTree(get(URI.create(jobs + "/" + id + "/checkpoints"))).path("counts");
    }

    private static long checkpoints(LocalRun run) throws Exception {
        return counts(run).path("completed").asLong();
    }

    private static String get(URI address) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private Set<Path> complete() throws IOException {
        try (var files = Files.walk(folder.resolve("run-state"))) {
            return new TreeSet<>(files.filter(file -> file.endsWith("_metadata")).toList());
        }
    }

    private Set<String> delivered(int after) throws IOException {
        Set<String> ids = new TreeSet<>();
        for (TestingAlertEndpoint.Received request :
                endpoint.received().subList(after, endpoint.received().size())) {
            ids.add(JSON.readTree(request.body()).path("alertId").asText());
        }
        return ids;
    }

    private Set<String> archived() throws IOException {
        Set<String> ids = new TreeSet<>();
        Path file = folder.resolve("archive.jsonl");
        String text = Files.exists(file) ? Files.readString(file) : "";
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
            ids.add(JSON.readTree(line).path("alertId").asText());
        }
        return ids;
    }
}
