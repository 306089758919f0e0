package io.entracep.state;

import io.entracep.signal.Observation;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a rule wants remembered of its records: on which days which value was seen, and on which
 * days there were any.
 *
 * @param signal number of the signal by which its records are found
 * @param rule name of the rule
 * @param value the value; null where the record has none
 */
public record Lesson(long signal, String rule, Function<Observation, @Nullable String> value) {

    /** Number of the calendars of its values. */
    public int kind() {
        return Profile.kindOf(rule);
    }

    /** Number of the calendar that tells when there were records; its only value is empty. */
    public int historyKind() {
        return Profile.kindOf("history of " + rule);
    }
}
