package io.entracep.rule;

import java.time.Duration;
import java.util.List;

/**
 * A match counts only where something does not follow in time: our key {@code absence}.
 *
 * @param line line in the file
 * @param of at whose history it is looked for
 * @param expects keys of the rules of which one must match; at least one
 * @param within until when after the match
 * @param sharing fields in which both must agree
 */
public record AbsenceSection(
        int line, Whose of, List<String> expects, Duration within, List<String> sharing) {

    public AbsenceSection {
        expects = List.copyOf(expects);
        sharing = List.copyOf(sharing);
    }
}
