package io.entracep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entracep.cli.Program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a folder may hold, and what is said of each file in it. */
class ReplayInputITCase {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String TENANT = "6f1c2d3e-0000-4000-8000-000000000001";

    /** An account that is made and deleted, as the hub has it. */
    private static final String STREAMED =
            record("Add user", "Directory_A_1", "09:00", "\"tenantId\":\"" + TENANT + "\",")
                    + "\n"
                    + record(
                            "Delete user",
                            "Directory_A_2",
                            "09:20",
                            "\"tenantId\":\"" + TENANT + "\",")
                    + "\n";

    @TempDir private Path folder;

    @Test
    void countsARecordOnceThatLiesThereInTwoShapes() throws IOException {
        Path first = Files.createDirectory(folder.resolve("first"));
        Files.writeString(first.resolve("hub.jsonl"), STREAMED);
        Path both = Files.createDirectory(folder.resolve("both"));
        Files.writeString(both.resolve("hub.jsonl"), STREAMED);
        Files.writeString(
                both.resolve("graph.json"),
                "{\"value\":["
                        + graph("Add user", "DIRECTORY_a_1", "09:00")
                        + ","
                        + graph("Delete user", "DIRECTORY_a_2", "09:20")
                        + "]}");

        assertThat(replay(first).exitCode()).isZero();
        Outcome outcome = replay(both);

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("Everything was read.", "name no tenant");
        assertThat(ids(both)).isEqualTo(ids(first)).hasSizeGreaterThan(0);
        assertThat(summary(both).path("input").path("givenTo").asText()).isEqualTo(TENANT);
    }

    @Test
    void tellsOfEveryFileThatWasNotReadWhole() throws IOException {
        Path logs = Files.createDirectory(folder.resolve("logs"));
        Files.writeString(logs.resolve("good.jsonl"), STREAMED);
        Files.writeString(
                logs.resolve("page.json"),
                "{\"value\":["
                        + graph("Update user", "x", "10:00")
                        + "],\"@odata.nextLink\":\"https://graph.example.com/next\"}");
        Files.writeString(
                logs.resolve("datum.csv"),
                "Datum (UTC),Anforderungs-ID,Benutzer,Status\n1,2,3,4\n");

        Outcome outcome = replay(logs);

        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(3);
        assertThat(outcome.out())
                .contains("NOT EVERYTHING WAS READ", "partly: ", "page.json", "nextLink")
                .contains("not read: ", "datum.csv", "Anforderungs-ID");
        JsonNode summary = summary(logs);
        assertThat(summary.path("complete").asBoolean()).isFalse();
        assertThat(summary.path("input").path("filesRead").asInt()).isEqualTo(1);
        assertThat(summary.path("input").path("partly")).hasSize(1);
        assertThat(summary.path("input").path("notRead")).hasSize(1);
    }

    @Test
    void tellsOfRecordsOfMoreTenantsThanThereIsRoomFor() throws IOException {
        Path logs = Files.createDirectory(folder.resolve("logs"));
        StringBuilder invented = new StringBuilder();
        for (int i = 0; i < 10_003; i++) {
            invented.append(
                    "{\"time\":\"2026-03-03T09:00:00Z\",\"category\":\"SignInLogs\",\"tenantId\":"
                            + "\"%08d-0000-4000-8000-000000000001\",\"properties\":{\"id\":\"%d\"}}%n"
                                    .formatted(i, i));
        }
        Files.writeString(logs.resolve("hub.jsonl"), invented);

        Outcome outcome =
                Program.run(
                        "replay",
                        logs.toString(),
                        "--parallelism",
                        "1",
                        "--out",
                        out(logs).toString());

        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(3);
        assertThat(outcome.out())
                .contains("NOT EVERYTHING WAS READ", "3 records were read but not judged");
        assertThat(summary(logs).path("complete").asBoolean()).isFalse();
    }

    @Test
    void readsNoResultsAndKeepsThemUntilThereAreNewOnes() throws IOException {
        Path logs = Files.createDirectory(folder.resolve("logs"));
        Files.writeString(logs.resolve("good.jsonl"), STREAMED);
        Path out = logs.resolve("replay-out");
        String[] command = {"replay", logs.toString(), "--out", out.toString()};

        assertThat(Program.run(command).exitCode()).isZero();
        String alerts = Files.readString(out.resolve("alerts.jsonl"));
        assertThat(Program.run(command).exitCode()).isZero();
        assertThat(out.resolve("alerts.jsonl")).hasContent(alerts.strip());

        Outcome refused =
                Program.run("replay", out.toString(), "--out", folder.resolve("x").toString());
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("holds results of a replay");
    }

    @Test
    void writesNoMoreDeadLettersThanAnyoneReads() throws IOException {
        Path logs = Files.createDirectory(folder.resolve("logs"));
        Files.writeString(logs.resolve("junk.jsonl"), STREAMED + "junk\n".repeat(30_000));

        Outcome outcome = replay(logs);

        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(summary(logs).path("deadLettersByReason").path("MALFORMED_JSON").asInt())
                .isEqualTo(30_000);
        assertThat(Files.readAllLines(out(logs).resolve("dead-letters.jsonl"))).hasSize(10_000);
        assertThat(outcome.out()).contains("20000 more dead letters were counted");
    }

    @Test
    void leavesOutHoursThatThePathTells() throws IOException {
        for (String hour : List.of("08", "09")) {
            Path hourly =
                    Files.createDirectories(
                            folder.resolve("logs/tenantId=t/y=2026/m=03/d=09/h=" + hour + "/m=00"));
            Files.writeString(hourly.resolve("PT1H.json"), STREAMED);
        }
        Outcome outcome =
                Program.run(
                        "replay",
                        folder.resolve("logs").toString(),
                        "--from",
                        "2026-03-09T09:00:00Z",
                        "--out",
                        out(folder.resolve("logs")).toString());

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("1 left out for the time in their path");
    }

    private Outcome replay(Path logs) {
        return Program.run("replay", logs.toString(), "--out", out(logs).toString());
    }

    private Path out(Path logs) {
        return folder.resolve("out-" + logs.getFileName());
    }

    private JsonNode summary(Path logs) throws IOException {
        return JSON.readTree(out(logs).resolve("summary.json").toFile());
    }

    private List<String> ids(Path logs) throws IOException {
        List<String> ids = new ArrayList<>();
        for (String line : Files.readAllLines(out(logs).resolve("alerts.jsonl"))) {
            ids.add(JSON.readTree(line).path("alertId").asText());
        }
        return ids;
    }

    private static String record(String activity, String id, String time, String tenant) {
        return "{\"time\":\"2026-03-09T%s:30Z\",%s\"category\":\"AuditLogs\",\"operationName\":\"%s\",\"properties\":%s}"
                .formatted(time, tenant, activity, graph(activity, id, time));
    }

    private static String graph(String activity, String id, String time) {
        return """
        {"id":"%s","category":"UserManagement","correlationId":"c-1","result":"success",\
        "activityDisplayName":"%s","activityDateTime":"2026-03-09T%s:00Z","loggedByService":"Core Directory",\
        "initiatedBy":{"user":{"id":"u-1","userPrincipalName":"eve@example.com"}},\
        "targetResources":[{"id":"u-2","type":"User","userPrincipalName":"tmp@example.com"}]}"""
                .formatted(id, activity, time);
    }
}
