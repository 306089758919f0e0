package io.entracep.sequence;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
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
    void keepTheLatest(NFAState state, SharedBufferAccessor<Step> accessor) {
        Queue<ComputationState> all = state.getPartialMatches();
        Map<Future, ComputationState> kept = new HashMap<>();
        for (ComputationState partial : all) {
            kept.merge(futureOf(partial), partial, (a, b) -> latest(a, b, accessor));
        }
        if (kept.size() < all.size()) {
            // Entries of the dropped ones stay in the buffer until it is emptied after the run.
            PriorityQueue<ComputationState> remaining =
                    new PriorityQueue<>(NFAState.COMPUTATION_STATE_COMPARATOR);
            remaining.addAll(kept.values());
            state.setNewPartialMatches(remaining);
        }
    }

    private record Future(String waitsFor, @Nullable NodeId tookLast) {}

    private Future futureOf(ComputationState partial) {
        String waitsFor = partial.getCurrentStateName();
        return new Future(
                waitsFor,
                waitsWithGap.contains(waitsFor) ? partial.getPreviousBufferEntry() : null);
    }

    /** The run goes back in time: the smaller id was fed earlier and is the later observation. */
    private ComputationState latest(
            ComputationState a, ComputationState b, SharedBufferAccessor<Step> accessor) {
        Map<String, List<EventId>> stagesOfA = taken(a, accessor);
        Map<String, List<EventId>> stagesOfB = taken(b, accessor);
        for (String stage : stagesFromEnd) {
            List<EventId> ofA = stagesOfA.get(stage);
            List<EventId> ofB = stagesOfB.get(stage);
            if (ofA == null || ofB == null) {
                break;
            }
            int order = ofA.get(0).compareTo(ofB.get(0));
            if (order != 0) {
                return order < 0 ? a : b;
            }
        }
        return a;
    }

    private static Map<String, List<EventId>> taken(
            ComputationState partial, SharedBufferAccessor<Step> accessor) {
        return accessor.extractPatterns(partial.getPreviousBufferEntry(), partial.getVersion())
                .get(0);
    }
}
