package io.entracep.alert;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of an alert from the template of its entry: {@code {name}} is a value, {@code [part]} is
 * left out when a value in it is absent.
 */
final class Reason {
    private static final Pattern PART = Pattern.compile("\\[([^\\[\\]]*)]");
    private static final Pattern VALUE = Pattern.compile("\\{([a-zA-Z][a-zA-Z0-9_.-]*)}");

    private Reason() {}

    static String of(String template, Map<String, String> values) {
        String chosen =
                PART.matcher(template)
                        .replaceAll(
                                part ->
                                        Matcher.quoteReplacement(
                                                isComplete(part.group(1), values)
                                                        ? part.group(1)
                                                        : ""));
        return VALUE.matcher(chosen)
                .replaceAll(
                        value ->
                                Matcher.quoteReplacement(
                                        values.getOrDefault(value.group(1), "unknown")))
                .replaceAll(" {2,}", " ")
                .strip();
    }

    private static boolean isComplete(String part, Map<String, String> values) {
        return VALUE.matcher(part).results().allMatch(value -> values.containsKey(value.group(1)));
    }
}
