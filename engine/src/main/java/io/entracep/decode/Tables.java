package io.entracep.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers of queries, {@code {"columns":[{"name":…}],"rows":[[…]]}}: Log Analytics and Data
 * Explorer, whose columns may also have a {@code ColumnName}, or be names alone.
 */
final class Tables {

    private final ObjectMapper mapper;

    Tables(JsonFactory factory) {
        this.mapper = new ObjectMapper(factory);
    }

    /** Each row as an object, in UTF-8. */
    List<byte[]> rows(byte[] bytes, int start, int end) throws IOException {
        JsonNode table = mapper.readTree(bytes, start, end - start);
        List<String> names = new ArrayList<>();
        JsonNode columns = OtherForms.get(table, "columns");
        JsonNode rows = OtherForms.get(table, "rows");
        // What Python's pandas calls them.
        rows = rows == null ? OtherForms.get(table, "data") : rows;
        for (JsonNode column : columns == null ? mapper.createArrayNode() : columns) {
            JsonNode name = OtherForms.get(column, "name");
            if (name == null) {
                name = OtherForms.get(column, "ColumnName");
            }
            names.add(name == null ? column.asText() : name.asText());
        }
        List<byte[]> objects = new ArrayList<>();
        for (JsonNode row : rows == null ? mapper.createArrayNode() : rows) {
            ObjectNode object = mapper.createObjectNode();
            for (int i = 0; i < row.size(); i++) {
                if (i < names.size() && !object.has(names.get(i))) {
                    object.set(names.get(i), row.get(i));
                }
            }
            objects.add(mapper.writeValueAsBytes(row.isObject() ? row : object));
        }
        return objects;
    }
}
