package io.entracep.report;

import io.entracep.alert.Alert;
import io.entracep.attack.Tactic;
import io.entracep.attack.Technique;
import io.entracep.detection.Severity;
import io.entracep.incident.Story;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The part of the ATT&CK matrix that fired.
 *
 * @param columns tactics in the order of an attack, those of which something fired
 * @param others techniques that are not known here
 */
public record Matrix(List<Column> columns, List<Cell> others) {
    /** A tactic. */
    public record Column(String tactic, List<Cell> cells) {}

    /** A technique with the number of its alerts and the worst severity. */
    public record Cell(String id, String name, String page, int alerts, String severity) {}

    static Matrix of(Story story) {
        SortedMap<Tactic, List<Cell>> columns = new TreeMap<>();
        List<Cell> others = new ArrayList<>();
        AttackLayer.byTechnique(story.alerts())
                .forEach(
                        (id, alerts) -> {
                            Technique known = Technique.of(id);
                            Cell cell =
                                    new Cell(
                                            id,
                                            known == null ? "" : known.name(),
                                            Technique.page(id),
                                            alerts.size(),
                                            worst(alerts));
                            if (known == null) {
                                others.add(cell);
                            } else {
                                columns.computeIfAbsent(known.tactic(), any -> new ArrayList<>())
                                        .add(cell);
                            }
                        });
        List<Column> tactics = new ArrayList<>();
        columns.forEach(
                (tactic, cells) -> {
                    cells.sort(
                            Comparator.comparing((Cell cell) -> -cell.alerts())
                                    .thenComparing(Cell::id));
                    tactics.add(new Column(tactic.title(), cells));
                });
        return new Matrix(tactics, others);
    }

    private static String worst(List<Alert> alerts) {
        return alerts.stream()
                .map(alert -> Severity.ofLabel(alert.severity()))
                .max(Comparator.naturalOrder())
                .orElse(Severity.INFORMATIONAL)
                .label();
    }
}
