package io.entracep.rule;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where in a record values stand.
 *
 * <ul>
 *   <li>Keys are found in any case, and with the suffix {@code _string} or {@code _dynamic} that
 *       Log Analytics gives to columns whose type once changed.
 *   <li>Arrays are gone through wherever they stand; a selector takes only the elements that say
 *       so.
 *   <li>A text that is a JSON object or array is read as one where steps are left.
 *   <li>At the end a scalar gives its text, and what stands in it where the text is JSON text of
 *       scalars ({@code "\"Member\""} gives {@code "Member"} and {@code Member}, see {@link
 *       JsonTexts}). A JSON null gives a null. An object gives its compact JSON text, an array what
 *       its elements give, an empty one {@code []}.
 * </ul>
 *
 * @param scope where the first step begins
 * @param steps at least one
 * @param ending what is taken of what stands at the end
 */
public record FieldPath(Scope scope, List<Step> steps, Ending ending) {

    public FieldPath {
        steps = List.copyOf(steps);
    }

    /** Whether it asks which log the record is of. */
    public boolean isCategory() {
        return scope != Scope.PROPERTIES
                && steps.size() == 1
                && steps.get(0).names().contains("category");
    }

    /** Where a path begins. */
    public enum Scope {
        /** At the record itself. */
        RECORD,
        /**
         * In {@code properties}; at the record itself where it has none, as Graph objects and rows
         * of Log Analytics.
         */
        PROPERTIES,
        /** At both. */
        EITHER
    }

    /** What a path gives of what stands at its end. */
    public enum Ending {
        /** All of it. */
        ALL(""),
        /** Nothing of objects. */
        SCALARS(":scalar"),
        /** Of addresses the network, see {@link Networks}; nothing of anything else. */
        NETWORKS(":network"),
        /** The first id in a text, in lower case; nothing of what has none. */
        IDS(":id"),
        /** The host of a web address, the domain of a name, see {@link Hosts}. */
        HOSTS(":host");

        private static final Pattern ID =
                Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

        private final String suffix;

        Ending(String suffix) {
            this.suffix = suffix;
        }

        /** As written behind the path. */
        String suffix() {
            return suffix;
        }

        /** Whether it takes a part of texts, see {@link #part}. */
        public boolean isPart() {
            return this == NETWORKS || this == IDS || this == HOSTS;
        }

        /** What it takes of a text; null for nothing. */
        public @Nullable String part(String text) {
            if (this == NETWORKS) {
                return Networks.of(text);
            }
            if (this == HOSTS) {
                return Hosts.of(text);
            }
            Matcher id = ID.matcher(text);
            return id.find() ? id.group().toLowerCase(Locale.ROOT) : null;
        }
    }

    /**
     * One key.
     *
     * @param names its spellings in lower case, any of which may stand there
     * @param selector which elements are taken, null for all
     */
    public record Step(List<String> names, @Nullable Selector selector) {
        public Step {
            names = List.copyOf(names);
        }
    }

    /**
     * An element is taken only where a key of it has this value, ignoring case.
     *
     * @param key in lower case
     * @param value as compared
     */
    public record Selector(String key, String value) {}

    /** As {@code fields.yaml} writes it. */
    public String written() {
        String path =
                steps.stream()
                                .map(
                                        step ->
                                                spelled(step)
                                                        + (step.selector() == null
                                                                ? ""
                                                                : "["
                                                                        + step.selector().key()
                                                                        + "="
                                                                        + step.selector().value()
                                                                        + "]"))
                                .collect(Collectors.joining("."))
                        + (ending.isPart() ? ending.suffix() : "");
        return scope == Scope.PROPERTIES ? "properties." + path : path;
    }

    private static String spelled(Step step) {
        return Logs.shipped().spelled(step.names().get(0));
    }
}
