package io.entracep.rule;

import io.entracep.event.Category;
import io.entracep.rule.Log.KnownPath;
import io.entracep.rule.Log.Repair;
import io.entracep.yaml.MalformedValue;
import io.entracep.yaml.Problems;
import io.entracep.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Turns the nodes of {@code fields.yaml} into logs. */
final class LogReader {
    private final Problems problems;

    LogReader(Problems problems) {
        this.problems = problems;
    }

    Log log(String name, YamlNode node, @Nullable YamlNode common, Map<String, Log> before) {
        Map<String, YamlNode> parts = map(node);
        Log like = texts(parts.get("like")).stream().findFirst().map(before::get).orElse(null);
        List<KnownPath> paths = new ArrayList<>();
        Map<String, List<FieldPath>> names = new HashMap<>();
        List<Repair> repairs = new ArrayList<>();
        Set<FieldPath> activity = new HashSet<>(paths(parts.get("activity")));
        if (like != null) {
            paths.addAll(like.paths());
            names.putAll(like.names());
            activity.addAll(like.activity());
        } else {
            known(map(common).get("paths"), paths);
            names(map(common).get("names"), names);
        }
        known(parts.get("paths"), paths);
        names(parts.get("names"), names);
        repairs(parts.get("repairs"), repairs);
        if (like != null) {
            repairs.addAll(like.repairs());
        }
        return new Log(
                name,
                canonical(parts.get("services")),
                categories(parts.get("categories")),
                activity,
                paths,
                names,
                repairs);
    }

    private Set<Category> categories(@Nullable YamlNode node) {
        Set<Category> categories = EnumSet.noneOf(Category.class);
        for (String text : texts(node)) {
            Arrays.stream(Category.values())
                    .filter(category -> category.logName().equals(text))
                    .forEach(categories::add);
        }
        if (node != null && categories.size() < texts(node).size()) {
            problems.add(node, "names of logs");
        }
        return categories;
    }

    private void known(@Nullable YamlNode node, List<KnownPath> paths) {
        for (String text : texts(node)) {
            for (String path : expanded(text)) {
                boolean open = path.endsWith(".*");
                FieldPath parsed = path(node, open ? path.substring(0, path.length() - 2) : path);
                if (parsed != null) {
                    paths.add(new KnownPath(parsed, open));
                }
            }
        }
    }

    private void names(@Nullable YamlNode node, Map<String, List<FieldPath>> names) {
        map(node).forEach((name, value) -> names.put(Log.canonical(name), paths(value)));
    }

    private void repairs(@Nullable YamlNode node, List<Repair> repairs) {
        if (!(node instanceof YamlNode.Listing list)) {
            return;
        }
        SelectionParser parser = new SelectionParser(problems);
        for (YamlNode item : list.items()) {
            Map<String, YamlNode> parts = map(item);
            YamlNode means = parts.get("means");
            boolean nothing = map(means).isEmpty() && means instanceof YamlNode.Mapping;
            repairs.add(
                    new Repair(
                            canonical(parts.get("field")),
                            texts(parts.get("values")).stream()
                                    .map(text -> SigmaPattern.parse(text).toTest(Fold.CASELESS))
                                    .toList(),
                            nothing || means == null ? null : parser.selection(means),
                            texts(parts.get("moves")).stream().findFirst().orElse(null),
                            String.join(" ", texts(parts.get("why")))));
        }
    }

    private Set<String> canonical(@Nullable YamlNode node) {
        Set<String> names = new TreeSet<>();
        texts(node).forEach(text -> names.add(Log.canonical(text)));
        return names;
    }

    private List<FieldPath> paths(@Nullable YamlNode node) {
        List<FieldPath> paths = new ArrayList<>();
        for (String text : texts(node)) {
            FieldPath path = path(node, text);
            if (path != null) {
                paths.add(path);
            }
        }
        return paths;
    }

    private @Nullable FieldPath path(@Nullable YamlNode node, String text) {
        try {
            return PathParser.parse(text);
        } catch (MalformedValue e) {
            problems.add(node == null ? "" : node.path(), 0, text, e.expected());
            return null;
        }
    }

    /** One text for each of what stands in braces, divided by commas. */
    private static List<String> expanded(String text) {
        int open = text.indexOf('{');
        int close = text.indexOf('}', open);
        if (open < 0 || close < 0) {
            return List.of(text.strip());
        }
        List<String> all = new ArrayList<>();
        for (String each : text.substring(open + 1, close).split(",", -1)) {
            all.addAll(
                    expanded(text.substring(0, open) + each.strip() + text.substring(close + 1)));
        }
        return all;
    }

    private static List<String> texts(@Nullable YamlNode node) {
        if (node instanceof YamlNode.Scalar scalar) {
            return List.of(scalar.text());
        }
        return node instanceof YamlNode.Listing list
                ? list.items().stream().flatMap(item -> texts(item).stream()).toList()
                : List.of();
    }

    static Map<String, YamlNode> map(@Nullable YamlNode node) {
        return node instanceof YamlNode.Mapping mapping ? mapping.entries() : Map.of();
    }
}
