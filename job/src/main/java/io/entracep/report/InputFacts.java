package io.entracep.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was read, from {@code summary.json}.
 *
 * @param period from the first to the last event, empty where there is none
 * @param facts what there is to say, in order; names of files and logs are attacker-controlled
 * @param logs records by log
 * @param troubles what could not be read or judged, with numbers
 * @param asleep detections that did not judge, by reason
 * @param files those that were not read, or not to their end, and why
 */
public record InputFacts(
        String period,
        List<Fact> facts,
        Map<String, Long> logs,
        Map<String, Long> troubles,
        Map<String, List<String>> asleep,
        List<Fact> files) {
    /** Files that are named; a page with more does not open. */
    private static final int MOST_FILES = 500;

    /** A name and what there is to say of it. */
    public record Fact(String name, String value) {}

    static InputFacts of(JsonNode summary) {
        String first = summary.path("firstEventTime").asText("");
        String last = summary.path("lastEventTime").asText("");
        String period =
                first.length() < "2026-03-03T10:00".length() || last.isEmpty()
                        ? ""
                        : TimeText.span(first, last);
        List<Fact> facts = new ArrayList<>();
        add(facts, "Events", period);
        add(facts, "Records", number(summary, "records"));
        if (summary.path("files").isNumber()) {
            add(
                    facts,
                    "Files",
                    number(summary, "files") + ", " + size(summary.path("bytes").asLong()));
        }
        add(facts, "Policy", summary.path("policy").asText(""));
        Map<String, Long> troubles = new TreeMap<>();
        counts(summary, "deadLettersByReason")
                .forEach((reason, count) -> troubles.put("Not readable: " + reason, count));
        counts(summary, "undecidedByDetection")
                .forEach(
                        (id, count) ->
                                troubles.put("Left open by the end of the logs: " + id, count));
        trouble(troubles, summary, "lateRecords", "Came later than the allowed disorder");
        trouble(troubles, summary, "recordsOutsidePeriod", "Outside the time asked for");
        JsonNode input = summary.path("input");
        trouble(troubles, input, "recordsWithoutTenant", "Records that name no tenant");
        trouble(troubles, input, "recordsFromFuture", "Records from the future");
        trouble(troubles, input, "filesOutsideTime", "Files outside the time asked for");
        trouble(troubles, input, "deadLettersNotWritten", "Dead letters that were not kept");
        return new InputFacts(
                period,
                facts,
                counts(summary, "recordsByCategory"),
                troubles,
                asleep(summary),
                files(summary.path("input")));
    }

    /** Whether everything was read. */
    public boolean isComplete() {
        return troubles.isEmpty() && files.isEmpty();
    }

    private static List<Fact> files(JsonNode input) {
        List<Fact> files = new ArrayList<>();
        for (String verdict : List.of("notRead", "partly")) {
            for (JsonNode file : input.path(verdict)) {
                List<String> why = new ArrayList<>();
                file.path("why").forEach(reason -> why.add(reason.asText()));
                files.add(
                        new Fact(
                                file.path("file").asText(),
                                (verdict.equals("partly") ? "read partly: " : "not read: ")
                                        + String.join("; ", why)));
            }
        }
        if (files.size() <= MOST_FILES) {
            return files;
        }
        List<Fact> first = new ArrayList<>(files.subList(0, MOST_FILES));
        first.add(
                new Fact(
                        "and %,d more files".formatted(files.size() - MOST_FILES),
                        "see summary.json"));
        return first;
    }

    private static void trouble(
            Map<String, Long> troubles, JsonNode summary, String field, String words) {
        long number = summary.path(field).asLong();
        if (number > 0) {
            troubles.put(words, number);
        }
    }

    private static Map<String, List<String>> asleep(JsonNode summary) {
        SortedMap<String, List<String>> byReason = new TreeMap<>();
        JsonNode sections = summary.path("asleep");
        for (Map.Entry<String, JsonNode> section : sections.properties()) {
            for (JsonNode sleeper : section.getValue()) {
                String reason = sleeper.path("reason").asText();
                byReason.computeIfAbsent(
                                sections.size() == 1 ? reason : section.getKey() + ": " + reason,
                                any -> new ArrayList<>())
                        .add(sleeper.path("detectionId").asText());
            }
        }
        return byReason;
    }

    private static Map<String, Long> counts(JsonNode summary, String field) {
        SortedMap<String, Long> counts = new TreeMap<>();
        for (Map.Entry<String, JsonNode> count : summary.path(field).properties()) {
            counts.put(count.getKey(), count.getValue().asLong());
        }
        return counts;
    }

    private static void add(List<Fact> facts, String name, String value) {
        if (!value.isEmpty()) {
            facts.add(new Fact(name, value));
        }
    }

    private static String number(JsonNode summary, String field) {
        return String.format(Locale.ROOT, "%,d", summary.path(field).asLong());
    }

    private static String size(long bytes) {
        return bytes < 1 << 20
                ? String.format(Locale.ROOT, "%.0f KiB", bytes / 1024.0)
                : String.format(Locale.ROOT, "%.1f MiB", bytes / 1048576.0);
    }
}
