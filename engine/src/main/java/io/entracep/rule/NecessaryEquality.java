package io.entracep.rule;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What every record must have of which a rule holds: at one of the paths one of the values. Rules
 * are found by it.
 *
 * @param paths numbers in {@link FieldPaths}
 * @param activity whether values are names of activities
 * @param values as {@link #folded} gives them, at least one
 */
public record NecessaryEquality(List<Integer> paths, boolean activity, Set<String> values) {

    static final Comparator<NecessaryEquality> BY_SELECTIVITY =
            Comparator.<NecessaryEquality>comparingInt(equality -> isCommon(equality) ? 1 : 0)
                    .thenComparingInt(equality -> equality.values().size());

    public NecessaryEquality {
        paths = List.copyOf(paths);
        values = Set.copyOf(values);
    }

    /** The form of a value by which rules are found. */
    public String folded(String value) {
        return fold(activity).of(value);
    }

    private static Fold fold(boolean activity) {
        return new Fold(true, false, activity);
    }

    static @Nullable NecessaryEquality of(RuleField field, ValueTest test) {
        Fold fold = fold(field.activity());
        Set<String> values = new TreeSet<>();
        if (test instanceof TextTests.Equals equals && !equals.fold().dashes()) {
            values.add(fold.of(equals.text()));
        } else if (test instanceof TextTests.OneOf oneOf && !oneOf.fold().dashes()) {
            oneOf.folded().forEach(value -> values.add(fold.of(value)));
        } else {
            return null;
        }
        return new NecessaryEquality(field.paths(), field.activity(), values);
    }

    boolean isAbout(NecessaryEquality other) {
        return paths.equals(other.paths) && activity == other.activity;
    }

    /** Words that most records have say little. */
    private static boolean isCommon(NecessaryEquality equality) {
        return equality.values().stream()
                .anyMatch(Set.of("0", "success", "", "true", "false", "[]")::contains);
    }
}
