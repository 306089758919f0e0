package io.entracep.rule;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Placeholders in values: {@code %name%}, plain where a backslash stands before the percent sign.
 */
final class Placeholders {

    private static final Pattern PLACEHOLDER =
            Pattern.compile("(?<!\\\\)%([A-Za-z_][A-Za-z0-9_. -]{0,99})%");
    private static final int MAX_VALUES = 100_000;

    private Placeholders() {}

    /** The names in a value, in their order. */
    static Set<String> in(String value) {
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = PLACEHOLDER.matcher(value);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    /**
     * The value once for each combination of what its placeholders stand for; empty where a list is
     * not known.
     */
    static Optional<List<String>> expanded(String value, PlaceholderLists lists) {
        Matcher matcher = PLACEHOLDER.matcher(value);
        if (!matcher.find()) {
            return Optional.of(List.of(value.replace("\\%", "%")));
        }
        Optional<List<String>> values = lists.values(matcher.group(1));
        Optional<List<String>> rests = expanded(value.substring(matcher.end()), lists);
        if (values.isEmpty() || rests.isEmpty()) {
            return Optional.empty();
        }
        String before = value.substring(0, matcher.start()).replace("\\%", "%");
        List<String> all = new ArrayList<>();
        for (String each : values.get()) {
            for (String rest : rests.get()) {
                if (all.size() < MAX_VALUES) {
                    all.add(before + each + rest);
                }
            }
        }
        return Optional.of(all);
    }
}
