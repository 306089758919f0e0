package io.entracep.rule;

import io.entracep.event.Category;
import io.entracep.rule.FieldPath.Step;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A log that rules can be about: which records are its, and what names mean in them.
 *
 * @param name as {@code fields.yaml} names it
 * @param services what rules call it, in lower case
 * @param categories whose records are its
 * @param activity paths that hold names of activities
 * @param paths that its records are known to have
 * @param names what other names mean, by {@link #canonical}
 * @param repairs values that published rules have and no record has
 */
record Log(
        String name,
        Set<String> services,
        Set<Category> categories,
        Set<FieldPath> activity,
        List<KnownPath> paths,
        Map<String, List<FieldPath>> names,
        List<Repair> repairs) {

    Log {
        services = Set.copyOf(services);
        categories = Set.copyOf(categories);
        activity = Set.copyOf(activity);
        paths = List.copyOf(paths);
        names = Map.copyOf(names);
        repairs = List.copyOf(repairs);
    }

    /**
     * A path that records are known to have.
     *
     * @param open whether it may go on in any way
     */
    record KnownPath(FieldPath path, boolean open) {

        /** Whether these steps are this path, or a part of it, or go on where it is open. */
        boolean isOnWay(List<Step> steps) {
            List<Step> own = path.steps();
            if (steps.size() > own.size() && !open) {
                return false;
            }
            for (int i = 0; i < Math.min(steps.size(), own.size()); i++) {
                if (!areSame(own.get(i), steps.get(i))) {
                    return false;
                }
            }
            return true;
        }

        private static boolean areSame(Step own, Step other) {
            return own.names().stream()
                    .anyMatch(
                            name ->
                                    other.names().contains(name)
                                            || other.names().stream()
                                                    .anyMatch(
                                                            each ->
                                                                    canonical(each)
                                                                            .equals(
                                                                                    canonical(
                                                                                            name))));
        }
    }

    /**
     * A value that no record has, and what its author meant.
     *
     * @param fields names of the field, by {@link #canonical}
     * @param values the values as rules write them
     * @param means what is asked instead, null for nothing
     * @param moves the log whose records are meant, null for this one
     * @param why for people
     */
    record Repair(
            Set<String> fields,
            List<ValueTest> values,
            @Nullable Selection means,
            @Nullable String moves,
            String why) {

        Repair {
            fields = Set.copyOf(fields);
            values = List.copyOf(values);
        }

        /** What is asked instead of this value, null for nothing. */
        @Nullable Selection meant(RuleValue value) {
            return means == null ? null : withValue(means, value);
        }

        /** The selection with the rule's own value where it says {@code $value}. */
        private static Selection withValue(Selection selection, RuleValue value) {
            if (selection instanceof Selection.AllOf all) {
                return new Selection.AllOf(
                        all.line(),
                        all.parts().stream().map(part -> withValue(part, value)).toList());
            }
            if (selection instanceof Selection.AnyOf any) {
                return new Selection.AnyOf(
                        any.line(),
                        any.parts().stream().map(part -> withValue(part, value)).toList());
            }
            FieldItem item = ((Selection.Item) selection).item();
            return new Selection.Item(
                    new FieldItem(
                            item.line(),
                            item.field(),
                            item.modifiers(),
                            item.values().stream()
                                    .map(each -> each.text().equals("$value") ? value : each)
                                    .toList()));
        }

        boolean isFor(String field, String value) {
            return fields.contains(canonical(field))
                    && values.stream().anyMatch(test -> test.test(value.strip()));
        }
    }

    /** The form of a name under which it is found. */
    static String canonical(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT).replace("[]", "");
        StringBuilder canonical = new StringBuilder(lower.length());
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if (c != '_' && c != '-' && c != ' ') {
                canonical.append(c);
            }
        }
        return canonical.toString();
    }
}
