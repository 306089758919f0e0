package io.entracep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.cli.Program.Outcome;
import io.entracep.output.AlertReader;
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

        assertDone(outcome);
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
    void tellsThatNobodyHasTheNameAndWhoseIsLikeIt() {
        Outcome slip = Program.run("explain", "adm_bbo@example.com", "--in", SAMPLES);
        assertDone(slip);
        assertThat(slip.out())
                .containsSubsequence(
                        "No record that was read names adm_bbo@example.com.",
                        "Near it:",
                        "adm_bob@example.com")
                .doesNotContain("Nothing fired", "Slept:");

        Outcome part = Program.run("explain", "adm_bob", "--in", SAMPLES);
        assertThat(part.out()).containsSubsequence("Near it:", "adm_bob@example.com");

        Outcome nobody = Program.run("explain", "zz-nobody-zz", "--in", SAMPLES);
        assertThat(nobody.out())
                .contains("No record that was read names zz-nobody-zz.")
                .doesNotContain("Near it:");
    }

    @Test
    void explainsAnAlertOfARuleOfTheUser() throws IOException {
        Path rule = folder.resolve("own.yml");
        Files.writeString(
                rule,
                """
                title: Any change
                name: any-change
                logsource: {product: azure, service: auditlogs}
                detection: {all: {OperationName|exists: true}, condition: all}
                level: low
                """);
        Path policy = folder.resolve("policy.yaml");
        Files.writeString(policy, "default: {detections: {any-change: {base-severity: high}}}");
        Path out = folder.resolve("out");
        Outcome replayed =
                Program.run(
                        "replay",
                        SAMPLES,
                        "--out",
                        out.toString(),
                        "--rules",
                        rule.toString(),
                        "--policy",
                        policy.toString());
        assertThat(replayed.exitCode()).as(replayed.err()).isIn(0, 3); // There are dead letters.
        String id =
                AlertReader.read(out.resolve("alerts.jsonl")).stream()
                        .filter(alert -> alert.detectionId().equals("any-change"))
                        .findFirst()
                        .orElseThrow()
                        .alertId();

        Outcome outcome =
                Program.run(
                        "explain",
                        id,
                        "--in",
                        SAMPLES,
                        "--rules",
                        rule.toString(),
                        "--policy",
                        policy.toString());

        assertDone(outcome);
        assertThat(outcome.out())
                .containsSubsequence("Fired:", id + "  high  any-change", "Any change");
        Outcome report = Program.run("report", out.toString());
        assertThat(report.exitCode()).as(report.err()).isZero();
    }

    @Test
    void tunesASetting() {
        Outcome outcome =
                Program.run("tune", "password-spray", "--in", SAMPLES, "--setting", "few");

        assertDone(outcome);
        assertThat(outcome.out())
                .contains("few (is 3)", "1 alert, whatever it is from 2 to 9")
                .doesNotContain("1 alerts");
    }

    @Test
    void readsAsReplayDoesWhatDoesNotTellItself() throws IOException {
        Path logs =
                Files.writeString(
                        folder.resolve("audit.csv.txt"),
                        """
                        Date (UTC),Service,Category,Activity,Result,Target1DisplayName,ActorUserPrincipalName
                        09/03/2026 10:00,Core Directory,UserManagement,Add user,success,new,ann@example.com
                        """);

        assertThat(Program.run("explain", "ann@example.com", "--in", logs.toString()).exitCode())
                .as("which month is it?")
                .isNotZero();
        Outcome told =
                Program.run(
                        "explain",
                        "ann@example.com",
                        "--in",
                        logs.toString(),
                        "--dates",
                        "day-first",
                        "--tenant",
                        "6f1c2d3e-0000-4000-8000-000000000001");
        assertThat(told.exitCode()).as(told.err()).isZero();
    }

    @Test
    void refusesWhatIsNotThere() {
        Outcome outcome =
                Program.run("explain", "ann", "--in", folder.resolve("nothing").toString());

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("nothing");
    }

    /** The samples have one record that is cut. */
    private static void assertDone(Outcome outcome) {
        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(3);
        assertThat(outcome.err())
                .contains("NOT EVERYTHING WAS READ", "1 file read, 1 partly, 0 not read");
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
