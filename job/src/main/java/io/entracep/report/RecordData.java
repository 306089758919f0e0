package io.entracep.report;

import io.entracep.alert.Alert;
import io.entracep.alert.Evidence;
import io.entracep.output.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The records of all alerts for the script of the report: each text once, each record once, and of
 * each alert the numbers of its stages and records. What a report of 10,000 alerts would otherwise
 * repeat makes it ten times as large.
 */
final class RecordData {
    private final Map<String, Integer> texts = new LinkedHashMap<>();
    private final Map<List<Object>, Integer> records = new LinkedHashMap<>();

    private RecordData() {}

    /**
     * As JSON that may stand in a script element of HTML: without {@code <}, nothing in it can end
     * the element or begin a comment.
     */
    static String json(List<Alert> alerts) {
        RecordData data = new RecordData();
        Map<String, List<Integer>> byAlert = new LinkedHashMap<>();
        for (Alert alert : alerts) {
            List<Integer> numbers = new ArrayList<>();
            for (Evidence record : alert.evidence()) {
                numbers.add(data.text(record.stage()));
                numbers.add(data.record(record));
            }
            byAlert.put(alert.alertId(), numbers);
        }
        return JsonText.of(
                        json -> {
                            json.writeStartObject();
                            IncidentJson.writeTexts(
                                    json, "texts", List.copyOf(data.texts.keySet()));
                            json.writeArrayFieldStart("records");
                            for (List<Object> record : data.records.keySet()) {
                                json.writeStartArray();
                                for (Object cell : record) {
                                    if (cell instanceof Integer number) {
                                        json.writeNumber(number);
                                    } else {
                                        json.writeString((String) cell);
                                    }
                                }
                                json.writeEndArray();
                            }
                            json.writeEndArray();
                            json.writeObjectFieldStart("alerts");
                            for (Map.Entry<String, List<Integer>> alert : byAlert.entrySet()) {
                                json.writeArrayFieldStart(alert.getKey());
                                for (int number : alert.getValue()) {
                                    json.writeNumber(number);
                                }
                                json.writeEndArray();
                            }
                            json.writeEndObject();
                            json.writeEndObject();
                        })
                .replace("<", "\\u003c");
    }

    private int record(Evidence record) {
        List<Object> cells =
                List.of(
                        record.time(),
                        record.eventId(),
                        text(record.category()),
                        text(record.activity()),
                        text(record.result()),
                        text(record.actor()),
                        text(record.target()),
                        text(record.ip()),
                        text(record.location()),
                        text(record.device()));
        return records.computeIfAbsent(cells, any -> records.size());
    }

    private int text(@Nullable String text) {
        return texts.computeIfAbsent(text == null ? "" : text, any -> texts.size());
    }
}
