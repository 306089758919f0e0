package io.entracep.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entracep.alert.Evidence;
import io.entracep.policy.Policy;
import io.entracep.policy.PolicyReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an analyst and a program read on standard output. */
class TerminalStoryTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Policy SUPPRESSING =
            PolicyReader.read(
                    "p",
                    """
                    default:
                      suppressions:
                        - {detection: mfa-denied, owner: soc, reason: new phone, expires: 2026-03-05}
                        - {detection: mfa-fatigue, owner: soc, reason: a test, expires: 2026-12-31}
                    """);

    @TempDir private Path folder;

    @Test
    void tellsIncidentsByRankWithTheirAlertsByTime() throws IOException {
        List<String> lines = lines(sample().write());

        assertThat(lines)
                .containsSubsequence(
                        "3 alerts in 2 incidents: 1 critical, 1 high, 1 low.",
                        "  1  CRITICAL       Title of worst-detection: ann@example.com",
                        "     12:00  critical  Reason of a: ann@example.com",
                        "     13:00  high      Reason of b: ann@example.com",
                        "  2  LOW            Title of some-detection: bob@example.com");
        assertThat(lines).anyMatch(line -> line.matches("ann@example.com +critical +2 +0  1"));
    }

    @Test
    void everyLineFitsEightyColumnsAndNothingMovesTheCursor() throws IOException {
        ReplayFolder replay = new ReplayFolder(folder);
        for (int i = 0; i < 40; i++) {
            replay.alert(
                    "a" + i,
                    i + "\u001b[2J\n" + "very-long-name".repeat(12) + "@example.com",
                    "high",
                    HOUR.multipliedBy(30L * i),
                    "198.51.100." + i,
                    2);
        }

        assertThat(lines(replay.write()))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80))
                .noneMatch(line -> line.contains("\u001b"))
                .anyMatch(line -> line.contains("... and 17 more incidents in report.html."));
    }

    @Test
    void countsSuppressedAlertsApartAndTellsEntriesThatExpiredOrMarkNothing() throws IOException {
        List<String> lines = lines(withSuppressed().write(SUPPRESSING));

        assertThat(lines)
                .contains(
                        "3 alerts in 2 incidents: 1 critical, 1 high, 1 low.",
                        "suppressed: 1 alert");
        assertThat(String.join(" ", lines).replaceAll(" +", " "))
                .contains(
                        "default.suppressions[0]: mfa-denied, 1 alert (soc: new phone, until 2026-03-05), EXPIRED within these logs")
                .contains(
                        "default.suppressions[1]: mfa-fatigue, marks nothing (soc: a test, until 2026-12-31)");
    }

    @Test
    void saysSoWhereNothingFired() throws IOException {
        assertThat(lines(new ReplayFolder(folder).write())).containsExactly("No alerts.");
    }

    @Test
    void programsReadOneObjectALine() throws IOException {
        Results results = withSuppressed().write(SUPPRESSING);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StoryJson.print(results, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        List<JsonNode> lines = new ArrayList<>();
        for (String line : bytes.toString(StandardCharsets.UTF_8).lines().toList()) {
            lines.add(new ObjectMapper().readTree(line));
        }

        assertThat(lines)
                .extracting(line -> line.path("type").asText())
                .containsExactly(
                        "incident",
                        "alert",
                        "alert",
                        "incident",
                        "alert",
                        "account",
                        "account",
                        "suppressed-alert",
                        "suppression",
                        "suppression",
                        "summary");
        assertThat(lines.get(1).path("incidentId")).isEqualTo(lines.get(0).path("incidentId"));
        assertThat(lines.get(8).path("expired").asBoolean()).isTrue();
        assertThat(lines.get(10).path("records").asInt()).isEqualTo(19);
        assertThat(
                        lines.get(10)
                                .path("asleep")
                                .path("default")
                                .path(0)
                                .path("detectionId")
                                .asText())
                .isEqualTo("mfa-denied");
    }

    private ReplayFolder sample() {
        return new ReplayFolder(folder)
                .alert("a", "ann@example.com", "critical", Duration.ZERO, "198.51.100.1", 3)
                .alert("b", "ann@example.com", "high", HOUR, "198.51.100.1", 2)
                .alert("c", "bob@example.com", "low", HOUR.multipliedBy(3), "198.51.100.2", 1);
    }

    private ReplayFolder withSuppressed() {
        return sample().alert(
                        "s",
                        "mfa-denied",
                        "eve@example.com",
                        "high",
                        "Eve declined.",
                        List.of(
                                new Evidence(
                                        "denial",
                                        "e",
                                        ReplayFolder.time(HOUR),
                                        "SignInLogs",
                                        "Sign-in activity",
                                        "failure 500121",
                                        "eve@example.com",
                                        null,
                                        null,
                                        null,
                                        null)),
                        "default.suppressions[0]");
    }

    private static List<String> lines(Results results) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new TerminalStory(results, new PrintStream(bytes, true, StandardCharsets.UTF_8)).print();
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
