package io.entracep.cli;

import io.entracep.alert.Alert;
import io.entracep.detection.Severity;
import io.entracep.replay.ReplaySummary.AlertCount;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Numbers of alerts, by detection and severity. */
public final class AlertTable {
    private static final List<Severity> WORST_FIRST =
            List.of(Severity.values()).stream().sorted(Comparator.reverseOrder()).toList();

    private AlertTable() {}

    /** Prints the table, or that there is nothing. */
    public static void print(List<AlertCount> alerts, PrintStream out) {
        if (alerts.isEmpty()) {
            out.println("No alerts.");
            return;
        }
        Table table = new Table();
        List<String> head = new ArrayList<>(List.of("detection"));
        WORST_FIRST.forEach(severity -> head.add(severity.label()));
        table.row(head);
        Map<String, Map<String, Long>> rows = new TreeMap<>();
        for (AlertCount count : alerts) {
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
                        alerts.stream()
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
}
