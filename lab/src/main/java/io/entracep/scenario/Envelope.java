package io.entracep.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** What all records share. Shape: Microsoft's schema of Entra logs in Azure Monitor. */
final class Envelope {
    /** Address of the person or service where the line gives none; of the documentation range. */
    static final String DEFAULT_IP = "192.0.2.10";

    /** Written as the address of a line that shall have none. */
    static final String NONE = "none";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Envelope() {}

    /** A record with an empty {@code properties}. */
    static ObjectNode of(Occurrence occurrence, String category, String operation) {
        ObjectNode record = JSON.objectNode();
        record.put("time", occurrence.emittedText())
                .put("operationName", operation)
                .put("operationVersion", "1.0")
                .put("category", category)
                .put("resultSignature", "None")
                .put("durationMs", 0)
                .put("correlationId", occurrence.correlationId())
                .put("Level", 4);
        record.putObject("properties");
        return record;
    }

    static ObjectNode properties(ObjectNode record) {
        return (ObjectNode) record.get("properties");
    }

    /** The address of the line; null where it shall have none. */
    static @Nullable String ip(Section line) {
        String ip = line.text("ip", DEFAULT_IP);
        return ip.equals(NONE) ? null : ip;
    }

    /** Puts in what the line gives as raw JSON: fields of the record and of its properties. */
    static ObjectNode withRaw(ObjectNode record, Section line) {
        merge(record, line.json("envelope"));
        if (record.get("properties") instanceof ObjectNode properties) {
            merge(properties, line.json("properties"));
        }
        return record;
    }

    /** Adds {@code {"key": …, "value": …}}; nothing where the value is null. */
    static void pair(ArrayNode pairs, String key, @Nullable String value) {
        if (value != null) {
            pairs.addObject().put("key", key).put("value", value);
        }
    }

    private static void merge(ObjectNode into, @Nullable JsonNode from) {
        if (from instanceof ObjectNode fields) {
            into.setAll(fields);
        }
    }
}
