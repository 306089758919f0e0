package io.entracep.rule;

import io.entracep.event.Category;
import io.entracep.rule.Log.KnownPath;
import io.entracep.rule.Log.Repair;
import io.entracep.yaml.MalformedValue;
import io.entracep.yaml.Problem;
import io.entracep.yaml.Problems;
import io.entracep.yaml.YamlNode;
import io.entracep.yaml.YamlTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The logs of {@code fields.yaml}. */
final class Logs {

    private static final String RESOURCE = "/rules/fields.yaml";
    private static final Logs SHIPPED = load();

    private final Map<String, Log> byName = new LinkedHashMap<>();
    private final Map<String, String> spellings = new HashMap<>();

    private Logs() {}

    static Logs shipped() {
        return SHIPPED;
    }

    List<Log> all() {
        return List.copyOf(byName.values());
    }

    Optional<Log> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The log that rules call so. */
    Optional<Log> ofService(String service) {
        String canonical = Log.canonical(service);
        return byName.values().stream()
                .filter(log -> log.services().contains(canonical))
                .findFirst();
    }

    /** The words that rules may write, for messages. */
    List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /** A key as the logs write it. */
    String spelled(String lowerCase) {
        return spellings.getOrDefault(lowerCase, lowerCase);
    }

    private static Logs load() {
        Problems problems = new Problems(RESOURCE);
        YamlNode root = YamlTree.parse(text(), problems);
        Logs logs = new Logs();
        if (root instanceof YamlNode.Mapping mapping) {
            Reader reader = new Reader(problems);
            YamlNode common = mapping.entries().get("common");
            Reader.map(mapping.entries().get("logs"))
                    .forEach(
                            (name, node) ->
                                    logs.byName.put(
                                            name, reader.log(name, node, common, logs.byName)));
        }
        Matcher keys = Pattern.compile("[A-Za-z_]+").matcher(text());
        while (keys.find()) {
            logs.spellings.putIfAbsent(keys.group().toLowerCase(Locale.ROOT), keys.group());
        }
        if (!problems.isEmpty()) {
            throw new IllegalStateException(
                    problems.inOrder().stream()
                            .map(Problem::message)
                            .collect(Collectors.joining("\n")));
        }
        return logs;
    }

    private static String text() {
        try (InputStream in =
                Objects.requireNonNull(Logs.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Turns nodes into logs. */
    private static final class Reader {
        private final Problems problems;

        Reader(Problems problems) {
            this.problems = problems;
        }

        Log log(String name, YamlNode node, @Nullable YamlNode common, Map<String, Log> before) {
            Map<String, YamlNode> parts = map(node);
            Log like = texts(parts.get("like")).stream().findFirst().map(before::get).orElse(null);
            List<KnownPath> paths = new ArrayList<>();
            Map<String, List<FieldPath>> names = new HashMap<>();
            List<Repair> repairs = new ArrayList<>();
            Set<FieldPath> activity = new java.util.HashSet<>(paths(parts.get("activity")));
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
                    FieldPath parsed =
                            path(node, open ? path.substring(0, path.length() - 2) : path);
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
                        expanded(
                                text.substring(0, open)
                                        + each.strip()
                                        + text.substring(close + 1)));
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
}
