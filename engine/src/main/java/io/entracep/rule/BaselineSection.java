package io.entracep.rule;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A match counts only where a value was never seen before: our key {@code baseline}.
 *
 * @param line line in the file
 * @param of in whose history
 * @param fresh the fields whose values together must be new, written {@code new}; at least one
 * @param learned how long the history must be before anything counts as new
 * @param memory how long a value is remembered
 * @param minDays on how many different days there must have been history, null for one
 */
public record BaselineSection(
        int line,
        Whose of,
        List<String> fresh,
        Duration learned,
        Duration memory,
        @Nullable Integer minDays) {

    public BaselineSection {
        fresh = List.copyOf(fresh);
    }
}
