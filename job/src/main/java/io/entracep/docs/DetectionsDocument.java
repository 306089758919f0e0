package io.entracep.docs;

import io.entracep.detection.Entry;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code docs/detections.md}: every catalogue entry, made of the entries alone. */
public final class DetectionsDocument {
    private DetectionsDocument() {}

    /** The document as Markdown. */
    public static String of(List<Entry> entries) {
        StringBuilder text = new StringBuilder();
        text.append(
                "# Detections\n\nMade from the catalogue; a test fails when this file is stale.\n\n");
        text.append(
                "| id | severity | guide rows | ATT&CK | needs from the policy |\n|---|---|---|---|---|\n");
        for (Entry entry : entries) {
            text.append(
                    "| [%s](#%s) | %s | %s | %s | %s |%n"
                            .formatted(
                                    entry.id(),
                                    entry.id(),
                                    entry.buildingBlock()
                                            ? "building block"
                                            : entry.severity().label(),
                                    String.join(", ", entry.guideRows()),
                                    String.join(", ", entry.mitre()),
                                    entry.requires().isEmpty()
                                            ? "–"
                                            : String.join(", ", entry.requires())));
        }
        Map<String, StringBuilder> sections = new TreeMap<>();
        for (Entry entry : entries) {
            StringBuilder section =
                    sections.computeIfAbsent(
                            entry.section(), name -> new StringBuilder("\n## " + name + "\n"));
            append(entry, section);
        }
        sections.values().forEach(text::append);
        return text.toString();
    }

    private static void append(Entry entry, StringBuilder text) {
        text.append("\n### ")
                .append(entry.id())
                .append("\n\n**")
                .append(entry.title())
                .append(".** ");
        text.append(entry.description()).append("\n\n");
        text.append("Reads ").append(String.join(", ", entry.logs())).append(".\n\n");
        text.append("Says: `").append(entry.reason()).append("`\n\n");
        text.append("Misses: ").append(entry.misses()).append("\n");
        list("False positives", entry.falsePositives(), "-", text);
        list("Triage", entry.triage(), "1.", text);
        if (!entry.settings().isEmpty()) {
            text.append("\n| setting | default | unit | |\n|---|---|---|---|\n");
            entry.settings()
                    .forEach(
                            (name, setting) ->
                                    text.append(
                                            "| %s | %s | %s | %s |%n"
                                                    .formatted(
                                                            name,
                                                            setting.defaultValue(),
                                                            setting.unit() == null
                                                                    ? ""
                                                                    : setting.unit(),
                                                            setting.description())));
        }
    }

    private static void list(String title, List<String> items, String mark, StringBuilder text) {
        if (!items.isEmpty()) {
            text.append("\n").append(title).append(":\n\n");
            items.forEach(item -> text.append(mark).append(" ").append(item).append("\n"));
        }
    }
}
