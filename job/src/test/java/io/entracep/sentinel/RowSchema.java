package io.entracep.sentinel;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Whether a row is what the declaration of the stream says. */
final class RowSchema {
    private static final int MAX_FIELD_BYTES = 64 * 1000;
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");

    private RowSchema() {}

    /** All that is wrong; empty for nothing. */
    static List<String> problems(JsonNode row) {
        List<String> problems = new ArrayList<>();
        List<String> names = new ArrayList<>();
        row.fieldNames().forEachRemaining(names::add);
        List<String> columns =
                Arrays.stream(SentinelColumn.values()).map(SentinelColumn::title).toList();
        if (!names.equals(columns)) {
            problems.add("columns are " + names);
        }
        for (SentinelColumn column : SentinelColumn.values()) {
            JsonNode value = row.path(column.title());
            if (!value.isNull() && !fits(column.type(), value)) {
                problems.add(column.title() + " is no " + column.type().label());
            }
            if (size(value) > MAX_FIELD_BYTES) {
                problems.add(column.title() + " has " + size(value) + " bytes");
            }
        }
        return problems;
    }

    private static boolean fits(SentinelColumn.Type type, JsonNode value) {
        return switch (type) {
            case STRING -> value.isTextual();
            case INT -> value.isInt();
            case BOOLEAN -> value.isBoolean();
            case DATETIME -> value.isTextual() && TIME.matcher(value.asText()).matches();
            case DYNAMIC -> value.isArray();
        };
    }

    private static int size(JsonNode value) {
        String text = value.isTextual() ? value.asText() : value.toString();
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
