package io.entracep.cli;

import io.entracep.alert.AlertFactory;
import io.entracep.catalogue.Catalogue;
import io.entracep.output.TerminalText;
import io.entracep.replay.ReplaySummary;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A summary for people: what fired, what was read, what slept. */
final class ReplayReport {
    private final ReplaySummary summary;

    ReplayReport(ReplaySummary summary) {
        this.summary = summary;
    }

    void print(PrintStream out) {
        AlertTable.print(summary.alerts(), out);
        out.println();
        Table facts = new Table();
        facts.row(List.of("records", records()));
        if (summary.outsidePeriod() > 0) {
            facts.row(List.of("left out", summary.outsidePeriod() + " outside --from and --to"));
        }
        facts.row(List.of("dead letters", counts(summary.deadLetters())));
        facts.row(List.of("undecided", undecided()));
        facts.row(
                List.of(
                        "late records",
                        summary.late() == 0
                                ? "none"
                                : summary.late()
                                        + " came later than the allowed disorder and were judged alone"));
        facts.row(List.of("results", TerminalText.of(summary.out().toString())));
        facts.print(out);
        printUndecided(out);
        printAsleep(out);
        new CompletenessReport(summary.completeness()).print(out);
    }

    private String undecided() {
        return summary.undecided().isEmpty()
                ? "none"
                : summary.undecidedInTotal() + ", listed in undecided.jsonl";
    }

    private void printUndecided(PrintStream out) {
        if (summary.undecided().isEmpty()) {
            return;
        }
        out.println();
        Table table = new Table();
        table.row(List.of("undecided at the end of the logs", "number"));
        summary.undecided()
                .forEach(
                        (detection, number) ->
                                table.row(List.of(detection, Long.toString(number))));
        table.print(out);
    }

    private String records() {
        double seconds = summary.duration().toMillis() / 1000.0;
        String read =
                String.format(
                        Locale.ROOT,
                        "%d in %.1f s (%.0f/s)",
                        summary.recordsInTotal(),
                        seconds,
                        summary.recordsInTotal() / Math.max(seconds, 0.001));
        Long first = summary.firstEventTime();
        Long last = summary.lastEventTime();
        return first == null || last == null
                ? read
                : read + ", " + AlertFactory.time(first) + " to " + AlertFactory.time(last);
    }

    private static String counts(SortedMap<String, Long> counts) {
        return counts.isEmpty()
                ? "none"
                : counts.entrySet().stream()
                        .map(count -> count.getValue() + " " + TerminalText.of(count.getKey()))
                        .collect(Collectors.joining(", "));
    }

    /** Sections of the policy in which the same detections sleep for the same reasons are one. */
    private void printAsleep(PrintStream out) {
        Map<List<Catalogue.Asleep>, List<String>> sections = new LinkedHashMap<>();
        summary.asleep()
                .forEach(
                        (section, sleepers) ->
                                sections.computeIfAbsent(sleepers, any -> new ArrayList<>())
                                        .add(section));
        sections.forEach(
                (sleepers, names) -> {
                    if (!sleepers.isEmpty()) {
                        out.println();
                        printAsleep(names, sleepers, out);
                    }
                });
    }

    private void printAsleep(
            List<String> sections, List<Catalogue.Asleep> sleepers, PrintStream out) {
        out.printf("%d detections slept%s, because%n", sleepers.size(), where(sections));
        SortedMap<String, List<String>> byReason = new TreeMap<>();
        for (Catalogue.Asleep sleeper : sleepers) {
            byReason.computeIfAbsent(sleeper.reason(), any -> new ArrayList<>())
                    .add(sleeper.entry().id());
        }
        byReason.forEach((reason, ids) -> out.printf("  %s: %s%n", reason, String.join(", ", ids)));
    }

    private String where(List<String> sections) {
        if (summary.asleep().size() == sections.size()) {
            return sections.size() == 1
                    ? ""
                    : " in all %d sections of the policy".formatted(sections.size());
        }
        return sections.size() <= 3
                ? " in " + String.join(", ", sections)
                : " in %s and %d more sections".formatted(sections.get(0), sections.size() - 1);
    }
}
