package io.entracep.yaml;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns nodes into values. What is wrong is reported and left out; reading goes on. */
public final class NodeReader {

    private final Problems problems;
    private final ZoneId zone;
    private final String manual;

    /**
     * @param problems takes what is wrong
     * @param zone the tenant's, for times without an offset
     * @param manual the document that describes the keys
     */
    public NodeReader(Problems problems, ZoneId zone, String manual) {
        this.problems = problems;
        this.zone = zone;
        this.manual = manual;
    }

    /** The zone of times without an offset. */
    public ZoneId zone() {
        return zone;
    }

    /** The node is not what it must be. */
    public void problem(YamlNode node, String expected) {
        problems.add(node, expected);
    }

    /** A single value; null where there is none or it is none, which is reported. */
    public <T> @Nullable T one(@Nullable YamlNode node, Format<T> format) {
        if (node == null) {
            return null;
        }
        if (!(node instanceof YamlNode.Scalar scalar)) {
            problem(node, node instanceof YamlNode.Empty ? "given; it is empty" : "a single value");
            return null;
        }
        try {
            return format.read(scalar.text());
        } catch (MalformedValue e) {
            problem(node, e.expected());
            return null;
        }
    }

    /** Different values in the order of the file. Two that mean the same are a problem. */
    public <T> List<T> list(YamlNode node, Format<T> format) {
        Map<T, Integer> lines = new LinkedHashMap<>();
        for (YamlNode item : items(node)) {
            T value = one(item, format);
            Integer earlier = value == null ? null : lines.putIfAbsent(value, item.line());
            if (earlier != null) {
                problem(item, "listed once (it is also on line " + earlier + ")");
            }
        }
        return List.copyOf(lines.keySet());
    }

    /** What the reader makes of every item; null results are left out. */
    public <T> List<T> each(YamlNode node, Function<YamlNode, @Nullable T> reader) {
        List<T> values = new ArrayList<>();
        for (YamlNode item : items(node)) {
            T value = reader.apply(item);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    /** A mapping whose keys are values, too. */
    public <K, V> Map<K, V> map(
            YamlNode node, Format<K> keyFormat, Function<YamlNode, @Nullable V> reader) {
        Map<K, V> values = new LinkedHashMap<>();
        Map<K, Integer> lines = new HashMap<>();
        entries(node)
                .forEach(
                        (text, child) -> {
                            K key = key(text, child, keyFormat);
                            V value = reader.apply(child);
                            Integer earlier =
                                    key == null ? null : lines.putIfAbsent(key, child.line());
                            if (earlier != null) {
                                problems.add(
                                        child.path(),
                                        child.line(),
                                        null,
                                        "given once (it is also on line " + earlier + ")");
                            } else if (key != null && value != null) {
                                values.put(key, value);
                            }
                        });
        return values;
    }

    /** The children of a mapping of which all keys are known. */
    public Map<String, YamlNode> fields(YamlNode node, List<String> known) {
        Map<String, YamlNode> fields = entries(node);
        fields.forEach(
                (key, child) -> {
                    if (!known.contains(key)) {
                        problems.add(child.path(), child.line(), null, unknownKey(key, known));
                    }
                });
        return fields;
    }

    /** The child that must be there; its absence is reported at the parent. */
    public @Nullable YamlNode required(
            YamlNode parent, Map<String, YamlNode> fields, String key, String hint) {
        YamlNode child = fields.get(key);
        if (child == null && parent instanceof YamlNode.Mapping) {
            problems.add(parent.path() + "." + key, parent.line(), null, "given: " + hint);
        }
        return child;
    }

    /** Children by key; a node that is no mapping is reported and has none. */
    public Map<String, YamlNode> entries(YamlNode node) {
        if (node instanceof YamlNode.Mapping mapping) {
            return mapping.entries();
        }
        problem(
                node,
                node instanceof YamlNode.Empty
                        ? "a mapping ({} for none); it is empty"
                        : "a mapping of keys to values");
        return Map.of();
    }

    /** Items of a list; a node that is no list is reported and has none. */
    public List<YamlNode> items(YamlNode node) {
        if (node instanceof YamlNode.Listing listing) {
            return listing.items();
        }
        problem(
                node,
                node instanceof YamlNode.Empty
                        ? "a list ([] for none); it is empty"
                        : "a list, such as [a, b]");
        return List.of();
    }

    private <K> @Nullable K key(String text, YamlNode child, Format<K> format) {
        try {
            return format.read(text);
        } catch (MalformedValue e) {
            problems.add(child.path(), child.line(), text, e.expected());
            return null;
        }
    }

    private String unknownKey(String key, List<String> known) {
        return "a known key: "
                + Spelling.nearest(key, known)
                        .map(meant -> "did you mean " + meant + "?")
                        .orElse(
                                known.size() > 12
                                        ? "see " + manual
                                        : "one of " + String.join(", ", known));
    }
}
