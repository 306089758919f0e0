package io.entracep.docs;

import io.entracep.detection.Entry;
import java.util.List;

/** One entry in full, as Markdown. */
final class EntryText {
    private static final int WIDTH = 160;

    private EntryText() {}

    static void append(Entry entry, StringBuilder text) {
        text.append("\n### ").append(entry.id()).append("\n\n");
        paragraph("**" + entry.title() + ".** " + entry.description(), "", text);
        if (!entry.guideRows().isEmpty()) {
            text.append("\n");
            paragraph("Rows: " + String.join(", ", entry.guideRows()) + ".", "", text);
        }
        if (!entry.logs().isEmpty()) {
            text.append("\n");
            paragraph("Reads " + String.join(", ", entry.logs()) + ".", "", text);
        }
        if (!entry.uses().isEmpty()) {
            text.append("\n");
            paragraph(
                    "Better with, of the policy: " + String.join(", ", entry.uses()) + ".",
                    "",
                    text);
        }
        text.append("\n");
        paragraph("Says: `" + entry.reason() + "`", "", text);
        if (!entry.partOf().isEmpty()) {
            text.append("\n");
            paragraph(
                    "Told as part of an alert of "
                            + String.join(", ", entry.partOf())
                            + " that contains it.",
                    "",
                    text);
        }
        if (!entry.misses().isEmpty()) {
            text.append("\n");
            paragraph("Misses: " + entry.misses(), "", text);
        }
        list("False positives", entry.falsePositives(), "- ", text);
        list("Triage", entry.triage(), "1. ", text);
        list(
                "Settings",
                entry.settings().entrySet().stream()
                        .map(each -> setting(each.getKey(), each.getValue()))
                        .toList(),
                "- ",
                text);
    }

    private static String setting(String name, Entry.Setting setting) {
        String unit =
                setting.unit() == null || "duration".equals(setting.unit())
                        ? ""
                        : " " + setting.unit();
        return "`%s`, %s%s: %s"
                .formatted(name, setting.defaultValue(), unit, setting.description());
    }

    private static void list(String title, List<String> items, String mark, StringBuilder text) {
        if (!items.isEmpty()) {
            text.append("\n").append(title).append(":\n\n");
            items.forEach(item -> paragraph(mark + item, " ".repeat(mark.length()), text));
        }
    }

    /**
     * Lines that an editor and a page can show.
     *
     * @param indent before each line but the first
     */
    private static void paragraph(String words, String indent, StringBuilder text) {
        StringBuilder line = new StringBuilder();
        for (String word : words.strip().split("\\s+")) {
            if (line.length() > indent.length() && line.length() + 1 + word.length() > WIDTH) {
                text.append(line).append("\n");
                line = new StringBuilder(indent);
            }
            boolean begins = line.toString().isBlank();
            line.append(begins ? "" : " ").append(word);
        }
        text.append(line).append("\n");
    }
}
