package io.entracep.sequence;

import io.entracep.detection.SequenceDefinition;
import io.entracep.signal.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.Quantifier.ConsumingStrategy;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;

/** The stages of an admitted sequence, read once from its pattern. Sets of stages are bits. */
final class Stages {
    private final List<Stage> natural;
    private final List<Stage> positive;
    private final long windowMillis;
    private final long positiveBits;
    private final long gappedBits;

    private Stages(List<Stage> natural, long windowMillis) {
        this.natural = List.copyOf(natural);
        this.positive = natural.stream().filter(stage -> !stage.negated()).toList();
        this.windowMillis = windowMillis;
        this.positiveBits = positive.stream().mapToLong(Stage::bit).sum();
        this.gappedBits = positive.stream().filter(Stage::hasGap).mapToLong(Stage::bit).sum();
    }

    /** The stages of a definition that {@link Admission} lets pass. */
    static Stages of(SequenceDefinition definition) {
        List<Pattern<Observation, ?>> patterns = inNaturalOrder(definition.pattern());
        List<Stage> stages = new ArrayList<>();
        for (Pattern<Observation, ?> pattern : patterns) {
            Duration gap = definition.gaps().get(pattern.getName());
            stages.add(
                    new Stage(
                            pattern.getName(),
                            stages.size(),
                            pattern.getQuantifier().getConsumingStrategy()
                                    == ConsumingStrategy.NOT_FOLLOW,
                            condition(pattern),
                            definition.joinKeys().get(pattern.getName()),
                            gap == null ? Stage.NO_GAP : gap.toMillis()));
        }
        long window =
                definition.pattern().getWindowSize().map(Duration::toMillis).orElse(Long.MAX_VALUE);
        return new Stages(stages, window);
    }

    /** A pattern knows what is before it; this is its chain from {@code begin}. */
    static List<Pattern<Observation, ?>> inNaturalOrder(Pattern<Observation, ?> last) {
        List<Pattern<Observation, ?>> chain = new ArrayList<>();
        Pattern<Observation, ?> pattern = last;
        while (pattern != null) {
            chain.add(0, pattern);
            pattern = pattern.getPrevious();
        }
        return chain;
    }

    // A pattern's own type is Observation or, after subtype(), Observation again: it is final.
    @SuppressWarnings("unchecked")
    private static IterativeCondition<Observation> condition(Pattern<Observation, ?> pattern) {
        return (IterativeCondition<Observation>) pattern.getCondition();
    }

    /** Positive and negated stages. */
    List<Stage> natural() {
        return natural;
    }

    /** Positive stages in natural order, at least one. */
    List<Stage> positive() {
        return positive;
    }

    Stage end() {
        return positive.get(positive.size() - 1);
    }

    /** Everything but the end, which only the end itself can be. */
    List<Stage> beforeTheEnd() {
        return natural.subList(0, natural.size() - 1);
    }

    /** Reach of the sequence; exactly this long is too long. */
    long windowMillis() {
        return windowMillis;
    }

    long positiveBits() {
        return positiveBits;
    }

    /** Positive stages that must follow the one before them within a gap. */
    long gappedBits() {
        return gappedBits;
    }

    boolean hasJoins() {
        return natural.stream().anyMatch(Stage::isJoined);
    }

    /** The negated stages between the positive stage before this one and this one. */
    List<Stage> negationsBefore(Stage stage) {
        int from = stage.number();
        while (from > 0 && natural.get(from - 1).negated()) {
            from--;
        }
        return natural.subList(from, stage.number());
    }
}
