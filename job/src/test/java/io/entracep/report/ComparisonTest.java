package io.entracep.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entracep.policy.PolicyReader;
import io.entracep.report.Comparison.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What differs between two replays. */
class ComparisonTest {
    private static final String OLD =
            """
            default:
              vip-accounts: [eve@example.com]
              detections:
                worst-detection: {settings: {users: 10}}
            """;
    private static final String NEW =
            """
            default:
              detections:
                worst-detection: {settings: {users: 5}, severity: critical}
            """;

    @TempDir private Path folder;

    @Test
    void tellsWhatWasAddedRemovedAndChangedAndByWhichEntry() throws IOException {
        Comparison comparison = compared().comparison();

        assertThat(comparison.words()).endsWith("1 added, 1 removed, 1 changed.");
        assertThat(comparison.differences())
                .extracting(Comparison.Difference::kind, one -> one.alert().alertId())
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(Kind.ADDED, "new"),
                        org.assertj.core.groups.Tuple.tuple(Kind.REMOVED, "gone"),
                        org.assertj.core.groups.Tuple.tuple(Kind.CHANGED, "more"));
        Comparison.Difference added =
                comparison.differences().stream()
                        .filter(one -> one.kind() == Kind.ADDED)
                        .findFirst()
                        .orElseThrow();
        assertThat(added.because())
                .extracting(PolicyChange::words)
                .containsExactly(
                        "default.detections.worst-detection.settings.users: 5, was 10",
                        "default.detections.worst-detection.severity: critical, new");
        assertThat(comparison.byPerson())
                .extracting(Comparison.Line::name)
                .contains("new@example.com");
    }

    @Test
    void changedAlertsTellWhatChanged() throws IOException {
        Comparison.Difference changed =
                compared().comparison().differences().stream()
                        .filter(one -> one.kind() == Kind.CHANGED)
                        .findFirst()
                        .orElseThrow();

        assertThat(changed.what()).containsExactly("records: 3, was 2");
    }

    @Test
    void peopleAndProgramsReadIt() throws IOException {
        Results results = compared();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new TerminalStory(results, new PrintStream(bytes, true, StandardCharsets.UTF_8)).print();
        JsonNode json = new ObjectMapper().readTree(folder.resolve("now/comparison.json").toFile());

        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .contains("  default.detections.worst-detection.settings.users: 5, was 10")
                .allMatch(line -> line.length() <= 80 || line.contains(folder.toString()));
        assertThat(json.path("added").asInt()).isEqualTo(1);
        assertThat(json.path("alerts").path(0).path("because").isArray()).isTrue();
        assertThat(Files.readString(folder.resolve("now/report.html")))
                .contains("What changed", "settings.users: 5, was 10");
    }

    @Test
    void equalResultsDifferInNothing() throws IOException {
        ReplayFolder one =
                new ReplayFolder(folder.resolve("one"))
                        .alert("a", "ann@example.com", "high", Duration.ZERO, "198.51.100.1", 2);
        one.write();

        assertThat(one.against(folder.resolve("one")).write().comparison().differences()).isEmpty();
    }

    @Test
    void anEntryOfAnotherTenantIsNoReason() throws IOException {
        assertThat(
                        PolicyChange.between(
                                "default: {}",
                                "tenants: {6a1f0c52-7d38-4b9e-8c21-5e0f9b3d7a64: {detections: {worst-detection: {enabled: false}}}}"))
                .anySatisfy(
                        change ->
                                assertThat(
                                                change.concerns(
                                                        compared().story().alerts().get(0),
                                                        new PolicyReach(
                                                                java.util.Set.of("worst-detection"),
                                                                java.util.Set.of())))
                                        .isFalse());
    }

    @Test
    void aChainIsChangedByASettingOfWhatItReads() {
        PolicyReach chain =
                PolicyReach.of(PolicyReader.read("p", "default: {}").forTenant(null))
                        .get("spray-then-sign-in");

        assertThat(chain.detections()).contains("spray-then-sign-in", "password-spray");
    }

    private Results compared() throws IOException {
        new ReplayFolder(folder.resolve("before"))
                .policy(OLD)
                .alert("same", "ann@example.com", "high", Duration.ZERO, "198.51.100.1", 2)
                .alert("more", "bob@example.com", "high", Duration.ZERO, "198.51.100.2", 2)
                .alert("gone", "eve@example.com", "high", Duration.ZERO, "198.51.100.3", 2)
                .write();
        return new ReplayFolder(folder.resolve("now"))
                .alert("same", "ann@example.com", "high", Duration.ZERO, "198.51.100.1", 2)
                .alert("more", "bob@example.com", "high", Duration.ZERO, "198.51.100.2", 3)
                .alert("new", "new@example.com", "critical", Duration.ZERO, "198.51.100.4", 2)
                .against(folder.resolve("before"))
                .write(PolicyReader.read("p", NEW));
    }
}
