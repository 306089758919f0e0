package io.entracep.detection;

import io.entracep.signal.Observation;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One way to reach the number of a {@link CountDetection}.
 *
 * @param name for the text: {@code burst}, {@code slow}
 * @param window length of the sliding window, half-open
 * @param atLeast how many
 * @param value what must differ; null counts observations
 * @param atMostEach values seen more often than this in the window do not count
 * @param spread what must differ besides; null for nothing
 * @param spreadAtLeast how many different ones of these
 */
public record CountRule(
        String name,
        Duration window,
        int atLeast,
        @Nullable Function<Observation, @Nullable String> value,
        int atMostEach,
        @Nullable Function<Observation, @Nullable String> spread,
        int spreadAtLeast) {

    /** However often each value is seen, and wherever. */
    public CountRule(
            String name,
            Duration window,
            int atLeast,
            @Nullable Function<Observation, @Nullable String> value) {
        this(name, window, atLeast, value, Integer.MAX_VALUE, null, 0);
    }

    /** The same, of values that are seen so often at most. */
    public CountRule eachAtMost(int times) {
        return new CountRule(name, window, atLeast, value, times, spread, spreadAtLeast);
    }

    /** The same, where at least so many of another value differ, too. */
    public CountRule spreadOver(Function<Observation, @Nullable String> other, int different) {
        return new CountRule(name, window, atLeast, value, atMostEach, other, different);
    }

    @Nullable String valueOf(Observation observation) {
        return value == null ? observation.eventId() : value.apply(observation);
    }

    @Nullable String spreadOf(Observation observation) {
        return spread == null ? null : spread.apply(observation);
    }
}
