package io.entracep.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.entracep.policy.Problem;
import io.entracep.run.RunConfig.StateBackend;
import io.entracep.secret.SecretReference;
import io.entracep.source.StartPosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunConfigReaderTest {
    private static final String SMALLEST =
            """
            source:
              bootstrap-servers: localhost:9092
              topics: [logs]
            outputs:
              console: true
              dead-letters: discard
            """;

    @TempDir private Path folder;

    @Test
    void statesEveryDefault() throws IOException {
        RunConfig config = read(SMALLEST);

        assertThat(config.source().groupId()).isEqualTo("entra-cep");
        assertThat(config.source().start()).isEqualTo(StartPosition.COMMITTED);
        assertThat(config.source().security().connectionString()).isNull();
        assertThat(config.policy()).isNull();
        assertThat(config.watermarkDelay()).isEqualTo(Duration.ofMinutes(15));
        assertThat(config.allowedDisorder()).isEqualTo(Duration.ofHours(24));
        assertThat(config.parallelism()).isNull();
        assertThat(config.checkpoints().interval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.checkpoints().directory()).isNull();
        assertThat(config.stateBackend()).isEqualTo(StateBackend.HEAP);
        assertThat(config.outputs().file()).isNull();
        assertThat(config.outputs().kafka()).isNull();
        assertThat(config.outputs().deadLetters()).isNull();
        assertThat(config.brokers()).containsExactly(config.source());
    }

    @Test
    void readsEveryKey() throws IOException {
        RunConfig config =
                read(
                        """
                        source:
                          bootstrap-servers: [a:1, b:2]
                          topics: [x, y]
                          group: soc
                          start: 2026-03-01T00:00:00Z
                          connection-string: {env: CONNECTION}
                          trust-store: {file: trust.p12, type: PKCS12, password: public}
                          properties: {fetch.min.bytes: 1}
                        policy: policy.yaml
                        watermark-delay: 5m
                        allowed-disorder: 2d
                        parallelism: 3
                        checkpoints: {interval: 1m, directory: file:///checkpoints}
                        state-backend: rocksdb
                        outputs:
                          console: false
                          file: alerts.jsonl
                          dead-letters: dead.jsonl
                          kafka:
                            bootstrap-servers: [c:3]
                            topic: alerts
                            connection-string: {file: secret}
                        """);

        assertThat(config.source().bootstrapServers()).containsExactly("a:1", "b:2");
        assertThat(config.source().topics()).containsExactly("x", "y");
        assertThat(config.source().groupId()).isEqualTo("soc");
        assertThat(config.source().start().kind()).isEqualTo(StartPosition.Kind.TIME);
        assertThat(config.source().security().connectionString())
                .isEqualTo(SecretReference.environment("CONNECTION"));
        assertThat(config.source().security().trustStore().location())
                .isEqualTo(folder.resolve("trust.p12").toString());
        assertThat(config.source().extraProperties()).containsEntry("fetch.min.bytes", "1");
        assertThat(config.policy()).isEqualTo(folder.resolve("policy.yaml"));
        assertThat(config.watermarkDelay()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.allowedDisorder()).isEqualTo(Duration.ofDays(2));
        assertThat(config.parallelism()).isEqualTo(3);
        assertThat(config.checkpoints().interval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.checkpoints().directory()).isEqualTo("file:///checkpoints");
        assertThat(config.stateBackend()).isEqualTo(StateBackend.ROCKSDB);
        assertThat(config.outputs().console()).isFalse();
        assertThat(config.outputs().file()).isEqualTo(folder.resolve("alerts.jsonl"));
        assertThat(config.outputs().deadLetters()).isEqualTo(folder.resolve("dead.jsonl"));
        assertThat(config.outputs().kafka().topic()).isEqualTo("alerts");
        assertThat(config.outputs().kafka().security().connectionString())
                .isEqualTo(SecretReference.file(folder.resolve("secret")));
        assertThat(config.brokers()).hasSize(2);
    }

    @Test
    void tellsEveryProblemWithItsLine() {
        assertThat(
                        problems(
                                """
                                source:
                                  bootstrap-servers: [localhost]
                                  topics: [logs]
                                  start: sometime
                                  connection-string: Endpoint=sb://example
                                parallelism: many
                                state-backend: disk
                                watermark-delay: 15
                                outputs:
                                  console: yes please
                                  dead-letters: discard
                                colour: red
                                """))
                .extracting(Problem::key)
                .containsExactly(
                        "outputs",
                        "source.bootstrap-servers[0]",
                        "source.start",
                        "source.connection-string",
                        "parallelism",
                        "state-backend",
                        "watermark-delay",
                        "outputs.console",
                        "colour");
    }

    @Test
    void aSecretInTheFileIsNotRepeated() {
        assertThat(
                        problems(
                                SMALLEST.replace(
                                        "topics:",
                                        "connection-string: SharedAccessKey=x\n  topics:")))
                .extracting(Problem::message)
                .noneMatch(message -> message.contains("SharedAccessKey"));
    }

    @Test
    void aMissingFileIsAProblem() {
        ConfigException thrown =
                catchThrowableOfType(
                        ConfigException.class,
                        () -> RunConfigReader.read(folder.resolve("missing.yaml")));

        assertThat(thrown).hasMessageContaining("missing.yaml: must be a file");
    }

    @Test
    void brokenYamlIsAProblemWithItsLine() {
        assertThat(problems("source:\n  topics: [a\nx: y\n"))
                .extracting(Problem::message)
                .anyMatch(message -> message.contains("run.yaml:") && message.contains("YAML"));
    }

    private RunConfig read(String yaml) throws IOException {
        return RunConfigReader.read(Files.writeString(folder.resolve("run.yaml"), yaml));
    }

    private List<Problem> problems(String yaml) {
        return catchThrowableOfType(ConfigException.class, () -> read(yaml)).problems();
    }
}
