package io.entracep.rule;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A field and what may stand there. Rules are found by it: where several are necessary, every
 * record of which a rule holds has at one of the paths of one of them one of its values.
 *
 * @param paths numbers in {@link FieldPaths}
 * @param activity whether values are names of activities
 * @param values as {@link #folded} gives them, at least one
 */
public record NecessaryEquality(List<Integer> paths, boolean activity, Set<String> values) {

    /** Of what is necessary: that which fewer records have, as far as can be told. */
    static final Comparator<List<NecessaryEquality>> BY_SELECTIVITY =
            Comparator.<List<NecessaryEquality>>comparingInt(
                            all -> all.stream().anyMatch(NecessaryEquality::isCommon) ? 1 : 0)
                    .thenComparingInt(
                            all -> all.stream().mapToInt(each -> each.values().size()).sum());

    private static final Set<String> COMMON =
            Set.of("0", "success", "", "true", "false", "[]", "member");

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

    /** Whether the test passes exactly where the equality holds. */
    static boolean isAll(RuleField field, ValueTest test) {
        Fold fold = fold(field.activity());
        return (test instanceof TextTests.Equals equals && equals.fold().equals(fold))
                || (test instanceof TextTests.OneOf oneOf && oneOf.fold().equals(fold));
    }

    boolean isAbout(NecessaryEquality other) {
        return paths.equals(other.paths) && activity == other.activity;
    }

    /** Both as one; they are about the same. */
    NecessaryEquality or(NecessaryEquality other) {
        Set<String> all = new TreeSet<>(values);
        all.addAll(other.values);
        return new NecessaryEquality(paths, activity, all);
    }

    /** Words that most records have say little. */
    boolean isCommon() {
        return values.stream().anyMatch(COMMON::contains);
    }
}
