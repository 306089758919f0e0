package io.entracep.run;

import io.entracep.yaml.Problem;
import io.entracep.yaml.Problems;
import io.entracep.yaml.YamlNode;
import io.entracep.yaml.YamlTree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A YAML file as its single values by path ({@code source.topics[0]}), each with its line. What
 * nobody asked for in the end is a key that does not exist.
 */
final class ConfigTree {
    private final String file;
    private final Map<String, Value> values = new LinkedHashMap<>();
    private final Set<String> asked = new HashSet<>();
    private final List<Problem> problems = new ArrayList<>();

    /** That values are missing says nothing then. */
    private boolean isUnreadable;

    private static final List<String> SECRET_WORDS =
            List.of(
                    "connection-string",
                    "password",
                    "properties",
                    "secret",
                    "token",
                    "signing-key",
                    "headers",
                    "url");

    private record Value(String text, int line) {}

    private ConfigTree(String file) {
        this.file = file;
    }

    /** Reads text; what is wrong with it is among the problems. */
    static ConfigTree parse(String file, String yaml) {
        ConfigTree tree = new ConfigTree(file);
        Problems found = new Problems(file);
        YamlNode root = YamlTree.parse(yaml, found);
        tree.problems.addAll(found.inOrder());
        tree.isUnreadable = root == null && !found.isEmpty();
        if (root != null) {
            tree.take(root);
        }
        return tree;
    }

    private void take(YamlNode node) {
        if (node instanceof YamlNode.Mapping mapping) {
            mapping.entries().values().forEach(this::take);
        } else if (node instanceof YamlNode.Listing listing) {
            listing.items().forEach(this::take);
        } else {
            String text = node instanceof YamlNode.Scalar scalar ? scalar.text().strip() : "";
            values.put(node.path(), new Value(text, node.line()));
        }
    }

    /** The single value at the path, null where there is none. */
    @Nullable String text(String path) {
        asked.add(path);
        Value value = values.get(path);
        if (value == null) {
            return null;
        }
        if (value.text().isEmpty()) {
            problem(path, "given; it is empty");
        }
        return value.text();
    }

    /** The value at the path; its absence is a problem. */
    String required(String path, String expected) {
        String text = text(path);
        if (text == null) {
            problem(path, "given: " + expected);
        }
        return text == null ? "" : text;
    }

    /** The items of a list, or the single value as the only one. */
    List<String> texts(String path) {
        List<String> texts = new ArrayList<>();
        String single = text(path);
        if (single != null) {
            texts.add(single);
        }
        for (int i = 0; values.containsKey(path + "[" + i + "]"); i++) {
            texts.add(String.valueOf(text(path + "[" + i + "]")));
        }
        return texts;
    }

    /** The single values right and deeper below the path, by the rest of their path. */
    Map<String, String> below(String path) {
        Map<String, String> below = new LinkedHashMap<>();
        for (String key : values.keySet()) {
            if (key.startsWith(path + ".")) {
                below.put(key.substring(path.length() + 1), String.valueOf(text(key)));
            }
        }
        return below;
    }

    /** The keys right below the path, in the order of the file, each once. */
    Set<String> children(String path) {
        Set<String> children = new LinkedHashSet<>();
        for (String key : values.keySet()) {
            if (key.startsWith(path + ".")) {
                String rest = key.substring(path.length() + 1);
                children.add(rest.split("[.\\[]", 2)[0]);
            }
        }
        return children;
    }

    /** The keys that were looked for, whether they are there or not. */
    Set<String> asked() {
        return Collections.unmodifiableSet(asked);
    }

    /** Whether something is wrong at the path or below it. */
    boolean hasProblem(String path) {
        return problems.stream()
                .anyMatch(
                        problem ->
                                problem.key().equals(path)
                                        || problem.key().startsWith(path + ".")
                                        || problem.key().startsWith(path + "["));
    }

    /** Whether anything is given at the path or below it. */
    boolean has(String path) {
        return values.keySet().stream()
                .anyMatch(
                        key ->
                                key.equals(path)
                                        || key.startsWith(path + ".")
                                        || key.startsWith(path + "["));
    }

    /** The value at this path must be something else; said once for each path. */
    void problem(String path, String expected) {
        Value value = values.get(path);
        if (!isUnreadable && problems.stream().noneMatch(problem -> problem.key().equals(path))) {
            problems.add(
                    new Problem(
                            file,
                            path,
                            value == null || mayBeSecret(path) ? null : value.text(),
                            expected,
                            value == null ? 0 : value.line()));
        }
    }

    /** Problems of a file that this one names. */
    void problems(List<Problem> others) {
        problems.addAll(others);
    }

    /**
     * What may hold a secret by mistake is not repeated in a message; nor is the value of a key
     * that does not exist, which may be a misspelt one of these.
     */
    private boolean mayBeSecret(String path) {
        return !asked.contains(path) || SECRET_WORDS.stream().anyMatch(path::contains);
    }

    /**
     * Ends the reading.
     *
     * @throws ConfigException if there is any problem, or a key that nobody asked for
     */
    void finish() {
        for (String path : values.keySet()) {
            if (!asked.contains(path)) {
                problem(path, "a known key; docs/configuration.md describes them");
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(
                    problems.stream()
                            .sorted(
                                    Comparator.comparing(
                                                    (Problem problem) ->
                                                            !problem.file().equals(file))
                                            .thenComparingInt(Problem::line))
                            .toList());
        }
    }
}
