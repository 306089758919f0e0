package io.entracep.docs;

import io.entracep.catalogue.Catalogue;
import io.entracep.catalogue.GuideRow;
import io.entracep.detection.Entry;
import io.entracep.rule.CorrelationRule;
import io.entracep.rule.RuleTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code docs/detections.md}: which detection answers to which row of the guides, which row to
 * which detection, and every entry. Made of the catalogue, the rows and the number of scenarios.
 */
public final class DetectionsDocument {
    private static final String HEAD =
            """
            # Detections

            Made from the catalogue; a test fails when this file is stale. Three parts: [by row](#by-row) of the guides, [by detection](#by-detection), and each detection in full.

            | column | meaning |
            |---|---|
            | severity | before the detection grades it or the policy changes it; a *building block* is told to other detections only |
            | kind | `record`: one record decides, with what is known of the account · `new value`: never seen before · `count` · `trend` · `sequence` · `absence`: what does not follow · `window`: a figure of a window |
            | needs | keys and lists of the policy without which it sleeps |
            | tests | fire + silent of the rule's own file, each under four orders; or scenarios below `test-data` |
            """;

    private final Catalogue catalogue;
    private final Map<String, Integer> scenarios;
    private final Map<String, List<RuleTest>> ruleTests = new HashMap<>();

    private DetectionsDocument(Catalogue catalogue, Map<String, Integer> scenarios) {
        this.catalogue = catalogue;
        this.scenarios = scenarios;
        catalogue.rules().rules().forEach(rule -> ruleTests.put(rule.key(), rule.rule().tests()));
        for (CorrelationRule rule : catalogue.rules().correlations()) {
            ruleTests.put(rule.key(), rule.tests());
        }
    }

    /**
     * The document as Markdown.
     *
     * @param scenarios by id of the detection, how many scenarios its folder has
     */
    public static String of(
            Catalogue catalogue, List<GuideRow> rows, Map<String, Integer> scenarios) {
        DetectionsDocument document = new DetectionsDocument(catalogue, scenarios);
        StringBuilder text = new StringBuilder(HEAD);
        document.appendRows(rows, text);
        document.appendDetections(text);
        Map<String, StringBuilder> sections = new TreeMap<>();
        for (Entry entry : catalogue.entries()) {
            EntryText.append(
                    entry,
                    sections.computeIfAbsent(
                            entry.section(), name -> new StringBuilder("\n## " + name + "\n")));
        }
        sections.values().forEach(text::append);
        return text.toString();
    }

    private void appendRows(List<GuideRow> rows, StringBuilder text) {
        Map<String, List<Entry>> byRow = new HashMap<>();
        for (Entry entry : catalogue.entries()) {
            entry.guideRows()
                    .forEach(id -> byRow.computeIfAbsent(id, row -> new ArrayList<>()).add(entry));
        }
        text.append("\n## By row\n\n").append(summary(rows, byRow));
        String guide = "";
        String section = "";
        for (GuideRow row : rows) {
            if (!row.guide().equals(guide)) {
                guide = row.guide();
                section = "";
                text.append("\n### ").append(guide).append("\n");
            }
            if (!row.section().equals(section)) {
                section = row.section();
                text.append("\n**")
                        .append(section)
                        .append("**\n\n")
                        .append(
                                "| row | risk | what | detection | severity | kind | needs | tests |\n")
                        .append("|---|---|---|---|---|---|---|---|\n");
            }
            appendRow(row, byRow.getOrDefault(row.id(), List.of()), text);
        }
    }

    private void appendRow(GuideRow row, List<Entry> entries, StringBuilder text) {
        String head = "| %s | %s | %s | ".formatted(row.id(), row.risk(), row.title());
        if (entries.isEmpty()) {
            text.append(head)
                    .append(row.listing() ? "waits for listings of the directory" : "**none yet**")
                    .append(" | | | | |\n");
        }
        for (Entry entry : entries) {
            text.append(head).append(cells(entry)).append("\n");
            head = "| | | | ";
        }
    }

    /** How much of the guides is told, first of all. */
    private static String summary(List<GuideRow> rows, Map<String, List<Entry>> byRow) {
        long told =
                rows.stream()
                        .filter(
                                row ->
                                        byRow.getOrDefault(row.id(), List.of()).stream()
                                                .anyMatch(entry -> !entry.buildingBlock()))
                        .count();
        long listing = rows.stream().filter(GuideRow::listing).count();
        return """
                Of %d rows %d have a detection, %d wait for listings of the directory, and %d have none yet.
                """
                .formatted(rows.size(), told, listing, rows.size() - told - listing);
    }

    private void appendDetections(StringBuilder text) {
        text.append("\n## By detection\n\n")
                .append("| detection | severity | kind | needs | tests | rows | ATT&CK |\n")
                .append("|---|---|---|---|---|---|---|\n");
        for (Entry entry : catalogue.entries()) {
            text.append("| ")
                    .append(cells(entry))
                    .append(" ")
                    .append(runs(entry.guideRows()))
                    .append(" | ")
                    .append(String.join(", ", entry.mitre()))
                    .append(" |\n");
        }
    }

    /** Neighbours as one: {@code USER-20 … USER-35}. */
    private static String runs(List<String> rows) {
        List<String> runs = new ArrayList<>();
        for (int from = 0; from < rows.size(); ) {
            int to = from;
            while (to + 1 < rows.size() && areNeighbours(rows.get(to), rows.get(to + 1))) {
                to++;
            }
            if (to - from > 1) {
                runs.add(rows.get(from) + " … " + rows.get(to));
            } else {
                runs.addAll(rows.subList(from, to + 1));
            }
            from = to + 1;
        }
        return String.join(", ", runs);
    }

    private static boolean areNeighbours(String row, String next) {
        int dash = row.indexOf('-') + 1;
        return next.startsWith(row.substring(0, dash))
                && Integer.parseInt(next.substring(dash))
                        == Integer.parseInt(row.substring(dash)) + 1;
    }

    /** Detection, severity, kind, needs, tests. */
    private String cells(Entry entry) {
        return "[%s](#%s) | %s | %s | %s | %s |"
                .formatted(
                        entry.id(),
                        entry.id(),
                        entry.buildingBlock() ? "building block" : entry.severity().label(),
                        catalogue.kind(entry),
                        entry.requires().isEmpty() ? "–" : String.join(", ", entry.requires()),
                        tests(entry));
    }

    private String tests(Entry entry) {
        List<RuleTest> own = ruleTests.get(entry.id());
        if (own != null) {
            long fires = own.stream().filter(test -> test.fires() != null).count();
            return "%d + %d".formatted(fires, own.size() - fires);
        }
        Integer files = scenarios.get(entry.id());
        return files == null
                ? "by what reads it"
                : "[%d](../test-data/%s)".formatted(files, entry.id());
    }
}
