package io.entracep.sequence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.apache.flink.cep.nfa.ComputationState;
import org.apache.flink.cep.nfa.NFAState;
import org.apache.flink.cep.nfa.sharedbuffer.EventId;
import org.apache.flink.cep.nfa.sharedbuffer.NodeId;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBufferAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Keeps, of partial matches that have the same future, the one whose stages are latest.
 *
 * <p>Without it, {@code followedByAny} on two stages has a partial match for every pair of
 * candidates, and the NFA's work per event grows with the square of their number. Two partial
 * matches that wait for the same stage are ended by the same negation and completed by the same
 * events, so only the latest can become the match that is asked for. If the wait has a gap, that
 * holds only for those that took the same event last.
 */
final class PartialMatches {
    private final List<String> stagesFromEnd;
    private final Set<String> waitsWithGap = new HashSet<>();

    /**
     * @param stages of the sequence whose partial matches these are
     */
    PartialMatches(Stages stages) {
        List<Stage> positive = stages.positive();
        for (int i = 1; i < positive.size(); i++) {
            if (positive.get(i).hasGap()) {
                waitsWithGap.add(positive.get(i - 1).name());
            }
        }
        stagesFromEnd =
                positive.stream()
                        .sorted((a, b) -> Integer.compare(b.number(), a.number()))
                        .map(Stage::name)
                        .toList();
    }

    /** Whether anything waits besides the start, which never ends. */
    static boolean areAllOver(NFAState state) {
        return state.getPartialMatches().size() <= 1;
    }

    /** Drops what has the same future as a later one. */
    void keepTheLatest(NFAState state, SharedBufferAccessor<Step> accessor) throws Exception {
        Map<Future, Chain> kept = new HashMap<>();
        List<ComputationState> dropped = new ArrayList<>();
        for (ComputationState partial : state.getPartialMatches()) {
            Chain chain = new Chain(partial, accessor);
            Chain other = kept.putIfAbsent(futureOf(partial), chain);
            if (other != null) {
                boolean isLater = chain.isLaterThan(other);
                if (isLater) {
                    kept.put(futureOf(partial), chain);
                }
                dropped.add((isLater ? other : chain).partial);
            }
        }
        if (!dropped.isEmpty()) {
            PriorityQueue<ComputationState> remaining =
                    new PriorityQueue<>(NFAState.COMPUTATION_STATE_COMPARATOR);
            kept.values().forEach(chain -> remaining.add(chain.partial));
            state.setNewPartialMatches(remaining);
        }
        for (ComputationState partial : dropped) {
            // As the NFA does for a partial match that times out.
            accessor.releaseNode(partial.getPreviousBufferEntry(), partial.getVersion());
        }
    }

    private record Future(String waitsFor, @Nullable NodeId tookLast) {}

    private Future futureOf(ComputationState partial) {
        String waitsFor = partial.getCurrentStateName();
        return new Future(
                waitsFor,
                waitsWithGap.contains(waitsFor) ? partial.getPreviousBufferEntry() : null);
    }

    /** The events that a partial match took, read from the buffer when first asked for. */
    private final class Chain {
        private final ComputationState partial;
        private final SharedBufferAccessor<Step> accessor;
        private @Nullable Map<String, List<EventId>> events;

        private Chain(ComputationState partial, SharedBufferAccessor<Step> accessor) {
            this.partial = partial;
            this.accessor = accessor;
        }

        /** The run goes back in time: the smaller id was fed earlier and is the later event. */
        private boolean isLaterThan(Chain other) {
            for (String stage : stagesFromEnd) {
                List<EventId> here = events().get(stage);
                List<EventId> there = other.events().get(stage);
                if (here == null || there == null) {
                    break;
                }
                int order = here.get(0).compareTo(there.get(0));
                if (order != 0) {
                    return order < 0;
                }
            }
            return false;
        }

        private Map<String, List<EventId>> events() {
            if (events == null) {
                events =
                        accessor.extractPatterns(
                                        partial.getPreviousBufferEntry(), partial.getVersion())
                                .get(0);
            }
            return events;
        }
    }
}
