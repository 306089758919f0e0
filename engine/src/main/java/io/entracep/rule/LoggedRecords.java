package io.entracep.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entracep.decode.Decoded;
import io.entracep.decode.Position;
import io.entracep.decode.RecordDecoder;
import io.entracep.event.Category;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Records as trees, each with the log that it belongs to: of envelopes, lists, arrays, and JSON
 * lines. For explanations; the job reads faster.
 */
public final class LoggedRecords {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Position NOWHERE = new Position("", 0, 0);

    private LoggedRecords() {}

    /**
     * One record.
     *
     * @param category its log
     * @param record an object
     */
    public record LoggedRecord(Category category, JsonNode record) {}

    /**
     * All records.
     *
     * @throws IOException where the text is no JSON
     */
    public static List<LoggedRecord> read(InputStream in) throws IOException {
        List<LoggedRecord> records = new ArrayList<>();
        try (MappingIterator<JsonNode> documents =
                MAPPER.readerFor(JsonNode.class).readValues(in)) {
            while (documents.hasNextValue()) {
                add(documents.nextValue(), records);
            }
        }
        return records;
    }

    /** The record with its log. */
    public static LoggedRecord of(JsonNode record) {
        return new LoggedRecord(category(record), record);
    }

    private static void add(JsonNode node, List<LoggedRecord> records) {
        if (node.isArray()) {
            node.forEach(element -> add(element, records));
        } else if (node.path("records").isArray() && !node.has("category")) {
            add(node.path("records"), records);
        } else if (node.path("value").isArray() && !node.has("category")) {
            add(node.path("value"), records);
        } else if (node.isObject()) {
            records.add(of(node));
        }
    }

    private static Category category(JsonNode record) {
        byte[] bytes;
        try {
            bytes = MAPPER.writeValueAsString(record).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that was read cannot be written", e);
        }
        List<Category> categories = new ArrayList<>();
        new RecordDecoder()
                .decode(
                        bytes,
                        0,
                        bytes.length,
                        NOWHERE,
                        decoded -> {
                            if (decoded instanceof Decoded.Event event) {
                                categories.add(event.event().category());
                            }
                        });
        return categories.isEmpty() ? Category.OTHER : categories.get(0);
    }
}
