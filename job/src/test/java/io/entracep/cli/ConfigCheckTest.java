package io.entracep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.cli.Program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What `config check` tells of a configuration without problems. */
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

        Outcome outcome = Program.run("config", "check", file.toString());

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
