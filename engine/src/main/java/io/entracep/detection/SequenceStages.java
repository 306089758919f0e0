package io.entracep.detection;

import io.entracep.signal.Observation;
import io.entracep.signal.SignalSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.Quantifier.ConsumingStrategy;
import org.jspecify.annotations.Nullable;

/** The stages of a sequence, as read off its pattern once. */
final class SequenceStages {
    private final SequenceDefinition definition;
    private final Duration window;
    private final Condition last;
    private final String first;
    private final List<Condition> all = new ArrayList<>();
    private final Map<String, Condition> positive = new LinkedHashMap<>();
    private final Set<String> findingsOf = new HashSet<>();
    private final SignalSet signals;

    /** Of the positive stages over records what the journal must have. */
    private final List<SignalSet> neededSignals = new ArrayList<>();

    /** Of the positive stages over findings the detections of which one must have found it. */
    private final List<Set<String>> neededFindings = new ArrayList<>();

    /**
     * @throws IllegalArgumentException where a condition was not made by {@link Condition#on}
     */
    SequenceStages(SequenceDefinition definition) {
        this.definition = definition;
        Pattern<Observation, ?> pattern = definition.pattern();
        window = pattern.getWindowSize().orElse(Duration.ZERO);
        last = condition(pattern);
        String begin = pattern.getName();
        SignalSet union = SignalSet.NONE;
        for (Pattern<Observation, ?> stage = pattern; stage != null; stage = previous(stage)) {
            Condition condition = condition(stage);
            begin = stage.getName();
            all.add(condition);
            findingsOf.addAll(condition.findingsOf());
            union = union.union(condition.signals());
            if (!isNegative(stage)) {
                positive.put(stage.getName(), condition);
                addNeeded(condition);
            }
        }
        signals = union;
        first = begin;
    }

    /** The sequence as the engine takes it. */
    SequenceDefinition definition() {
        return definition;
    }

    /** Within which all of them lie. */
    Duration window() {
        return window;
    }

    /** All conditions, also of what must not be, from the last to the first. */
    List<Condition> all() {
        return all;
    }

    /** Conditions of what must be, from the last to the first. */
    Iterable<Condition> positive() {
        return positive.values();
    }

    /** The condition of a positive stage; null where there is none of this name. */
    @Nullable Condition positive(String name) {
        return positive.get(name);
    }

    /** Name of the first stage. */
    String first() {
        return first;
    }

    /** The condition of the last stage, where matching begins. */
    Condition last() {
        return last;
    }

    /** Detections of which any stage accepts findings. */
    Set<String> findingsOf() {
        return findingsOf;
    }

    /** What any of them looks for in the journal. */
    SignalSet signals() {
        return signals;
    }

    /** Whether every positive stage can be filled at this entity. */
    boolean canBeFilled(View view) {
        for (SignalSet stage : neededSignals) {
            if (!view.signals().intersects(stage)) {
                return false;
            }
        }
        for (Set<String> anyOf : neededFindings) {
            if (anyOf.stream().noneMatch(view::canCount)) {
                return false;
            }
        }
        return true;
    }

    private void addNeeded(Condition condition) {
        if (condition.findingsOf().isEmpty()) {
            neededSignals.add(condition.signals());
        } else {
            neededFindings.add(condition.findingsOf());
        }
    }

    private static boolean isNegative(Pattern<Observation, ?> stage) {
        ConsumingStrategy strategy = stage.getQuantifier().getConsumingStrategy();
        return strategy == ConsumingStrategy.NOT_FOLLOW || strategy == ConsumingStrategy.NOT_NEXT;
    }

    private static @Nullable Pattern<Observation, ?> previous(Pattern<Observation, ?> stage) {
        @SuppressWarnings("unchecked") // All stages of a pattern are over the same type.
        Pattern<Observation, ?> previous = (Pattern<Observation, ?>) stage.getPrevious();
        return previous;
    }

    private Condition condition(Pattern<Observation, ?> stage) {
        if (stage.getCondition() instanceof Condition condition) {
            return condition;
        }
        throw new IllegalArgumentException(
                definition.id()
                        + ": stage "
                        + stage.getName()
                        + " needs one condition made by Condition.on");
    }
}
