package io.entracep.rule;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A match counts only where something does not follow in time: our key {@code absence}.
 *
 * @param line line in the file
 * @param of at whose history it is looked for
 * @param expects keys of the rules of which one must match; at least one
 * @param within until when after the match
 * @param sharing fields in which both must agree
 * @param until the field of the match whose time ends the wait, where it comes before {@code
 *     within}; null where there is none
 */
public record AbsenceSection(
        int line,
        Whose of,
        List<String> expects,
        Duration within,
        List<String> sharing,
        @Nullable String until) {

    public AbsenceSection {
        expects = List.copyOf(expects);
        sharing = List.copyOf(sharing);
    }
}
