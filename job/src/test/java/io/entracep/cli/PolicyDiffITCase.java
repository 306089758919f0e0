package io.entracep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entracep.cli.Program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions of a policy: what an edit would change, and which of them judges what. */
class PolicyDiffITCase {
    private static final String MARCH = "default: {break-glass-accounts: [one@example.com]}\n";
    private static final String APRIL = "default: {break-glass-accounts: [two@example.com]}\n";

    @TempDir private Path folder;

    @BeforeEach
    void bothSignInInEachMonth() throws IOException {
        Files.writeString(
                folder.resolve("logs.jsonl"),
                record("2026-03-10", "one")
                        + record("2026-03-10", "two")
                        + record("2026-04-10", "one")
                        + record("2026-04-10", "two"));
    }

    @Test
    void diffTellsWhatAnEditWouldChangeAndByWhichEntry() throws IOException {
        Path old = Files.writeString(folder.resolve("old.yaml"), MARCH);
        Path edited = Files.writeString(folder.resolve("new.yaml"), APRIL);

        Outcome outcome =
                Program.run(
                        "policy",
                        "diff",
                        old.toString(),
                        edited.toString(),
                        "--in",
                        folder.resolve("logs.jsonl").toString());

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .contains("2 added, 2 removed, 0 changed")
                .contains("default.break-glass-accounts");
    }

    @Test
    void aTextThatDecidesTheSameChangesNothing() throws IOException {
        Path old = Files.writeString(folder.resolve("old.yaml"), MARCH);
        Path edited = Files.writeString(folder.resolve("new.yaml"), "# Reviewed.\n" + MARCH);

        Outcome outcome =
                Program.run(
                        "policy",
                        "diff",
                        old.toString(),
                        edited.toString(),
                        "--in",
                        folder.resolve("logs.jsonl").toString());

        assertThat(outcome.out()).contains("0 added, 0 removed, 0 changed");
    }

    @Test
    void aReplayOfMarchUsesTheListsOfMarch() throws IOException {
        Path versions = Files.createDirectory(folder.resolve("policy"));
        Files.writeString(versions.resolve("1.yaml"), MARCH);
        Files.writeString(
                versions.resolve("2.yaml"), "effective-from: 2026-04-01T00:00Z\n" + APRIL);

        Outcome outcome =
                Program.run(
                        "replay",
                        folder.resolve("logs.jsonl").toString(),
                        "--policy",
                        versions.toString(),
                        "--out",
                        folder.resolve("out").toString());

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        List<String> found = new ArrayList<>();
        Set<String> versionsTold = new HashSet<>();
        for (String line : Files.readAllLines(folder.resolve("out/alerts.jsonl"))) {
            JsonNode alert = new ObjectMapper().readTree(line);
            if (alert.path("detectionId").asText().equals("break-glass-sign-in")) {
                alert.path("evidence")
                        .forEach(record -> found.add(record.path("eventId").asText()));
                versionsTold.add(alert.path("policyVersion").asText());
            }
        }
        assertThat(found).containsExactlyInAnyOrder("2026-03-10-one", "2026-04-10-two");
        assertThat(versionsTold).hasSize(2);
    }

    @Test
    void whatIsWrongInAFolderIsToldTogether() throws IOException {
        Path versions = Files.createDirectory(folder.resolve("policy"));
        Files.writeString(versions.resolve("1.yaml"), MARCH);
        Files.writeString(versions.resolve("2.yaml"), APRIL);
        Files.writeString(versions.resolve("3.yaml"), "effective-from: soon\n" + APRIL);

        Outcome outcome = Program.run("policy", "check", versions.toString());

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("2.yaml", "another time than that of", "3.yaml:1: effective-from is");
    }

    private static String record(String day, String user) {
        return """
               {"time":"%1$sT10:00:00Z","category":"SignInLogs","operationName":"Sign-in activity","resultType":"0","tenantId":"11111111-2222-3333-4444-555555555555","properties":{"id":"%1$s-%2$s","createdDateTime":"%1$sT10:00:00Z","userId":"id-%2$s","userPrincipalName":"%2$s@example.com","ipAddress":"192.0.2.1","status":{"errorCode":0}}}
               """
                .formatted(day, user);
    }
}
