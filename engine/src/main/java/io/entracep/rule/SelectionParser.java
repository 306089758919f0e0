package io.entracep.rule;

import io.entracep.rule.RuleValue.Kind;
import io.entracep.yaml.MalformedValue;
import io.entracep.yaml.Problems;
import io.entracep.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what stands under a search identifier. What is wrong is reported and left out. */
final class SelectionParser {

    private final Problems problems;

    SelectionParser(Problems problems) {
        this.problems = problems;
    }

    /** Null where nothing usable stands there, which is reported. */
    @Nullable Selection selection(YamlNode node) {
        if (node instanceof YamlNode.Mapping map) {
            return map(map);
        }
        if (node instanceof YamlNode.Listing list) {
            return list(list);
        }
        if (node instanceof YamlNode.Scalar scalar) {
            return keyword(scalar);
        }
        problems.add(node, "given: a map of fields to values, or a list of keywords; it is empty");
        return null;
    }

    private @Nullable Selection map(YamlNode.Mapping map) {
        if (map.entries().isEmpty()) {
            problems.add(map, "a map of at least one field to a value");
            return null;
        }
        List<Selection> parts = new ArrayList<>();
        map.entries()
                .forEach(
                        (key, node) -> {
                            FieldItem item = item(key, node);
                            if (item != null) {
                                parts.add(new Selection.Item(item));
                            }
                        });
        return new Selection.AllOf(map.line(), parts);
    }

    private @Nullable Selection list(YamlNode.Listing list) {
        if (list.items().isEmpty()) {
            problems.add(list, "a list of at least one keyword or map");
            return null;
        }
        List<Selection> parts = new ArrayList<>();
        for (YamlNode node : list.items()) {
            Selection part;
            if (node instanceof YamlNode.Listing) {
                problems.add(node, "a keyword or a map, not a list in a list");
                part = null;
            } else {
                part = selection(node);
            }
            if (part != null) {
                parts.add(part);
            }
        }
        return new Selection.AnyOf(list.line(), parts);
    }

    private @Nullable Selection keyword(YamlNode.Scalar scalar) {
        if (scalar.text().isEmpty()) {
            problems.add(scalar, "a keyword of at least one character");
            return null;
        }
        return new Selection.Item(
                new FieldItem(scalar.line(), "", List.of(), List.of(value(scalar))));
    }

    private @Nullable FieldItem item(String key, YamlNode node) {
        List<String> words = split(key);
        List<Modifier> modifiers;
        try {
            modifiers = ModifierChain.parse(words.subList(1, words.size()));
        } catch (MalformedValue e) {
            problems.add(node.path(), node.line(), key, e.expected());
            return null;
        }
        List<RuleValue> values = values(node, modifiers);
        if (values.isEmpty()) {
            return null;
        }
        return new FieldItem(node.line(), words.get(0).strip(), modifiers, values);
    }

    private List<RuleValue> values(YamlNode node, List<Modifier> modifiers) {
        if (node instanceof YamlNode.Scalar scalar) {
            if (modifiers.contains(Modifier.ALL) && !modifiers.contains(Modifier.FIELDREF)) {
                problems.add(node, "a list of at least two values, since it says all");
                return List.of();
            }
            return List.of(value(scalar));
        }
        if (node instanceof YamlNode.Empty) {
            return List.of(new RuleValue(Kind.NULL, ""));
        }
        if (!(node instanceof YamlNode.Listing list)) {
            problems.add(node, "a value or a list of values, not a map");
            return List.of();
        }
        if (list.items().size() < (modifiers.contains(Modifier.ALL) ? 2 : 1)) {
            problems.add(
                    node,
                    modifiers.contains(Modifier.ALL)
                            ? "a list of at least two values, since it says all"
                            : "a list of at least one value");
            return List.of();
        }
        List<RuleValue> values = new ArrayList<>();
        for (YamlNode item : list.items()) {
            if (item instanceof YamlNode.Scalar scalar) {
                values.add(value(scalar));
            } else {
                problems.add(
                        item,
                        item instanceof YamlNode.Empty
                                ? "a value; null stands alone, in a selection of its own"
                                : "a single value");
            }
        }
        return values;
    }

    static RuleValue value(YamlNode.Scalar scalar) {
        Object value = scalar.value();
        if (value instanceof Boolean) {
            return new RuleValue(Kind.BOOLEAN, value.toString());
        }
        if (value instanceof Long) {
            return new RuleValue(Kind.NUMBER, value.toString());
        }
        return new RuleValue(value instanceof Double ? Kind.NUMBER : Kind.TEXT, scalar.text());
    }

    /** Field and modifiers: what {@code |} parts outside of brackets. */
    private static List<String> split(String key) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (c == '|' && depth <= 0) {
                words.add(word.toString());
                word.setLength(0);
            } else {
                word.append(c);
            }
        }
        words.add(word.toString());
        return words;
    }
}
