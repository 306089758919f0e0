package io.entracep.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entracep.broker.EmbeddedBroker;
import io.entracep.catalogue.Rulebook;
import io.entracep.catalogue.Rulebooks;
import io.entracep.cli.EntraCep;
import io.entracep.policy.Policy;
import io.entracep.run.RunConfig;
import io.entracep.run.RunConfigReader;
import io.entracep.testing.SelfSigned;
import io.entracep.testing.TestingAlertEndpoint;
import io.entracep.testing.TestingAlertEndpoint.Behaviour;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person's records go out of everything that the live job keeps; those of others stay. */
class EraseITCase {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of the samples: was created, was given a role, signed in, was deleted. */
    private static final String NAME = "svc_temp@example.com";

    private static final String OBJECT_ID = "41f27901-4d41-5bb2-952c-d7353fc13e26";
    private static final String OTHER = "adm_bob@example.com";

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"heap", "rocksdb"})
    void nothingOfThePersonIsLeft(String backend) throws Exception {
        SelfSigned certificate = SelfSigned.in(folder);
        try (EmbeddedBroker broker = EmbeddedBroker.plaintext();
                TestingAlertEndpoint endpoint = new TestingAlertEndpoint(certificate)) {
            // Alerts wait in the outbox.
            endpoint.usually(Behaviour.status(503));
            Logs logs = Logs.on(broker);
            Path yaml = write(logs, endpoint, certificate, backend);
            Path savepoint = run(logs, yaml, 3);
            Files.writeString(folder.resolve("dead.jsonl"), letter(NAME) + letter(OTHER));
            Files.writeString(folder.resolve("refused.jsonl"), letter(OBJECT_ID));
            assertThat(named(NAME))
                    .as("where the person is before")
                    .anyMatch(file -> file.startsWith(savepoint))
                    .anyMatch(file -> file.toString().contains("/told/"))
                    .contains(folder.resolve("archive.jsonl"), folder.resolve("dead.jsonl"));
            assertThat(named(OTHER)).anyMatch(file -> file.startsWith(savepoint));

            Outcome outcome =
                    erase(
                            "--subject",
                            NAME,
                            "--subject",
                            OBJECT_ID.toUpperCase(),
                            "--config",
                            yaml.toString());

            assertThat(outcome.err()).isEmpty();
            assertThat(outcome.exitCode()).isZero();
            assertThat(outcome.out()).contains("dead.jsonl: 1 lines erased", "entries erased");
            Path after = run(null, yaml, 0);
            assertThat(after).isNotEqualTo(savepoint);
            List<Path> rest =
                    Stream.concat(named(NAME).stream(), named(OBJECT_ID).stream())
                            .filter(file -> !file.startsWith(savepoint))
                            .filter(file -> !file.equals(folder.resolve("erasures.jsonl")))
                            .toList();
            assertThat(rest).isEmpty();
            assertThat(named(OTHER))
                    .as("what is about others")
                    .anyMatch(file -> file.startsWith(after));
            assertThat(Files.readString(folder.resolve("dead.jsonl"))).isEqualTo(letter(OTHER));
        }
    }

    @Test
    void theJobMustStandStill() throws Exception {
        SelfSigned certificate = SelfSigned.in(folder);
        try (EmbeddedBroker broker = EmbeddedBroker.plaintext();
                TestingAlertEndpoint endpoint = new TestingAlertEndpoint(certificate)) {
            Path yaml = write(Logs.on(broker), endpoint, certificate, "heap");
            Files.writeString(folder.resolve("erasures.jsonl"), "");
            try (LocalRun run = start(yaml)) {
                assertThat(run.stateFolder()).isNotBlank();
                Outcome outcome = erase("--subject", NAME, "--config", yaml.toString());

                assertThat(outcome.exitCode()).isEqualTo(2);
                assertThat(outcome.err()).contains("belongs to a job that runs");
                assertThat(folder.resolve("erasures.jsonl")).isEmptyFile();
            }
        }
    }

    private record Outcome(int exitCode, String out, String err) {}

    private static Outcome erase(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode =
                EntraCep.execute(
                        InputStream.nullInputStream(),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Stream.concat(Stream.of("erase"), Stream.of(arguments))
                                .toArray(String[]::new));
        return new Outcome(
                exitCode,
                out.toString(StandardCharsets.UTF_8),
                err.toString(StandardCharsets.UTF_8));
    }

    /** Runs until so many alerts were written; returns the savepoint. */
    private Path run(@Nullable Logs logs, Path yaml, int alerts) throws Exception {
        try (LocalRun run = start(yaml)) {
            if (logs != null) {
                logs.sendSamples();
            }
            await().atMost(PATIENCE).until(() -> archived() >= alerts);
            LocalRun.Stopped stopped = run.stop();
            assertThat(stopped.savepoint()).as(stopped.why()).isNotNull();
            return Path.of(URI.create(stopped.savepoint()));
        }
    }

    private static LocalRun start(Path yaml) throws Exception {
        RunConfig config = RunConfigReader.read(yaml);
        return LocalRun.start(config, Rulebooks.of(Rulebook.of(Policy.none())), Beginning.newest());
    }

    private Path write(
            Logs logs, TestingAlertEndpoint endpoint, SelfSigned certificate, String backend)
            throws IOException {
        Files.writeString(folder.resolve("erasures.jsonl"), "");
        return Files.writeString(
                folder.resolve("run.yaml"),
                """
                source:
                  bootstrap-servers: ["%s"]
                  topics: [%s]
                  start: earliest
                parallelism: 1
                state-backend: %s
                checkpoints: {interval: 1s}
                erasures: erasures.jsonl
                dead-letters: {file: dead.jsonl}
                alert-dead-letters: {file: refused.jsonl}
                sinks:
                  archive: {type: file, path: archive.jsonl}
                  soc: {type: webhook, url: "%s", certificates: %s}
                """
                        .formatted(
                                logs.broker().bootstrapServers(),
                                logs.topic(),
                                backend,
                                endpoint.url("/soc"),
                                certificate.pem()));
    }

    private static String letter(String name) {
        return "{\"reason\":\"NOT_JSON\",\"rawText\":\"cut {\\\"by\\\":\\\"%s\\\"\"}\n"
                .formatted(name);
    }

    private long archived() throws IOException {
        Path file = folder.resolve("archive.jsonl");
        long ids = 0;
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                JsonNode alert = JSON.readTree(line);
                ids += alert.path("alertId").asText().isEmpty() ? 0 : 1;
            }
        }
        return ids;
    }

    /** Files that hold the name, whatever they are. */
    private List<Path> named(String name) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).filter(file -> holds(file, name)).toList();
        }
    }

    private static boolean holds(Path file, String name) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
