package io.entracep.signal;

import io.entracep.event.EntraEvent;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One event seen from one entity. "Alice deletes Bob" is two observations: Alice as actor, Bob as
 * target.
 *
 * @param entity whose state it enters
 * @param roles parts that the entity plays, bits of {@link Roles}
 * @param signals facts of the event
 * @param event the event
 * @param derivation where this is the finding of another detection, else null
 */
public record Observation(
        Entity entity,
        int roles,
        SignalSet signals,
        EntraEvent event,
        @Nullable Derivation derivation) {

    /**
     * The one order of observations: time, then causal rank (what must have happened before the
     * other where times are equal: creation before use before deletion), then event id.
     */
    public static final Comparator<Observation> ORDER = Observation::inOrder;

    private static final SignalSet FIRST =
            SignalSet.of(Signal.USER_CREATED, Signal.USER_INVITED, Signal.USER_ENABLED);
    private static final SignalSet LAST = SignalSet.of(Signal.USER_DELETED);

    private static int inOrder(Observation one, Observation other) {
        int byTime = Long.compare(one.time(), other.time());
        if (byTime != 0) {
            return byTime;
        }
        int byRank = Integer.compare(one.causalRank(), other.causalRank());
        return byRank != 0 ? byRank : one.eventId().compareTo(other.eventId());
    }

    /** Event time, milliseconds. */
    public long time() {
        return event.time();
    }

    /** Identity of the event. */
    public String eventId() {
        return event.id();
    }

    /** Whether the signal holds. */
    public boolean has(Signal signal) {
        return signals.has(signal);
    }

    /** Whether the entity plays at least one of these parts. */
    public boolean plays(int anyOfRoles) {
        return (roles & anyOfRoles) != 0;
    }

    /** Whether this is the finding of the detection. */
    public boolean isFindingOf(String detectionId) {
        return derivation != null && derivation.detectionId().equals(detectionId);
    }

    /** The records that it stands for: itself, or those that made the finding. */
    public Stream<Observation> records() {
        return derivation == null
                ? Stream.of(this)
                : derivation.evidence().stream().flatMap(Observation::records);
    }

    /** Orders events of one instant: 0 what begins a life, 2 what ends it, 1 everything else. */
    public int causalRank() {
        return signals.intersects(FIRST) ? 0 : signals.intersects(LAST) ? 2 : 1;
    }

    /**
     * Whether this delivery of an event replaces that one: the later envelope time wins, then the
     * greater text, so that the order of arrival does not matter.
     */
    public boolean supersedes(Observation that) {
        int byEnvelope = Long.compare(event.envelopeTime(), that.event.envelopeTime());
        if (byEnvelope != 0) {
            return byEnvelope > 0;
        }
        return !equals(that) && toString().compareTo(that.toString()) > 0;
    }

    /**
     * Index of the first observation at or after the time; the size where there is none.
     *
     * @param ordered in {@link #ORDER}
     */
    public static int firstAt(List<Observation> ordered, long time) {
        int low = 0;
        int high = ordered.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ordered.get(middle).time() < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
