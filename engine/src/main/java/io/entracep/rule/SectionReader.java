package io.entracep.rule;

import io.entracep.yaml.Format;
import io.entracep.yaml.NodeReader;
import io.entracep.yaml.Problems;
import io.entracep.yaml.YamlNode;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the parts of a mapping by key. What is wrong is reported and left out. */
final class SectionReader {

    private final NodeReader reader;
    private final Problems problems;
    private final YamlNode node;
    private final Map<String, YamlNode> fields;

    private SectionReader(Problems problems, YamlNode node, @Nullable List<String> known) {
        this.problems = problems;
        this.reader = new NodeReader(problems, ZoneOffset.UTC, "docs/rules.md");
        this.node = node;
        this.fields = known == null ? reader.entries(node) : reader.fields(node, known);
    }

    /** A mapping that may have other keys, too. */
    static SectionReader open(Problems problems, YamlNode node) {
        return new SectionReader(problems, node, null);
    }

    /** A mapping whose keys are all known. */
    static SectionReader closed(Problems problems, YamlNode node, List<String> known) {
        return new SectionReader(problems, node, known);
    }

    int line() {
        return node.line();
    }

    Map<String, YamlNode> fields() {
        return fields;
    }

    @Nullable YamlNode get(String key) {
        return fields.get(key);
    }

    boolean has(String key) {
        return fields.containsKey(key);
    }

    void problem(String key, String expected) {
        YamlNode child = fields.get(key);
        if (child != null) {
            problems.add(child, expected);
        } else {
            String path = node.path().isEmpty() ? key : node.path() + "." + key;
            problems.add(path, node.line(), null, expected);
        }
    }

    <T> @Nullable T one(String key, Format<T> format) {
        YamlNode child = fields.get(key);
        return child == null ? null : reader.one(child, format);
    }

    <T> T one(String key, Format<T> format, T absent) {
        T value = one(key, format);
        return value == null ? absent : value;
    }

    <T> @Nullable T required(String key, Format<T> format, String hint) {
        if (!fields.containsKey(key)) {
            problem(key, "given: " + hint);
            return null;
        }
        return one(key, format);
    }

    /** A list, for which a single value may stand. Twice the same is reported. */
    <T> List<T> list(String key, Format<T> format) {
        YamlNode child = fields.get(key);
        if (child == null || child instanceof YamlNode.Empty) {
            return List.of();
        }
        if (child instanceof YamlNode.Scalar) {
            T value = reader.one(child, format);
            return value == null ? List.of() : List.of(value);
        }
        return reader.list(child, format);
    }

    /** Texts of a list or a single one, whatever else stands there; nothing is reported. */
    List<String> texts(String key) {
        YamlNode child = fields.get(key);
        if (child instanceof YamlNode.Scalar scalar) {
            return List.of(scalar.text());
        }
        return child instanceof YamlNode.Listing list
                ? list.items().stream()
                        .filter(YamlNode.Scalar.class::isInstance)
                        .map(item -> ((YamlNode.Scalar) item).text())
                        .distinct()
                        .toList()
                : List.of();
    }

    /** The items of a list, for which a single mapping may stand. */
    List<YamlNode> items(String key) {
        YamlNode child = fields.get(key);
        if (child == null) {
            return List.of();
        }
        return child instanceof YamlNode.Mapping ? List.of(child) : reader.items(child);
    }
}
