package io.entracep.report;

import io.entracep.alert.Alert;
import io.entracep.alert.Evidence;
import io.entracep.incident.Incident;
import io.entracep.incident.Story;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code timeline.csv}: a row for each record of each alert, in order of time. Begins with the mark
 * by which spreadsheets know UTF-8.
 */
final class TimelineCsv {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    static final List<String> COLUMNS =
            List.of(
                    "time",
                    "incident",
                    "severity",
                    "detection",
                    "about",
                    "stage",
                    "activity",
                    "result",
                    "actor",
                    "target",
                    "ip",
                    "location",
                    "device",
                    "log",
                    "reason",
                    "eventId",
                    "alertId",
                    "incidentId",
                    "suppressedBy");

    private TimelineCsv() {}

    private record Row(String time, String alertId, List<String> cells) {}

    static void write(Story story, Path file) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (Incident incident : story.incidents()) {
            for (Alert alert : incident.alerts()) {
                addRows(rows, alert, Integer.toString(incident.rank()), incident.id());
            }
        }
        story.suppressed().forEach(alert -> addRows(rows, alert, "", ""));
        rows.sort(Comparator.comparing(Row::time).thenComparing(Row::alertId));
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write(BYTE_ORDER_MARK + String.join(",", COLUMNS) + "\r\n");
            for (Row row : rows) {
                out.write(
                        row.cells().stream().map(CsvCell::of).collect(Collectors.joining(","))
                                + "\r\n");
            }
        }
    }

    private static void addRows(List<Row> rows, Alert alert, String rank, String incidentId) {
        Stream<Evidence> evidence =
                alert.evidence().isEmpty()
                        ? Stream.of(
                                new Evidence(
                                        "",
                                        "",
                                        alert.firstEventTime(),
                                        "",
                                        "",
                                        "",
                                        null,
                                        null,
                                        null,
                                        null,
                                        null))
                        : alert.evidence().stream();
        evidence.forEach(
                record ->
                        rows.add(
                                new Row(
                                        record.time(),
                                        alert.alertId(),
                                        cells(alert, record, rank, incidentId))));
    }

    private static List<String> cells(
            Alert alert, Evidence record, String rank, String incidentId) {
        return Stream.of(
                        record.time(),
                        rank,
                        alert.severity(),
                        alert.detectionId(),
                        Story.whom(alert),
                        record.stage(),
                        record.activity(),
                        record.result(),
                        record.actor(),
                        record.target(),
                        record.ip(),
                        record.location(),
                        record.device(),
                        record.category(),
                        alert.reason(),
                        record.eventId(),
                        alert.alertId(),
                        incidentId,
                        alert.suppressedBy())
                .map(text -> text == null ? "" : text)
                .toList();
    }
}
