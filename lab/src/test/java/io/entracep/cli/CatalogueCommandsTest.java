package io.entracep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entracep.catalogue.Catalogue;
import io.entracep.cli.Program.Outcome;
import io.entracep.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueCommandsTest {
    private static final String POLICY = Repository.path("test-data/policy.yaml").toString();

    @Test
    void listsEveryDetectionAndWhySomeSleep() {
        Outcome outcome = Program.run("detections");

        assertThat(outcome.exitCode()).isZero();
        Catalogue.load()
                .entries()
                .forEach(
                        entry ->
                                assertThat(outcome.out())
                                        .containsPattern(
                                                "(?m)^" + entry.id() + " .*" + entry.title()));
        assertThat(outcome.out())
                .containsPattern(
                        "(?m)^break-glass-sign-in .*asleep: the policy has no break-glass-accounts$")
                .containsPattern("(?m)^password-spray .*awake$");
    }

    @Test
    void aPolicyWakesDetections() {
        Outcome outcome = Program.run("detections", "--policy", POLICY);

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).containsPattern("(?m)^break-glass-sign-in .*awake$");
    }

    @Test
    void listsRulesOfTheUser(@TempDir Path folder) throws IOException {
        Path rules = folder.resolve("own.yml");
        Files.writeString(
                rules,
                """
                title: Our own
                name: our-own
                logsource: {product: azure, service: auditlogs}
                detection: {s: {OperationName|expand: '%watched-activities%'}, condition: s}
                ---
                title: Broken
                """);
        Path policy = folder.resolve("policy.yaml");
        Files.writeString(
                policy,
                "default: {lists: {watched-activities: [Add user]}, detections: {our-own: {severity: low}}}");

        Outcome asleep = Program.run("detections", "--rules", rules.toString());
        assertThat(asleep.out())
                .containsPattern("(?m)^our-own .*asleep: the policy has no watched-activities$");
        assertThat(asleep.err()).contains("own.yml:6");
        assertThat(
                        Program.run(
                                        "detections",
                                        "--policy",
                                        policy.toString(),
                                        "--rules",
                                        rules.toString())
                                .out())
                .containsPattern("(?m)^our-own .*awake$");
        assertThat(
                        Program.run(
                                        "policy",
                                        "check",
                                        policy.toString(),
                                        "--rules",
                                        rules.toString())
                                .out())
                .contains("is valid");
        assertThat(Program.run("policy", "check", policy.toString()).err()).contains("our-own");
    }

    @Test
    void tellsThemToPrograms() throws IOException {
        Outcome outcome = Program.run("detections", "--json");

        JsonNode list = new ObjectMapper().readTree(outcome.out());
        assertThat(list).hasSameSizeAs(Catalogue.load().entries());
        assertThat(list)
                .anySatisfy(
                        entry -> {
                            assertThat(entry.path("id").asText()).isEqualTo("break-glass-sign-in");
                            assertThat(entry.path("requires").get(0).asText())
                                    .isEqualTo("break-glass-accounts");
                            assertThat(entry.path("asleep").path("default").asText())
                                    .isEqualTo("the policy has no break-glass-accounts");
                        });
    }

    @Test
    void acceptsTheSamplePolicy() {
        Outcome outcome = Program.run("policy", "check", POLICY);

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).contains("default is valid");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void tellsWhatOfAPolicyNobodyReads(@TempDir Path folder) throws IOException {
        Path policy =
                Files.writeString(
                        folder.resolve("policy.yaml"),
                        "default: {expected-volume: {SignInLogs: 50}, leavers: [bob@example.com]}");

        Outcome outcome = Program.run("policy", "check", policy.toString());

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .contains("no detection of this version reads default.expected-volume.")
                .doesNotContain("leavers");
    }

    @Test
    void theDocumentListsTheInputsThatNobodyReads() throws IOException {
        assertThat(Files.readString(Repository.path("docs/policy.md")).replaceAll("\\s+", " "))
                .contains(
                        Catalogue.load().unread().stream()
                                .map(input -> "`" + input.key() + "`")
                                .collect(Collectors.joining(", ", "reads them: ", ".")));
    }

    @Test
    void everyCommandHasHelp() {
        assertThat(Program.run("--help").out()).contains("Try it:", "replay", "demo", "run");
        for (String command :
                new String[] {"replay", "demo", "run", "detections", "policy", "config"}) {
            Outcome outcome = Program.run(command, "--help");
            assertThat(outcome.exitCode()).isZero();
            assertThat(outcome.out()).startsWith("Usage: entra-cep " + command);
        }
    }
}
