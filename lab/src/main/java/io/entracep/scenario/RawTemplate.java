package io.entracep.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A whole record: {@code raw: {…}}. In its texts {@code {time}}, {@code {emitted}}, {@code {id}}
 * and {@code {correlation}} stand for those of the line; {@code {id:name}} works as everywhere.
 */
final class RawTemplate implements Template {
    @Override
    public String key() {
        return "raw";
    }

    @Override
    public ObjectNode render(Section line, Occurrence occurrence) {
        JsonNode json = line.json(key());
        if (!(json instanceof ObjectNode record)) {
            line.fault(key(), "a mapping: the record");
            return JsonNodeFactory.instance.objectNode();
        }
        fill(record, occurrence);
        return record;
    }

    private static void fill(JsonNode node, Occurrence occurrence) {
        if (node instanceof ObjectNode object) {
            object.properties()
                    .forEach(
                            field -> {
                                if (field.getValue().isTextual()) {
                                    String text = field.getValue().asText();
                                    object.put(field.getKey(), filled(text, occurrence));
                                } else {
                                    fill(field.getValue(), occurrence);
                                }
                            });
        } else {
            node.forEach(item -> fill(item, occurrence));
        }
    }

    private static String filled(String text, Occurrence occurrence) {
        return text.replace("{time}", occurrence.timeZulu())
                .replace("{emitted}", occurrence.emittedText())
                .replace("{id}", occurrence.id())
                .replace("{correlation}", occurrence.correlationId());
    }
}
