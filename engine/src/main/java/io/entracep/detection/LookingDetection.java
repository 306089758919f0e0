package io.entracep.detection;

import io.entracep.signal.Observation;
import io.entracep.signal.SignalSet;
import io.entracep.state.Need;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A detection that looks up others around what it tells of. It says in its constructor what: {@link
 * #before}, {@link #after}, {@link #around}.
 */
public abstract class LookingDetection extends Detection {
    private final List<Lookup> lookups = new ArrayList<>();

    /** Their signals. */
    private SignalSet signals = SignalSet.NONE;

    /** The longest that one looks back and ahead. */
    private Duration back = Duration.ZERO;

    private Duration ahead = Duration.ZERO;

    protected LookingDetection(Entry entry) {
        super(entry);
    }

    /** Looks up what lies less than {@code within} before another one. */
    protected final Lookup before(Duration within, Condition what) {
        return around(within, Duration.ZERO, what);
    }

    /** Looks up what lies less than {@code within} after another one. */
    protected final Lookup after(Duration within, Condition what) {
        return around(Duration.ZERO, within, what);
    }

    /** Looks up what lies between two that it judges anyway. */
    protected final Lookup between(Condition what) {
        return around(Duration.ZERO, Duration.ZERO, what);
    }

    /** Looks up what lies less than {@code before} before another one or {@code after} after it. */
    protected final Lookup around(Duration before, Duration after, Condition what) {
        Lookup lookup = new Lookup(what, before, after);
        lookups.add(lookup);
        signals = signals.union(what.signals());
        back = longer(back, before);
        ahead = longer(ahead, after);
        return lookup;
    }

    /** Observations that it looks up. */
    protected SignalSet context() {
        return signals;
    }

    /** The longer of the two. */
    protected static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    final boolean isLookedUp(Observation observation) {
        return observation.signals().intersects(signals);
    }

    final Duration longestBack() {
        return back;
    }

    final Duration longestAhead() {
        return ahead;
    }

    /** Detections of which it looks up findings. */
    final Set<String> lookedUpFindings() {
        return lookups.stream()
                .flatMap(lookup -> lookup.what().findingsOf().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * What the journal keeps of what it looks up.
     *
     * @param other the same of what is not looked up by a {@link Lookup}
     */
    final List<Need> lookupNeeds(Duration reach, Function<SignalSet, Need> other) {
        Set<Need> needs = new LinkedHashSet<>();
        lookups.forEach(lookup -> needs.addAll(lookup.needs(reach)));
        if (lookups.isEmpty() && !context().isEmpty()) {
            needs.add(other.apply(context()));
        }
        return List.copyOf(needs);
    }
}
