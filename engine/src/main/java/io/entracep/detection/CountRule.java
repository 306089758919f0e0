package io.entracep.detection;

import io.entracep.signal.Observation;
import io.entracep.signal.SignalSet;
import io.entracep.state.Need;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
 * @param kept what the journal keeps beside the least that proves the number
 */
public record CountRule(
        String name,
        Duration window,
        int atLeast,
        @Nullable Function<Observation, @Nullable String> value,
        int atMostEach,
        @Nullable Function<Observation, @Nullable String> spread,
        int spreadAtLeast,
        Kept kept) {

    /**
     * What the journal keeps beside the least that proves the number.
     *
     * @param many so many of what is counted
     * @param observations so many observations, whatever they differ by; 0 for none
     * @param apart those that differ by this do not hide each other; null for nothing
     */
    record Kept(
            int many, int observations, @Nullable Function<Observation, @Nullable String> apart) {
        static final Kept LEAST = new Kept(0, 0, null);
    }

    /** Different values that are kept where most of them may not count. */
    private static final int MANY = 500;

    /** However often each value is seen, and wherever. */
    public CountRule(
            String name,
            Duration window,
            int atLeast,
            @Nullable Function<Observation, @Nullable String> value) {
        this(name, window, atLeast, value, Integer.MAX_VALUE, null, 0, Kept.LEAST);
    }

    /** The same, of values that are seen so often at most. */
    public CountRule eachAtMost(int times) {
        return new CountRule(name, window, atLeast, value, times, spread, spreadAtLeast, kept);
    }

    /** The same, where at least so many of another value differ, too. */
    public CountRule spreadOver(Function<Observation, @Nullable String> other, int different) {
        return new CountRule(name, window, atLeast, value, atMostEach, other, different, kept);
    }

    /** The same, of which so many are kept, since not all that are seen count. */
    public CountRule keeping(int many) {
        return with(new Kept(many, kept.observations(), kept.apart()));
    }

    /** The same, of values of which most may not count. */
    public CountRule amongMany() {
        return keeping(Math.max(MANY, 4 * atLeast));
    }

    /** The same, where so many observations must be seen, too. */
    public CountRule withObservations(int many) {
        return with(new Kept(kept.many(), many, kept.apart()));
    }

    /** The same, where those that differ by this must not hide each other. */
    public CountRule apart(Function<Observation, @Nullable String> other) {
        return with(new Kept(kept.many(), kept.observations(), other));
    }

    private CountRule with(Kept other) {
        return new CountRule(
                name, window, atLeast, value, atMostEach, spread, spreadAtLeast, other);
    }

    /** What the journal keeps, so that the number can be counted in each window. */
    List<Need> needs(SignalSet counted, int roles, Duration reach) {
        List<Need> needs = new ArrayList<>();
        int most = Math.max(atLeast, kept.many());
        needs.add(
                value == null
                        ? Need.count(counted, roles, window, reach, most)
                        : Need.distinct(counted, roles, window, reach, value, most));
        if (spread != null) {
            needs.add(Need.distinct(counted, roles, window, reach, spread, spreadAtLeast));
        }
        if (kept.observations() > 0) {
            needs.add(Need.count(counted, roles, window, reach, kept.observations()));
        }
        if (kept.apart() != null) {
            needs.add(Need.countApart(counted, roles, window, reach, atLeast, kept.apart()));
        }
        return needs;
    }

    @Nullable String valueOf(Observation observation) {
        return value == null ? observation.eventId() : value.apply(observation);
    }

    @Nullable String spreadOf(Observation observation) {
        return spread == null ? null : spread.apply(observation);
    }
}
