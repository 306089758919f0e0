package io.entracep.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entracep.rule.FieldPath.Ending;
import io.entracep.rule.FieldPath.Selector;
import io.entracep.rule.FieldPath.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A record as a tree: an envelope with {@code properties}, a Graph object or a row of Log
 * Analytics. For explanations and tests, and what faster readers are held against. Not for threads.
 */
public final class JsonRecord implements RecordFields {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String PROPERTIES = "properties";

    private final JsonNode record;
    private final FieldPaths paths;
    private final @Nullable String category;
    private final Map<Integer, List<JsonValue>> found = new HashMap<>();

    /**
     * @param record an object
     * @param paths by which paths are named
     */
    public JsonRecord(JsonNode record, FieldPaths paths) {
        this(record, paths, null);
    }

    /**
     * @param category what it says to whoever asks for its category; null for what stands in it
     */
    public JsonRecord(JsonNode record, FieldPaths paths, @Nullable String category) {
        this.record = record;
        this.paths = paths;
        this.category = category;
    }

    /** A text, or JSON's null. */
    private record JsonValue(@Nullable String text) {}

    @Override
    public int count(int path) {
        return values(path).size();
    }

    @Override
    public @Nullable String value(int path, int index) {
        return values(path).get(index).text();
    }

    @Override
    public boolean anyText(Predicate<String> test) {
        return anyText(record, test);
    }

    private static boolean anyText(JsonNode node, Predicate<String> test) {
        if (!node.isContainerNode()) {
            return !node.isNull() && test.test(node.asText());
        }
        for (JsonNode child : node) {
            if (anyText(child, test)) {
                return true;
            }
        }
        return false;
    }

    private List<JsonValue> values(int number) {
        return found.computeIfAbsent(number, absent -> read(paths.path(number)));
    }

    private List<JsonValue> read(FieldPath path) {
        List<JsonValue> values = new ArrayList<>();
        if (category != null && path.isCategory()) {
            values.add(new JsonValue(category));
            return values;
        }
        JsonNode properties = properties();
        boolean inside = path.scope() != FieldPath.Scope.RECORD && properties != null;
        if (inside && properties != null) {
            walk(properties, path, 0, values);
        }
        if (!inside || path.scope() == FieldPath.Scope.EITHER) {
            walk(record, path, 0, values);
        }
        return values;
    }

    private @Nullable JsonNode properties() {
        for (Map.Entry<String, JsonNode> field : record.properties()) {
            if (isCalled(field.getKey(), List.of(PROPERTIES))) {
                JsonNode node = container(field.getValue());
                return node.isObject() ? node : null;
            }
        }
        return null;
    }

    private static void walk(JsonNode node, FieldPath path, int at, List<JsonValue> values) {
        if (at == path.steps().size()) {
            end(node, path, values);
            return;
        }
        JsonNode inside = container(node);
        if (inside.isArray()) {
            inside.forEach(element -> walk(element, path, at, values));
        } else if (inside.isObject()) {
            Step step = path.steps().get(at);
            inside.properties()
                    .forEach(
                            field -> {
                                if (isCalled(field.getKey(), step.names())) {
                                    selected(field.getValue(), step.selector())
                                            .forEach(child -> walk(child, path, at + 1, values));
                                }
                            });
        }
    }

    private static List<JsonNode> selected(JsonNode node, @Nullable Selector selector) {
        if (selector == null) {
            return List.of(node);
        }
        JsonNode inside = container(node);
        List<JsonNode> elements = new ArrayList<>();
        if (inside.isArray()) {
            inside.forEach(element -> elements.addAll(selected(element, selector)));
        } else if (inside.isObject()) {
            inside.properties()
                    .forEach(
                            field -> {
                                if (isCalled(field.getKey(), List.of(selector.key()))
                                        && field.getValue()
                                                .asText()
                                                .equalsIgnoreCase(selector.value())) {
                                    elements.add(inside);
                                }
                            });
        }
        return elements;
    }

    private static void end(JsonNode node, FieldPath path, List<JsonValue> values) {
        if (node.isArray()) {
            if (node.isEmpty() && !path.ending().isPart()) {
                values.add(new JsonValue("[]"));
            }
            node.forEach(element -> end(element, path, values));
        } else if (node.isObject()) {
            if (path.ending() == Ending.ALL) {
                values.add(new JsonValue(node.toString()));
            }
        } else if (path.ending().isPart()) {
            String part = node.isTextual() ? path.ending().part(node.asText()) : null;
            if (part != null) {
                values.add(new JsonValue(part));
            }
        } else if (node.isNull()) {
            values.add(new JsonValue(null));
        } else {
            String text = node.asText();
            values.add(new JsonValue(text));
            if (JsonTexts.mayHaveMore(text)) {
                JsonTexts.inside(text).forEach(more -> values.add(new JsonValue(more)));
            }
        }
    }

    private static boolean isCalled(String key, List<String> names) {
        String name = key.toLowerCase(Locale.ROOT);
        return names.contains(name) || names.contains(withoutSuffix(name));
    }

    private static String withoutSuffix(String name) {
        if (name.endsWith("_string")) {
            return name.substring(0, name.length() - "_string".length());
        }
        return name.endsWith("_dynamic")
                ? name.substring(0, name.length() - "_dynamic".length())
                : name;
    }

    /** The tree that stands in a text, else the node itself. */
    private static JsonNode container(JsonNode node) {
        if (!node.isTextual()) {
            return node;
        }
        String text = node.asText().strip();
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return node;
        }
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            return node; // cut by the service: no more than a text
        }
    }
}
