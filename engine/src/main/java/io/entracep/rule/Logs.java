package io.entracep.rule;

import io.entracep.yaml.Problem;
import io.entracep.yaml.Problems;
import io.entracep.yaml.YamlNode;
import io.entracep.yaml.YamlTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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
            LogReader reader = new LogReader(problems);
            YamlNode common = mapping.entries().get("common");
            LogReader.map(mapping.entries().get("logs"))
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
}
