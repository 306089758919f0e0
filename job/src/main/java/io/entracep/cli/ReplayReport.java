package io.entracep.cli;

import io.entracep.alert.Alert;
import io.entracep.alert.AlertFactory;
import io.entracep.catalogue.Catalogue;
import io.entracep.detection.Severity;
import io.entracep.output.TerminalText;
import io.entracep.replay.ReplaySummary;
import io.entracep.replay.ReplaySummary.AlertCount;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A summary for people: what fired, what was read, what slept. */
final class ReplayReport {
    private static final List<Severity> WORST_FIRST =
            List.of(Severity.values()).stream().sorted(Comparator.reverseOrder()).toList();

    private final ReplaySummary summary;

    ReplayReport(ReplaySummary summary) {
        this.summary = summary;
    }

    void print(PrintStream out) {
        printAlerts(out);
        out.println();
        Table facts = new Table();
        facts.row(List.of("records", records()));
        if (summary.outsidePeriod() > 0) {
            facts.row(List.of("left out", summary.outsidePeriod() + " outside --from and --to"));
        }
        facts.row(List.of("dead letters", counts(summary.deadLetters())));
        facts.row(List.of("undecided", counts(summary.undecided())));
        facts.row(
                List.of(
                        "exact",
                        summary.exact()
                                ? "yes"
                                : "no: "
                                        + summary.late()
                                        + " records came later than the allowed disorder"));
        facts.row(List.of("results", TerminalText.of(summary.out().toString())));
        facts.print(out);
        printAsleep(out);
    }

    private void printAlerts(PrintStream out) {
        if (summary.alerts().isEmpty()) {
            out.println("No alerts.");
            return;
        }
        Table table = new Table();
        List<String> head = new ArrayList<>(List.of("detection"));
        WORST_FIRST.forEach(severity -> head.add(severity.label()));
        table.row(head);
        Map<String, Map<String, Long>> rows = new TreeMap<>();
        for (AlertCount count : summary.alerts()) {
            String name =
                    count.status().equals(Alert.ACTIVE)
                            ? count.detectionId()
                            : count.detectionId() + " (cleared)";
            rows.computeIfAbsent(name, any -> new TreeMap<>())
                    .merge(count.severity(), count.number(), Long::sum);
        }
        rows.forEach((name, bySeverity) -> table.row(row(name, bySeverity)));
        table.row(
                row(
                        "all",
                        summary.alerts().stream()
                                .collect(
                                        Collectors.groupingBy(
                                                AlertCount::severity,
                                                Collectors.summingLong(AlertCount::number)))));
        table.print(out);
    }

    private static List<String> row(String name, Map<String, Long> bySeverity) {
        List<String> cells = new ArrayList<>(List.of(name));
        for (Severity severity : WORST_FIRST) {
            Long number = bySeverity.get(severity.label());
            cells.add(number == null ? "" : number.toString());
        }
        return cells;
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

    private void printAsleep(PrintStream out) {
        summary.asleep()
                .forEach(
                        (section, sleepers) -> {
                            if (!sleepers.isEmpty()) {
                                out.println();
                                printAsleep(section, sleepers, out);
                            }
                        });
    }

    private void printAsleep(String section, List<Catalogue.Asleep> sleepers, PrintStream out) {
        String where = summary.asleep().size() == 1 ? "" : " in " + section;
        out.printf("%d detections slept%s, because%n", sleepers.size(), where);
        SortedMap<String, List<String>> byReason = new TreeMap<>();
        for (Catalogue.Asleep sleeper : sleepers) {
            byReason.computeIfAbsent(sleeper.reason(), any -> new ArrayList<>())
                    .add(sleeper.entry().id());
        }
        byReason.forEach((reason, ids) -> out.printf("  %s: %s%n", reason, String.join(", ", ids)));
    }
}
