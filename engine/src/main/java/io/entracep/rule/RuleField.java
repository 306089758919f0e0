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
 */
public record RuleField(String name, List<Integer> paths, boolean activity, boolean known) {

    public RuleField {
        paths = List.copyOf(paths);
    }
}
