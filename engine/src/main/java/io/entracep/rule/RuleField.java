package io.entracep.rule;

import java.util.List;

/**
 * A field of a rule, found in the logs that the rule is about. Its values are those of all its
 * paths together.
 *
 * @param name as the rule writes it
 * @param paths numbers in {@link FieldPaths}, at least one
 * @param activity whether it holds names of activities, which are compared without regard to dashes
 *     and blanks: the logs spell one name in several ways
 * @param known whether a record is known to have it
 * @param selects whether a path takes only some elements, which is dearer to look up
 */
public record RuleField(
        String name, List<Integer> paths, boolean activity, boolean known, boolean selects) {

    /** What a look-up with a selector takes, as a multiple of comparing two short texts. */
    private static final int SELECTING = 50;

    public RuleField {
        paths = List.copyOf(paths);
    }

    /** What a look-up takes besides comparing, as a multiple of comparing two short texts. */
    int cost() {
        return selects ? SELECTING : 0;
    }
}
