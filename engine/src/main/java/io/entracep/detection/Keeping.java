package io.entracep.detection;

import io.entracep.signal.Observation;
import io.entracep.signal.SignalSet;
import io.entracep.state.Need;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How the journal keeps observations of one kind: what must not hide what. Bounded whatever comes.
 *
 * @param few whether the first and last four of an hour are kept
 * @param apart of each of these values the first and the last of an hour are kept
 * @param mostValues different values of an hour, or its part, that do not hide each other
 * @param window of it a quarter is kept as an hour is, where it is shorter
 */
record Keeping(
        boolean few,
        List<Function<Observation, @Nullable String>> apart,
        int mostValues,
        Duration window) {
    /** A window so long is kept by whole hours. */
    private static final Duration HOURS = Duration.ofHours(4);

    /** The first and last four of an hour. */
    static final Keeping FEW = new Keeping(true, List.of(), 128, HOURS);

    /** Observations of an hour of which none hides another. */
    private static final int MOST_EACH = 1000;

    Keeping apart(Function<Observation, @Nullable String> value) {
        return new Keeping(false, with(value), mostValues, window);
    }

    Keeping alsoApart(Function<Observation, @Nullable String> value) {
        return new Keeping(few, with(value), mostValues, window);
    }

    Keeping each() {
        return new Keeping(false, List.of(Observation::eventId), MOST_EACH, window);
    }

    /** By parts of an hour, where a quarter of the window is shorter than one. */
    Keeping within(Duration shorter) {
        boolean less = !shorter.isZero() && shorter.compareTo(window) < 0;
        return less ? new Keeping(few, apart, mostValues, shorter) : this;
    }

    private List<Function<Observation, @Nullable String>> with(
            Function<Observation, @Nullable String> value) {
        List<Function<Observation, @Nullable String>> all = new ArrayList<>(apart);
        all.add(value);
        return List.copyOf(all);
    }

    /** Whether both are alike in what sets observations apart; false where nothing does. */
    boolean isAlike(Observation one, Observation other) {
        return !apart.isEmpty()
                && apart.stream()
                        .allMatch(value -> Objects.equals(value.apply(one), value.apply(other)));
    }

    /** So that each can be found this long after its time. */
    List<Need> needs(SignalSet signals, int roles, Duration reach) {
        List<Need> needs = new ArrayList<>();
        if (few) {
            needs.add(Need.stages(signals, roles, reach));
        }
        for (Function<Observation, @Nullable String> value : apart) {
            needs.add(Need.distinct(signals, roles, window, reach, value, mostValues));
        }
        return needs;
    }
}
