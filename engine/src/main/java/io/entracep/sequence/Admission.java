package io.entracep.sequence;

import io.entracep.detection.SequenceDefinition;
import io.entracep.signal.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.RichFunction;
import org.apache.flink.cep.nfa.compiler.NFAStateNameHandler;
import org.apache.flink.cep.pattern.GroupPattern;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.Quantifier.ConsumingStrategy;
import org.apache.flink.cep.pattern.Quantifier.QuantifierProperty;
import org.apache.flink.cep.pattern.WithinType;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;
import org.apache.flink.cep.pattern.conditions.RichCompositeIterativeCondition;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;
import org.jspecify.annotations.Nullable;

/**
 * Says what a sequence may not contain, every reason at once, each with what to write instead.
 * Admitted are {@code begin}, {@code followedBy}, {@code notFollowedBy} between stages, one {@code
 * within} on the last stage, and conditions that look at one observation.
 */
final class Admission {
    /** One bit each in a {@code long}. */
    private static final int MOST_STAGES = Long.SIZE;

    private final SequenceDefinition definition;
    private final List<Pattern<Observation, ?>> stages;
    private final List<String> reasons = new ArrayList<>();

    private Admission(SequenceDefinition definition) {
        this.definition = definition;
        this.stages = Stages.inNaturalOrder(definition.pattern());
    }

    /**
     * @throws IllegalArgumentException with every reason why the sequence is not admitted
     */
    static void check(SequenceDefinition definition) {
        Admission admission = new Admission(definition);
        admission.checkNames();
        admission.stages.forEach(admission::checkStage);
        admission.checkEnds();
        admission.checkWindow();
        admission.checkJoinKeys();
        admission.checkGaps();
        if (!admission.reasons.isEmpty()) {
            throw new IllegalArgumentException(
                    "sequence '%s' is not admitted:\n- %s"
                            .formatted(definition.id(), String.join("\n- ", admission.reasons)));
        }
    }

    private void checkNames() {
        Set<String> seen = new HashSet<>();
        for (Pattern<Observation, ?> stage : stages) {
            if (stage instanceof GroupPattern) {
                continue;
            }
            if (!seen.add(stage.getName())) {
                refuse(stage, "the name is used twice: give each stage its own");
            }
            if (stage.getName().contains(NFAStateNameHandler.STATE_NAME_DELIM)
                    || stage.getName().startsWith("$")) {
                refuse(
                        stage,
                        "Flink keeps ':' and a leading '$' for itself: use letters and dashes");
            }
        }
        if (stages.size() > MOST_STAGES) {
            reasons.add(
                    "it has %d stages, at most %d are possible: split it and join the parts as"
                                    .formatted(stages.size(), MOST_STAGES)
                            + " findings");
        }
    }

    private void checkStage(Pattern<Observation, ?> stage) {
        if (stage instanceof GroupPattern) {
            reasons.add("a group of stages: write its stages one after the other");
        } else {
            checkCondition(stage);
        }
        checkContiguity(stage);
        if (stage.getQuantifier().hasProperty(QuantifierProperty.LOOPING)
                || stage.getQuantifier().hasProperty(QuantifierProperty.TIMES)) {
            refuse(
                    stage,
                    "oneOrMore, times and timesOrMore: detect the repetition with a count and use"
                            + " its finding as the stage");
        }
        if (stage.getQuantifier().hasProperty(QuantifierProperty.OPTIONAL)) {
            refuse(stage, "optional: leave the stage out and declare it as a raiser");
        }
        if (stage.getUntilCondition() != null) {
            refuse(stage, "until: write notFollowedBy for what ends the sequence");
        }
        if (stage.getWindowSize(WithinType.PREVIOUS_AND_CURRENT).isPresent()) {
            refuse(stage, "within between two stages: declare a gap for the later stage");
        }
    }

    private void checkContiguity(Pattern<Observation, ?> stage) {
        boolean first = stage.getPrevious() == null;
        switch (stage.getQuantifier().getConsumingStrategy()) {
            case STRICT -> {
                if (!first) {
                    refuse(
                            stage,
                            "next depends on every other record of the entity: use followedBy,"
                                    + " with notFollowedBy for what must not lie between");
                }
            }
            case SKIP_TILL_ANY ->
                    refuse(
                            stage,
                            "followedByAny: use followedBy, each end is already matched on its own");
            case NOT_NEXT -> refuse(stage, "notNext: use notFollowedBy");
            case SKIP_TILL_NEXT, NOT_FOLLOW -> {}
        }
    }

