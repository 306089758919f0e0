package io.entracep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.broker.EmbeddedBroker;
import io.entracep.cli.Program.Outcome;
import io.entracep.source.SharedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What `run` says before it starts, of a real broker. */
@ExtendWith(SharedBroker.class)
class RunITCase {
    @TempDir private Path folder;

    @Test
    void tellsThatTheTopicDoesNotExist(EmbeddedBroker broker) throws IOException {
        Outcome outcome = run(config(broker, "no-such-topic", broker.connectionStringFile()));

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err())
                .startsWith("entra-cep: The broker at localhost")
                .contains("has no topic no-such-topic")
                .doesNotContain("\tat ");
    }

    @Test
    void tellsThatThePasswordIsWrong(EmbeddedBroker broker) throws IOException {
        Path wrong = Files.writeString(folder.resolve("wrong"), "Endpoint=sb://localhost/;Wrong=1");

        Outcome outcome = run(config(broker, "any", wrong));

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err())
                .contains("refuses the login", "file " + wrong)
                .doesNotContain("Wrong=1", "\tat ");
    }

    @Test
    void tellsThatNobodyAnswers(EmbeddedBroker broker) throws IOException {
        Outcome outcome =
                run(
                        config(broker, "any", broker.connectionStringFile())
                                .replaceAll("localhost:\\d+", "localhost:1"));

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err())
                .contains("localhost:1 does not accept connections")
                .doesNotContain("\tat ");
    }

    @Test
    void tellsWhichSinkLacksItsSecret(EmbeddedBroker broker) throws Exception {
        broker.createTopic("before-the-start", 1);
        Outcome outcome =
                run(
                        config(broker, "before-the-start", broker.connectionStringFile())
                                .replace(
                                        "  screen: {type: console}",
                                        "  soc: {type: webhook, url: {file: nowhere}}")
                                .concat("alert-dead-letters: {file: refused.jsonl}\n"));

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err())
                .startsWith("entra-cep: Sink soc cannot be opened. Cannot read the secret in file")
                .doesNotContain("\tat ");
    }

    private Outcome run(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("run.yaml"), yaml);
        return Program.run("run", "--config", file.toString());
    }

    private static String config(EmbeddedBroker broker, String topic, Path connectionString) {
        return """
        source:
          bootstrap-servers: [%s]
          topics: [%s]
          connection-string: {file: %s}
          trust-store: {file: %s, password: %s}
        sinks:
          screen: {type: console}
        dead-letters: discard
        """
                .formatted(
                        broker.bootstrapServers(),
                        topic,
                        connectionString,
                        broker.trustStore(),
                        broker.trustStorePassword());
    }
}
