package io.entracep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.cli.Program.Outcome;
import io.entracep.testing.Repository;
import io.entracep.testing.SelfSigned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What `config check` tells of a configuration, and of the files that it names. */
class ConfigCheckTest {
    @TempDir private Path folder;

    @Test
    void tellsSinksAndWhetherSecretsAreThereButNoSecret() throws IOException {
        Files.writeString(folder.resolve("url"), "https://hooks.example.com/PLANTED");
        Path file =
                Files.writeString(
                        folder.resolve("run.yaml"),
                        """
                        source:
                          bootstrap-servers: [localhost:1]
                          topics: [logs]
                          connection-string: {file: nowhere}
                        sinks:
                          screen: {type: console}
                          on-call:
                            type: webhook
                            format: teams
                            url: {file: url}
                            filter: {minimum-severity: high, detections: [password-spray]}
                        dead-letters: discard
                        alert-dead-letters: {file: refused.jsonl}
                        """);

        Outcome outcome = Program.run("config", "check", file.toString(), "--elsewhere");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .contains("run.yaml is valid.")
                .containsPattern("screen +console +every alert")
                .containsPattern(
                        "on-call +webhook \\(teams\\) +severity high, critical; detection password-spray")
                .containsPattern("source.connection-string +file .*nowhere +MISSING")
                .containsPattern("sinks.on-call.url +file .*url +there")
                .doesNotContain("PLANTED");
    }

    @Test
    void theSampleCanBeCheckedAsItsFirstLinesSay() {
        Outcome outcome =
                Program.run(
                        "config",
                        "check",
                        Repository.path("deploy/samples/event-hubs-to-sentinel.yaml").toString(),
                        "--elsewhere");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).contains("event-hubs-to-sentinel.yaml is valid.");
    }

    @Test
    void tellsEverythingThatIsMissingHereAtOnce() throws IOException {
        Files.writeString(folder.resolve("no-folder"), "a file");
        Files.writeString(folder.resolve("no-certificate.pem"), "PLANTED");
        Files.writeString(folder.resolve("policy.yaml"), "default:\n  no-such-key: 1\n");
        Files.writeString(folder.resolve("empty"), "\n");
        Files.createDirectory(folder.resolve("dead.jsonl"));
        Path file =
                Files.writeString(
                        folder.resolve("run.yaml"),
                        """
                        source:
                          bootstrap-servers: [localhost:1]
                          topics: [logs]
                          connection-string: {env: ENTRA_CEP_NOT_SET}
                          trust-store: {file: no-certificate.pem, password: PLANTED}
                        policy: policy.yaml
                        checkpoints: {directory: "file://%1$s/no-folder/checkpoints"}
                        sinks:
                          archive: {type: file, path: no-folder/deeper/alerts.jsonl}
                          soar:
                            type: webhook
                            url: {file: nowhere}
                            signing-key: {file: empty}
                            certificates: missing.pem
                          other:
                            type: webhook
                            url: https://localhost/hook
                            certificates: no-certificate.pem
                        dead-letters: {file: dead.jsonl}
                        alert-dead-letters: {file: no-folder/refused.jsonl}
                        wrong: key
                        """
                                .formatted(folder));

        Outcome outcome = Program.run("config", "check", file.toString());

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err().lines().filter(line -> line.contains(" must be ")))
                .satisfiesExactly(
                        line -> assertThat(line).contains(":4: source.connection-string.env must"),
                        line -> assertThat(line).contains(":5: source.trust-store.file is \"no-"),
                        line -> assertThat(line).contains(":7: checkpoints.directory", "no-folder"),
                        line -> assertThat(line).contains(":9: sinks.archive.path", "no-folder"),
                        line -> assertThat(line).contains(":12: sinks.soar.url.file", "nowhere"),
                        line -> assertThat(line).contains(":13: sinks.soar.signing-key.file"),
                        line ->
                                assertThat(line)
                                        .contains(
                                                ":14: sinks.soar.certificates is \"missing.pem\"",
                                                "(NoSuchFileException)"),
                        line -> assertThat(line).contains(":18: sinks.other.certificates"),
                        line -> assertThat(line).contains(":19: dead-letters.file", "a folder"),
                        line -> assertThat(line).contains(":20: alert-dead-letters.file"),
                        line -> assertThat(line).contains(":21: wrong must be a known key"),
                        line -> assertThat(line).contains("policy.yaml:2: default.no-such-key"));
        assertThat(outcome.err()).contains("--elsewhere").doesNotContain("PLANTED", "\tat ");
        assertThat(folder.resolve("no-folder")).hasContent("a file");
    }

    @Test
    void isContentWithWhatIsThereAndWritesNothing() throws Exception {
        Path pem = SelfSigned.in(folder).pem();
        Files.writeString(folder.resolve("secret"), "PLANTED");
        Path file =
                Files.writeString(
                        folder.resolve("run.yaml"),
                        """
                        source:
                          bootstrap-servers: [localhost:1]
                          topics: [logs]
                          connection-string: {file: secret}
                          trust-store: {file: server.p12, password: password}
                        checkpoints: {directory: "file://%s/checkpoints"}
                        sinks:
                          archive: {type: file, path: new/alerts.jsonl}
                          soar: {type: webhook, url: {file: secret}, certificates: %s}
                        dead-letters: {file: new/dead.jsonl}
                        alert-dead-letters: {file: new/refused.jsonl}
                        """
                                .formatted(folder, pem));

        Outcome outcome = Program.run("config", "check", file.toString());

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        assertThat(folder.resolve("new")).doesNotExist();
        assertThat(folder.resolve("checkpoints")).doesNotExist();
    }

    @Test
    void asksTheBrokersWhenTold() throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("run.yaml"),
                        """
                        source: {bootstrap-servers: ["localhost:1"], topics: [logs]}
                        sinks: {screen: {type: console}}
                        dead-letters: discard
                        """);

        Outcome outcome = Program.run("config", "check", file.toString(), "--connect");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("localhost:1 does not accept connections");
    }
}
