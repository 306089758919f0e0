package io.entracep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entracep.cli.Program.Outcome;
import io.entracep.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replays of the sample logs, through a Flink in this process. */
class ReplayITCase {
    private static final Path SAMPLES = Repository.path("test-data/samples");
    private static final String POLICY = Repository.path("test-data/policy.yaml").toString();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path folder;

    @Test
    void theSameRecordsGiveTheSameBytes() throws IOException {
        Path inOrder = folder.resolve("in-order");
        Outcome outcome =
                Program.run(
                        "replay",
                        SAMPLES.toString(),
                        "--policy",
                        POLICY,
                        "--out",
                        inOrder.toString(),
                        "--parallelism",
                        "2");
        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(3);

        Path shuffled = folder.resolve("shuffled");
        Outcome again =
                Program.runWith(
                        shuffledAndTwice(),
                        "replay",
                        "-",
                        "--policy",
                        POLICY,
                        "--out",
                        shuffled.toString(),
                        "--on-disk",
                        "--parallelism",
                        "1");
        assertThat(again.exitCode()).as(again.err()).isEqualTo(3);

        assertThat(shuffled.resolve("alerts.jsonl"))
                .hasSameBinaryContentAs(inOrder.resolve("alerts.jsonl"));
        assertThat(detections(inOrder))
                .contains("account-created-and-deleted", "password-spray", "break-glass-sign-in");
    }

    @Test
    void keepsStateOnDiskWhateverTheFolderOfTheResultsIsCalled() {
        Path out = folder.resolve("march, all:1");

        Outcome outcome =
                Program.run("replay", SAMPLES.toString(), "--on-disk", "--out", out.toString());

        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(3);
        assertThat(out.resolve("alerts.jsonl")).isNotEmptyFile();
        assertThat(out.resolve(".parts")).doesNotExist();
    }

    @Test
    void readsFilesAsItIsToldTo() throws IOException {
        Path log = folder.resolve("audit.json");
        Files.writeString(
                log,
                """
                {
                  "category": "AuditLogs", "operationName": "Add user",
                  "time": "2026-03-02T09:00:00Z", "tenantId": "t-1"
                }
                """);

        assertThat(recordsRead(log, "auto")).isEqualTo(1);
        assertThat(recordsRead(log, "JSON")).isEqualTo(1);
        assertThat(recordsRead(log, "lines")).isZero();
    }

    private int recordsRead(Path log, String format) throws IOException {
        Path out = folder.resolve(format);
        Program.run("replay", log.toString(), "--format", format, "--out", out.toString());
        return JSON.readTree(out.resolve("summary.json").toFile()).path("records").asInt();
    }

    @Test
    void tellsWhatItDidAndWhatSlept() throws IOException {
        Path out = folder.resolve("out");

        Outcome outcome = Program.run("replay", SAMPLES.toString(), "--out", out.toString());

        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(3);
        JsonNode summary = JSON.readTree(out.resolve("summary.json").toFile());
        assertThat(summary.path("complete").asBoolean()).isFalse();
        assertThat(summary.path("input").path("filesRead").asInt()).isEqualTo(1);
        assertThat(summary.path("input").path("partly"))
                .singleElement()
                .satisfies(file -> assertThat(file.path("file").asText()).endsWith("audit.jsonl"));
        assertThat(summary.path("records").asInt()).isEqualTo(19);
        assertThat(summary.path("recordsByCategory").path("AuditLogs").asInt()).isEqualTo(3);
        assertThat(summary.path("recordsByCategory").path("SignInLogs").asInt()).isEqualTo(16);
        assertThat(summary.path("deadLettersByReason").path("MALFORMED_JSON").asInt()).isEqualTo(1);
        assertThat(summary.path("firstEventTime").asText()).isEqualTo("2026-03-03T02:10:00.000Z");
        assertThat(summary.path("lastEventTime").asText()).isEqualTo("2026-03-03T23:41:10.000Z");
        assertThat(summary.path("alerts").asInt()).isEqualTo(lines(out, "alerts.jsonl").size());
        assertThat(summary.path("asleep").path("default"))
                .anySatisfy(
                        asleep ->
                                assertThat(asleep.path("detectionId").asText())
                                        .isEqualTo("break-glass-sign-in"));
        assertThat(lines(out, "dead-letters.jsonl")).hasSize(1);
        assertThat(outcome.out())
                .contains("account-created-and-deleted", "1 MALFORMED_JSON")
                .contains("the policy has no break-glass-accounts");
        assertThat(detections(out)).doesNotContain("break-glass-sign-in");
        assertThat(Files.list(out))
                .map(file -> file.getFileName().toString())
                .containsExactlyInAnyOrder(
                        ".entra-cep-replay",
                        "alerts.jsonl",
                        "dead-letters.jsonl",
                        "undecided.jsonl",
                        "summary.json",
                        "incidents.jsonl",
                        "timeline.csv",
                        "attack-layer.json",
                        "report.html",
                        "policy.yaml");
    }

    @Test
    void cutsByEventTimeAndReplacesFormerResults() throws IOException {
        Path out = folder.resolve("out");
        Program.run("replay", SAMPLES.toString(), "--out", out.toString());

        Outcome outcome =
                Program.run(
                        "replay",
                        SAMPLES.toString(),
                        "--out",
                        out.toString(),
                        "--from",
                        "2026-03-03T22:00:00Z",
                        "--to",
                        "2026-03-03T23:41:10Z");

        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(3);
        JsonNode summary = JSON.readTree(out.resolve("summary.json").toFile());
        // The moment of --to is outside: that of the deletion.
        assertThat(summary.path("records").asInt()).isEqualTo(2);
        assertThat(summary.path("recordsOutsidePeriod").asInt()).isEqualTo(17);
        assertThat(detections(out)).doesNotContain("account-created-and-deleted", "password-spray");
    }

    @Test
    void failsWhereNothingIsALogRecord() throws IOException {
        Path poem = Files.writeString(folder.resolve("poem.txt"), "Roses are red\nViolets too\n");

        Outcome outcome =
                Program.run("replay", poem.toString(), "--out", folder.resolve("out").toString());

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err())
                .contains("poem.txt is an Entra ID log record", "dead-letters.jsonl");
        assertThat(lines(folder.resolve("out"), "dead-letters.jsonl")).hasSize(2);
    }

    /** Every sample record twice, in another order, and the broken line. */
    private static String shuffledAndTwice() throws IOException {
        List<String> lines = new ArrayList<>();
        for (JsonNode record :
                JSON.readTree(SAMPLES.resolve("signins.json").toFile()).path("records")) {
            lines.add(JSON.writeValueAsString(record));
        }
        lines.addAll(Files.readAllLines(SAMPLES.resolve("audit.jsonl")));
        lines.addAll(List.copyOf(lines));
        Collections.shuffle(lines, new Random(7));
        return String.join("\n", lines) + "\n";
    }

    private static List<String> detections(Path out) throws IOException {
        List<String> detections = new ArrayList<>();
        for (String line : lines(out, "alerts.jsonl")) {
            detections.add(JSON.readTree(line).path("detectionId").asText());
        }
        return detections;
    }

    private static List<String> lines(Path out, String file) throws IOException {
        return Files.readAllLines(out.resolve(file));
    }
}
