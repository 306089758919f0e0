package io.entracep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.replay.Completeness;
import io.entracep.replay.ReplaySummary;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What people read at the end of a replay. */
class ReplayReportTest {
    @Test
    void countsWhatIsUndecidedInALineForEachDetection() {
        List<String> lines =
                report(new TreeMap<>(Map.of("role-never-used", 2L, "log-stopped", 117L)));

        assertThat(lines)
                .contains("undecided     119, listed in undecided.jsonl")
                .containsSubsequence(
                        "undecided at the end of the logs  number",
                        "log-stopped                          117",
                        "role-never-used                        2");
    }

    @Test
    void hasNoTableWhereNothingIsUndecided() {
        assertThat(report(new TreeMap<>()))
                .contains("undecided     none")
                .noneMatch(line -> line.startsWith("undecided at"));
    }

    private static List<String> report(SortedMap<String, Long> undecided) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ReplaySummary summary =
                new ReplaySummary(
                        Path.of("out"),
                        null,
                        1,
                        1,
                        1,
                        null,
                        null,
                        new TreeMap<>(),
                        0,
                        new TreeMap<>(),
                        List.of(),
                        undecided,
                        0,
                        new TreeMap<>(),
                        Completeness.NOTHING,
                        Duration.ofSeconds(1));
        new ReplayReport(summary).print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
