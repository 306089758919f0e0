package io.entracep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesCommandTest {
    private static final Pattern FILE =
            Pattern.compile("<!-- file: (\\S+) -->\\n```\\w+\\n(.*?)```", Pattern.DOTALL);

    @TempDir private Path folder;

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private void writeExample() throws IOException {
        Matcher matcher = FILE.matcher(Files.readString(Repository.path("docs/rules.md")));
        while (matcher.find()) {
            Path file = folder.resolve(matcher.group(1));
            Files.createDirectories(file.getParent());
            Files.writeString(file, matcher.group(2));
        }
    }

    @Test
    void theExampleOfTheDocumentIsChecked() throws IOException {
        writeExample();
        Program.Outcome outcome =
                Program.run(
                        "rules",
                        "check",
                        path("rules"),
                        path("overlay"),
                        "--policy",
                        path("policy.yaml"));
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .endsWith(
                        "2 rules, 1 correlations and 1 filters can be used. 0 of the rules sleep until"
                                + " the policy has their lists, 0 can never match.\n");
        assertThat(Program.run("rules", "check", path("rules")).out())
                .contains("sleeps: waits for helpdesk in the policy");
    }

    @Test
    void countsInOrderTrendsAndAbsencesOfTheDocumentCanBeUsed() throws IOException {
        writeExample();
        Program.Outcome outcome = Program.run("rules", "check", path("more"));
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .endsWith(
                        "5 rules, 2 correlations and 0 filters can be used. 0 of the rules sleep until"
                                + " the policy has their lists, 0 can never match.\n");
    }

    @Test
    void recordsAreExplainedInTheFormInWhichTheJobShowsThemToRules() throws IOException {
        Files.writeString(
                folder.resolve("azure.yml"),
                """
                title: Access elevated
                logsource: {product: azure, service: activitylogs}
                detection:
                  s: {OperationName: Microsoft.Authorization/elevateAccess/action, ResultType: Succeeded}
                  condition: s
                """);
        Files.writeString(
                folder.resolve("rest.json"),
                """
                {"value":[{"eventTimestamp":"2026-03-09T09:03:00Z","correlationId":"c-1",
                "category":{"value":"Administrative","localizedValue":"Administrative"},
                "status":{"value":"Succeeded","localizedValue":"Succeeded"},
                "operationName":{"value":"Microsoft.Authorization/elevateAccess/action",
                "localizedValue":"Assigns the caller to a role"},
                "resourceId":"/providers/Microsoft.Authorization","caller":"eve@example.com",
                "tenantId":"t-1"}, {"category":"SignInLogs"}]}
                """);
        Program.Outcome outcome =
                Program.run("rules", "explain", path("azure.yml"), path("rest.json"));
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out().lines().filter(line -> line.startsWith("record")))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("record 1: ").endsWith(" holds"),
                        line -> assertThat(line).startsWith("record 2 cannot be read: "));
    }

    @Test
    void theExampleOfTheDocumentIsExplained() throws IOException {
        writeExample();
        Program.Outcome outcome =
                Program.run(
                        "rules",
                        "explain",
                        path("rules"),
                        path("records.jsonl"),
                        "--with",
                        path("overlay"),
                        "--policy",
                        path("policy.yaml"));
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out().lines().filter(line -> line.startsWith("record")))
                .satisfiesExactlyInAnyOrder(
                        line ->
                                assertThat(line)
                                        .startsWith("record 1: pass-for-others")
                                        .endsWith(" holds"),
                        line ->
                                assertThat(line)
                                        .startsWith("record 2: pass-for-others")
                                        .endsWith("does not hold"),
                        line ->
                                assertThat(line)
                                        .startsWith("record 3: wrong-password")
                                        .endsWith(" holds"),
                        line ->
                                assertThat(line)
                                        .startsWith("record 4: wrong-password")
                                        .endsWith("does not hold"),
                        line ->
                                assertThat(line)
                                        .startsWith("record 1: wrong-password")
                                        .contains("not about its log"),
                        line ->
                                assertThat(line)
                                        .startsWith("record 2: wrong-password")
                                        .contains("not about its log"),
                        line ->
                                assertThat(line)
                                        .startsWith("record 3: pass-for-others")
                                        .contains("not about its log"),
                        line ->
                                assertThat(line)
                                        .startsWith("record 4: pass-for-others")
                                        .contains("not about its log"));
        assertThat(outcome.out())
                .contains(
                        "properties.initiatedBy.user.userPrincipalName held \"helpdesk1@example.com\"")
                .contains("yes line 14: InitiatedBy.user.userPrincipalName|expand: \"%helpdesk%\"");
    }

    @Test
    void theSkeletonIsCleanAsItStands() throws IOException {
        Program.Outcome skeleton = Program.run("rules", "new");
        assertThat(skeleton.exitCode()).isZero();
        Files.writeString(folder.resolve("new.yml"), skeleton.out());
        Program.Outcome outcome = Program.run("rules", "check", path("new.yml"));
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .isEqualTo(
                        "1 rules, 0 correlations and 0 filters can be used. 0 of the rules sleep until"
                                + " the policy has their lists, 0 can never match.\n");
    }

    @Test
    void problemsEndWithTwoAndTheOthersAreStillTold() throws IOException {
        Files.writeString(
                folder.resolve("bad.yml"), "title: Bad\ndetection: {s: {a|b: c}, condition: t}\n");
        Files.writeString(folder.resolve("good.yml"), Program.run("rules", "new").out());
        Program.Outcome outcome = Program.run("rules", "check", folder.toString());
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out()).contains("1 rules, ");
        assertThat(outcome.err())
                .contains("3 problems in rules")
                .contains("bad.yml:2: detection.s.a|b");
    }

    @Test
    void recordsThatAreNoneEndWithTwo() throws IOException {
        Files.writeString(folder.resolve("new.yml"), Program.run("rules", "new").out());
        Files.writeString(folder.resolve("records.json"), "no json");
        Program.Outcome outcome =
                Program.run("rules", "explain", path("new.yml"), path("records.json"));
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("has no records: This is neither JSON");
    }

    @Test
    void aRecordCannotWriteToTheTerminal() throws IOException {
        Files.writeString(folder.resolve("new.yml"), Program.run("rules", "new").out());
        Program.Outcome outcome =
                Program.runWith(
                        "{\"category\":\"AuditLogs\",\"time\":\"2026-03-02T09:00:00Z\",\"operationName\":\"\\u001b[31mred\"}",
                        "rules",
                        "explain",
                        path("new.yml"),
                        "-");
        assertThat(outcome.out()).contains("\\u001b[31mred").doesNotContain("\u001b");
    }

    @Test
    void checksWhatNoKindOfDetectionCanDoAndKnowsTheShippedRules() throws IOException {
        Files.writeString(
                folder.resolve("own.yml"),
                """
                title: Twice
                name: twice
                correlation: {type: event_count, rules: [elevate-access], timespan: 1h, condition: {gte: 2}}
                ---
                title: Needs what no policy has
                name: needs
                logsource: {product: azure, service: auditlogs}
                detection: {s: {OperationName: Add user}, condition: s}
                alert: {needs: [no-such-key], reason: x}
                """);

        Program.Outcome outcome = Program.run("rules", "check", path("own.yml"));

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("1 problem").contains("own.yml:9: alert.needs");
        assertThat(outcome.out()).contains("1 rules, 1 correlations and 0 filters");
    }
}
