package io.entracep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionsTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "replay ", "policy check ", "run "})
    void tellsItsVersionEverywhere(String command) {
        Program.Outcome outcome = Program.run((command + "--version").split(" "));

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .matches(
                        "entra-cep \\S.* \\(Flink 2\\.2\\.1, Java "
                                + System.getProperty("java.version")
                                + "\\)\\R");
    }

    @Test
    void takesTheVersionThatTheLauncherReadsFromThePom() {
        System.setProperty("entra-cep.version", "1.2.3");
        try {
            assertThat(Program.run("--version").out()).startsWith("entra-cep 1.2.3 (");
        } finally {
            System.clearProperty("entra-cep.version");
        }
    }
}
