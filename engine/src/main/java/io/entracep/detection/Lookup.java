package io.entracep.detection;

import io.entracep.signal.Observation;
import io.entracep.state.Need;
import io.entracep.state.TimeRange;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Observations that a detection looks up around another one. What the journal keeps, how long, and
 * around which arrivals is judged again follow from it, so a detection can look up nothing that is
 * not kept.
 *
 * @param what which
 * @param before they lie less than this before the other; zero for none before it
 * @param after they lie less than this after the other; zero for none after it
 */
public record Lookup(Condition what, Duration before, Duration after) {

    /** All of them, in order; the other one is among them where it is of the same kind. */
    public List<Observation> around(Observation other, View view) {
        long time = other.time();
        TimeRange back = before.isZero() ? TimeRange.at(time) : TimeRange.upTo(time, before);
        TimeRange range =
                after.isZero() ? back : back.span(new TimeRange(time, time + after.toMillis()));
        return view.observations(range, what.signals()).stream().filter(what::filter).toList();
    }

    /** All of them from the one to the other, in order. */
    public List<Observation> between(Observation from, Observation to, View view) {
        return view.observations(new TimeRange(from.time(), to.time() + 1), what.signals()).stream()
                .filter(what::filter)
                .toList();
    }

    /** All that come after the other, by {@link Observation#ORDER}. */
    public List<Observation> following(Observation other, View view) {
        return around(other, view).stream()
                .filter(one -> Observation.ORDER.compare(one, other) > 0)
                .toList();
    }

    /** Whether one that passes lies between both, by {@link Observation#ORDER}. */
    public boolean isBetween(
            Observation from, Observation to, View view, Predicate<Observation> test) {
        return view.hasBetween(from, to, what.signals(), one -> what.filter(one) && test.test(one));
    }

    /** The last before the other, by {@link Observation#ORDER}, that passes; null for none. */
    public @Nullable Observation latest(Observation other, View view, Predicate<Observation> test) {
        return view.latestBefore(
                other, before, what.signals(), one -> what.filter(one) && test.test(one));
    }

    /** The first after the other, by {@link Observation#ORDER}, that passes; null for none. */
    public @Nullable Observation first(Observation other, View view, Predicate<Observation> test) {
        return view.firstAfter(
                other, after, what.signals(), one -> what.filter(one) && test.test(one));
    }

    /** What the journal keeps of them: short look-ups need parts of an hour. */
    List<Need> needs(Duration reach) {
        boolean ahead = before.isZero() || (!after.isZero() && after.compareTo(before) < 0);
        return what.within((ahead ? after : before).multipliedBy(4)).needs(reach);
    }
}
