package io.entracep.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A mapping of a scenario file. Gives values by key, as written (a country {@code NO} is no {@code
 * false}); what is wrong is reported with its line, and reading goes on with the default. {@link
 * #refuseOthers} reports the keys that nobody asked for.
 */
final class Section {
    private final String path;
    private final int line;
    private final Map<String, Node> values;
    private final Set<String> asked;
    private final Faults faults;
    private final UnaryOperator<String> placeholders;

    private Section(
            String path,
            int line,
            Map<String, Node> values,
            Set<String> asked,
            Faults faults,
            UnaryOperator<String> placeholders) {
        this.path = path;
        this.line = line;
        this.values = values;
        this.asked = asked;
        this.faults = faults;
        this.placeholders = placeholders;
    }

    /** Of a node; one that is no mapping is reported and has no keys. */
    static Section of(Node node, String path, Faults faults) {
        return of(node, path, faults, UnaryOperator.identity());
    }

    private static Section of(
            Node node, String path, Faults faults, UnaryOperator<String> placeholders) {
        Map<String, Node> values = new LinkedHashMap<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                String key = YamlJson.key(tuple);
                if (values.putIfAbsent(key, tuple.getValueNode()) != null) {
                    faults.add(line(tuple.getKeyNode()), join(path, key), null, "given once");
                }
            }
        } else {
            faults.add(line(node), path, null, "a mapping of keys to values");
        }
        return new Section(path, line(node), values, new TreeSet<>(), faults, placeholders);
    }

    /** The same with this done to every text. Shares the memory of the keys asked for. */
    Section with(UnaryOperator<String> replacement) {
        return new Section(path, line, values, asked, faults, replacement);
    }

    int line() {
        return line;
    }

    Faults faults() {
        return faults;
    }

    boolean has(String key) {
        asked.add(key);
        return values.containsKey(key);
    }

    Set<String> keys() {
        return values.keySet();
    }

    /** A single text, null where there is none. */
    @Nullable String text(String key) {
        asked.add(key);
        Node node = values.get(key);
        return node == null ? null : scalar(node, key);
    }

    String text(String key, String absent) {
        String text = text(key);
        return text == null ? absent : text;
    }

    /** A text that must be there; empty where it is not. */
    String required(String key) {
        if (!has(key)) {
            fault(key, "given");
        }
        return text(key, "");
    }

    int number(String key, int absent) {
        String text = text(key);
        if (text == null) {
            return absent;
        }
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            fault(key, "a number");
            return absent;
        }
    }

    /** A number of things: from 1 to 100 000. */
    int count(String key, int absent) {
        int number = number(key, absent);
        if (number < 1 || number > 100_000) {
            fault(key, "from 1 to 100000");
            return absent;
        }
        return number;
    }

    boolean flag(String key, boolean absent) {
        String text = text(key);
        if (text != null && !text.equals("true") && !text.equals("false")) {
            fault(key, "true or false");
        }
        return text == null ? absent : text.equals("true");
    }

    Duration span(String key, Duration absent) {
        String text = text(key);
        Duration span = text == null ? absent : Spans.parse(text);
        if (span == null) {
            fault(key, "a span of time, such as 90s, 15m or 3d 4h");
            return absent;
        }
        return span;
    }

    /** One of these texts, or the first of them. */
    String choice(String key, List<String> choices) {
        String text = text(key, choices.get(0));
        if (!choices.contains(text)) {
            fault(key, "one of " + String.join(", ", choices));
        }
        return text;
    }

    /** Texts: a list, or a single one. Empty where there are none. */
    List<String> texts(String key) {
        asked.add(key);
        List<String> texts = new ArrayList<>();
        if (values.get(key) instanceof SequenceNode sequence) {
            for (Node item : sequence.getValue()) {
                texts.add(scalar(item, key));
            }
        } else if (values.containsKey(key)) {
            texts.add(scalar(values.get(key), key));
        }
        return texts;
    }

    /** A mapping, null where there is none. */
    @Nullable Section section(String key) {
        asked.add(key);
        Node node = values.get(key);
        return node == null ? null : of(node, join(path, key), faults, placeholders);
    }

    /** A list of mappings; empty where there is none. */
    List<Section> sections(String key) {
        asked.add(key);
        Node node = values.get(key);
        List<Section> sections = new ArrayList<>();
        if (node instanceof SequenceNode sequence) {
            for (Node item : sequence.getValue()) {
                String itemPath = join(path, key) + "[" + sections.size() + "]";
                sections.add(of(item, itemPath, faults, placeholders));
            }
        } else if (node != null) {
            fault(key, "a list");
        }
        return sections;
    }

    boolean isMapping(String key) {
        return values.get(key) instanceof MappingNode;
    }

    /** Any YAML as JSON, null where there is none. */
    @Nullable JsonNode json(String key) {
        asked.add(key);
        Node node = values.get(key);
        return node == null ? null : YamlJson.of(node, placeholders);
    }

    /** The value of this key is wrong. */
    void fault(String key, String expected) {
        Node node = values.get(key);
        String value = node instanceof ScalarNode scalar ? scalar.getValue() : null;
        faults.add(node == null ? line : line(node), join(path, key), value, expected);
    }

    /** Reports every key that was never asked for. */
    void refuseOthers() {
        values.forEach(
                (key, node) -> {
                    if (!asked.contains(key)) {
                        faults.add(
                                line(node),
                                join(path, key),
                                null,
                                "a known key: one of " + String.join(", ", asked));
                    }
                });
    }

    private String scalar(@Nullable Node node, String key) {
        if (node instanceof ScalarNode scalar) {
            return placeholders.apply(scalar.getValue());
        }
        fault(key, "a single value");
        return "";
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
