package io.entracep.signal;

import io.entracep.decode.ActivityNames;
import io.entracep.yaml.NodeReader;
import io.entracep.yaml.Problem;
import io.entracep.yaml.Problems;
import io.entracep.yaml.YamlNode;
import io.entracep.yaml.YamlTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads {@code activities.yaml}. */
final class ActivitiesReader {
    private static final String RESOURCE = "/signal/activities.yaml";
    private static final String WHEN_SUCCESSFUL = "when-successful";
    private static final String WHATEVER_THE_RESULT = "whatever-the-result";
    private static final String IN_AZURE = "in-azure";
    private static final String ANY_REST = "*";

    private final NodeReader reader;
    private final Map<Signal, Set<String>> read = new EnumMap<>(Signal.class);
    private final Set<String> beginnings = new HashSet<>();

    private ActivitiesReader(Problems problems) {
        this.reader = new NodeReader(problems, ZoneOffset.UTC, RESOURCE);
    }

    /** Those that come with the program. */
    static Activities shipped() {
        try (InputStream in =
                Objects.requireNonNull(
                        ActivitiesReader.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @throws IllegalStateException telling all that is wrong
     */
    static Activities read(String yaml) {
        Problems problems = new Problems(RESOURCE);
        YamlNode root = YamlTree.parse(yaml, problems);
        Activities activities =
                root == null
                        ? new Activities(Map.of(), Map.of(), Map.of(), Set.of())
                        : new ActivitiesReader(problems).activities(root);
        if (!problems.isEmpty()) {
            throw new IllegalStateException(
                    problems.inOrder().stream()
                            .map(Problem::message)
                            .collect(Collectors.joining("\n")));
        }
        return activities;
    }

    private Activities activities(YamlNode root) {
        Map<String, YamlNode> sections =
                reader.fields(root, List.of(WHEN_SUCCESSFUL, WHATEVER_THE_RESULT, IN_AZURE));
        return new Activities(
                table(sections.get(WHEN_SUCCESSFUL)),
                table(sections.get(WHATEVER_THE_RESULT)),
                table(sections.get(IN_AZURE)),
                beginnings);
    }

    private Map<String, SignalSet> table(@Nullable YamlNode section) {
        if (section == null) {
            return Map.of();
        }
        Map<String, SignalSet> table = new HashMap<>();
        reader.entries(section)
                .forEach(
                        (key, node) ->
                                signal(key, node)
                                        .ifPresent(signal -> add(signal, names(node), table)));
        return table;
    }

    private void add(Signal signal, Set<String> names, Map<String, SignalSet> table) {
        read.put(signal, names);
        names.forEach(name -> table.merge(name, SignalSet.of(signal), SignalSet::union));
    }

    private Optional<Signal> signal(String name, YamlNode node) {
        Optional<Signal> signal =
                Arrays.stream(Signal.values())
                        .filter(each -> written(each).equals(name))
                        .findFirst();
        if (signal.isEmpty()) {
            reader.problem(node, "a signal; " + name + " is none");
        }
        return signal;
    }

    private static String written(Signal signal) {
        return signal.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Set<String> names(YamlNode node) {
        Set<String> names = new LinkedHashSet<>();
        for (YamlNode item : reader.items(node)) {
            if (item instanceof YamlNode.Mapping mapping) {
                names.addAll(others(reader.fields(mapping, List.of("like")).get("like")));
            } else {
                names.add(name(String.valueOf(YamlNode.plain(item))));
            }
        }
        return names;
    }

    private Set<String> others(@Nullable YamlNode node) {
        Set<String> names = new LinkedHashSet<>();
        for (YamlNode item : node == null ? List.<YamlNode>of() : reader.items(node)) {
            Signal other = signal(String.valueOf(YamlNode.plain(item)), item).orElse(null);
            if (other != null && !read.containsKey(other)) {
                reader.problem(item, "a signal that stands before");
            }
            names.addAll(other == null ? Set.of() : read.getOrDefault(other, Set.of()));
        }
        return names;
    }

    private String name(String written) {
        String name = ActivityNames.normalise(written);
        if (!name.endsWith(ANY_REST)) {
            return name;
        }
        String beginning = name.substring(0, name.length() - ANY_REST.length());
        beginnings.add(beginning);
        return beginning;
    }
}
