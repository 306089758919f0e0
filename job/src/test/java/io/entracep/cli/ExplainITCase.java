package io.entracep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.cli.Program.Outcome;
import io.entracep.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Why something fired or not, by replays of the sample logs. */
class ExplainITCase {
    private static final String SAMPLES = Repository.path("test-data/samples").toString();

    @TempDir private Path folder;

    @Test
    void tellsWhatAlmostFiredWithWhichSettingAndWhatSlept() throws IOException {
        Path policy = folder.resolve("policy.yaml");
        Files.writeString(
                policy, "default: {detections: {password-spray: {settings: {few: 20, many: 20}}}}");

        Outcome outcome =
                Program.run(
                        "explain", "203.0.113.66", "--in", SAMPLES, "--policy", policy.toString());

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .containsSubsequence(
                        "Nothing fired for 203.0.113.66.",
                        "Almost fired:",
                        "password-spray",
                        "would fire with few: 10 (is 20)",
                        "Slept:",
                        "the policy has no break-glass-accounts: ",
                        "break-glass-sign-in");
    }

    @Test
    void tunesASetting() {
        Outcome outcome =
                Program.run("tune", "password-spray", "--in", SAMPLES, "--setting", "few");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("few (is 3)").containsPattern("3 +\\d+ alerts  #+");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThat(Program.run("tune", "no-such", "--in", SAMPLES).err())
                .contains("There is no detection no-such");
        assertThat(
                        Program.run(
                                        "tune",
                                        "password-spray",
                                        "--in",
                                        SAMPLES,
                                        "--setting",
                                        "no-such")
                                .err())
                .contains("has no setting no-such; it has few,");
    }
}
