package io.entracep.replay;

import com.fasterxml.jackson.core.JsonGenerator;
import io.entracep.alert.Alert;
import io.entracep.alert.AlertFactory;
import io.entracep.catalogue.Catalogue;
import io.entracep.output.JsonText;
import io.entracep.replay.ReplaySummary.AlertCount;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A summary as {@code summary.json}. */
final class SummaryJson {
    private SummaryJson() {}

    static String of(ReplaySummary summary) {
        return JsonText.indented(
                json -> {
                    json.writeStartObject();
                    json.writeBooleanField("complete", summary.completeness().isComplete());
                    writeTime(json, "firstEventTime", summary.firstEventTime());
                    writeTime(json, "lastEventTime", summary.lastEventTime());
                    json.writeNumberField("files", summary.files());
                    json.writeNumberField("bytes", summary.bytes());
                    json.writeNumberField("records", summary.recordsInTotal());
                    writeCounts(json, "recordsByCategory", summary.records());
                    json.writeNumberField("recordsOutsidePeriod", summary.outsidePeriod());
                    json.writeNumberField("lateRecords", summary.late());
                    json.writeNumberField("deadLetters", summary.deadLettersInTotal());
                    writeCounts(json, "deadLettersByReason", summary.deadLetters());
                    writeAlerts(json, summary);
                    json.writeNumberField("undecided", summary.undecidedInTotal());
                    writeCounts(json, "undecidedByDetection", summary.undecided());
                    writeAsleep(json, summary.asleep());
                    json.writeStringField("policy", summary.policyFile());
                    writeInput(json, summary.completeness());
                    json.writeNumberField("parallelism", summary.parallelism());
                    json.writeNumberField("durationMillis", summary.duration().toMillis());
                    json.writeEndObject();
                });
    }

    private static void writeInput(JsonGenerator json, Completeness input) throws IOException {
        json.writeObjectFieldStart("input");
        json.writeNumberField("filesRead", input.read());
        writeFiles(json, "partly", input.partly());
        writeFiles(json, "notRead", input.refused());
        json.writeNumberField("filesOutsideTime", input.outsideTime());
        json.writeNumberField("recordsWithoutTenant", input.recordsWithoutTenant());
        json.writeNumberField("recordsGivenToTenant", input.recordsGiven());
        json.writeStringField("givenTo", input.givenTo().isEmpty() ? null : input.givenTo());
        json.writeNumberField("recordsFromFuture", input.recordsFromFuture());
        json.writeNumberField("deadLettersNotWritten", input.droppedLetters());
        json.writeNumberField("recordsNotJudged", input.recordsNotJudged());
        json.writeEndObject();
    }

    private static void writeFiles(
            JsonGenerator json, String field, List<Completeness.OfOneFile> files)
            throws IOException {
        json.writeArrayFieldStart(field);
        for (Completeness.OfOneFile file : files) {
            json.writeStartObject();
            json.writeStringField("file", file.file());
            json.writeNumberField("records", file.records());
            json.writeNumberField("deadLetters", file.deadLetters());
            json.writeArrayFieldStart("why");
            for (String why : file.why()) {
                json.writeString(why);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeAlerts(JsonGenerator json, ReplaySummary summary) throws IOException {
        List<AlertCount> active =
                summary.alerts().stream()
                        .filter(count -> count.status().equals(Alert.ACTIVE))
                        .toList();
        List<AlertCount> cleared =
                summary.alerts().stream()
                        .filter(count -> !count.status().equals(Alert.ACTIVE))
                        .toList();
        json.writeNumberField("alerts", summary.activeAlerts());
        writeCounts(json, "alertsByDetection", sums(active, AlertCount::detectionId));
        writeCounts(json, "alertsBySeverity", sums(active, AlertCount::severity));
        if (!cleared.isEmpty()) {
            writeCounts(json, "clearedByDetection", sums(cleared, AlertCount::detectionId));
        }
    }

    private static SortedMap<String, Long> sums(
            List<AlertCount> counts, Function<AlertCount, String> key) {
        SortedMap<String, Long> sums = new TreeMap<>();
        counts.forEach(count -> sums.merge(key.apply(count), count.number(), Long::sum));
        return sums;
    }

    private static void writeAsleep(
            JsonGenerator json, SortedMap<String, List<Catalogue.Asleep>> asleep)
            throws IOException {
        json.writeObjectFieldStart("asleep");
        for (Map.Entry<String, List<Catalogue.Asleep>> section : asleep.entrySet()) {
            json.writeArrayFieldStart(section.getKey());
            for (Catalogue.Asleep sleeper : section.getValue()) {
                json.writeStartObject();
                json.writeStringField("detectionId", sleeper.entry().id());
                json.writeStringField("reason", sleeper.reason());
                json.writeArrayFieldStart("missing");
                for (String input : sleeper.missing()) {
                    json.writeString(input);
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void writeTime(JsonGenerator json, String field, @Nullable Long time)
            throws IOException {
        json.writeStringField(field, time == null ? null : AlertFactory.time(time));
    }

    private static void writeCounts(
            JsonGenerator json, String field, SortedMap<String, Long> counts) throws IOException {
        json.writeObjectFieldStart(field);
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
        }
        json.writeEndObject();
    }
}