    private void checkCondition(Pattern<Observation, ?> stage) {
        IterativeCondition<?> condition = stage.getCondition();
        IterativeCondition<?> askedAgain = stage.getCondition();
        if (condition != askedAgain) {
            // Where none was set, Flink makes a new always-true condition for each question.
            refuse(stage, "no condition, any observation would do: say which with where");
        } else if (!looksAtOneObservation(condition)) {
            refuse(
                    stage,
                    "an iterative or rich condition: use a SimpleCondition, and a join key for what"
                            + " stages must share");
        }
    }

    private static boolean looksAtOneObservation(IterativeCondition<?> condition) {
        if (condition instanceof RichCompositeIterativeCondition<?> composite) {
            for (IterativeCondition<?> part : composite.getNestedConditions()) {
                if (!looksAtOneObservation(part)) {
                    return false;
                }
            }
            return true;
        }
        return condition instanceof SimpleCondition && !(condition instanceof RichFunction);
    }

    private void checkEnds() {
        Pattern<Observation, ?> first = stages.get(0);
        Pattern<Observation, ?> last = stages.get(stages.size() - 1);
        if (isNegated(first)) {
            refuse(first, "a leading not: look back with noneBefore in an event detection");
        }
        if (isNegated(last) && stages.size() > 1) {
            refuse(
                    last,
                    "a trailing notFollowedBy waits for time to pass: write an absence detection");
        }
        if (last.getAfterMatchSkipStrategy().isSkipStrategy()) {
            reasons.add("a skip strategy: leave it out, each end has one match, the latest");
        }
    }

    private void checkWindow() {
        Pattern<Observation, ?> last = stages.get(stages.size() - 1);
        for (Pattern<Observation, ?> stage : stages) {
            if (stage != last && stage.getWindowSize().isPresent()) {
                refuse(
                        stage,
                        "within before the last stage: declare one within on the last stage, and"
                                + " gaps for what must be closer");
            }
        }
        Duration window = last.getWindowSize().orElse(null);
        if (window == null && stages.size() > 1) {
            refuse(last, "no within: say on the last stage how long the whole may take");
        }
        if (window != null && window.toMillis() < 1) {
            refuse(last, "within " + window + " is empty: it must be at least 1 ms");
        }
    }

    private void checkJoinKeys() {
        Set<String> joined = definition.joinKeys().keySet();
        joined.stream()
                .sorted()
                .filter(name -> named(name) == null)
                .forEach(name -> reasons.add("a join key for '" + name + "', which is no stage"));
        boolean joinsSomething =
                joined.size() > 1 && stages.stream().anyMatch(this::isPositiveAndJoined);
        if (!joined.isEmpty() && !joinsSomething) {
            reasons.add(
                    "join keys that join nothing: name at least two stages, one of them positive");
        }
    }

    private boolean isPositiveAndJoined(Pattern<Observation, ?> stage) {
        return !isNegated(stage) && definition.joinKeys().containsKey(stage.getName());
    }

    private void checkGaps() {
        for (Map.Entry<String, Duration> gap : new TreeMap<>(definition.gaps()).entrySet()) {
            Pattern<Observation, ?> stage = named(gap.getKey());
            if (stage == null) {
                reasons.add("a gap for '" + gap.getKey() + "', which is no stage");
                continue;
            }
            if (isNegated(stage)) {
                refuse(stage, "a gap on a negation: declare it for the positive stage after it");
            } else if (stage.getPrevious() == null) {
                refuse(stage, "a gap on the first stage, which follows nothing");
            }
            Duration window = stages.get(stages.size() - 1).getWindowSize().orElse(null);
            if (gap.getValue().toMillis() < 1) {
                refuse(stage, "a gap of " + gap.getValue() + " is empty: at least 1 ms");
            } else if (window != null && gap.getValue().compareTo(window) >= 0) {
                refuse(
                        stage,
                        "a gap of %s says nothing that within %s does not: leave it out"
                                .formatted(gap.getValue(), window));
            }
        }
    }

    private @Nullable Pattern<Observation, ?> named(String name) {
        return stages.stream()
                .filter(stage -> stage.getName().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static boolean isNegated(Pattern<Observation, ?> stage) {
        ConsumingStrategy strategy = stage.getQuantifier().getConsumingStrategy();
        return strategy == ConsumingStrategy.NOT_FOLLOW || strategy == ConsumingStrategy.NOT_NEXT;
    }

    private void refuse(Pattern<Observation, ?> stage, String reason) {
        reasons.add("stage '" + stage.getName() + "': " + reason);
    }
}
