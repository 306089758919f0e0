package io.entracep.sequence;

import java.time.Duration;
import java.util.List;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.WithinType;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;

/**
 * Turns a sequence round: its last stage begins, and each stage is followed by what came before it.
 *
 * <p>{@code A, not N, M, E} becomes {@code E, M, not N, A}. Backwards, {@code followedBy} binds the
 * latest before, which is right unless that one fails what the stage itself demands of the stage
 * before it: that nothing negated lies between, or that the gap is short. Then an earlier one may
 * do, so a middle stage that follows a negation or has a gap becomes {@code followedByAny}. Gaps
 * become {@code within} between two stages.
 */
final class PatternReverser {
    private PatternReverser() {}

    /** The pattern over {@link Step}s that begins with the end. */
    static Pattern<Step, ?> reverse(Stages stages) {
        List<Stage> positive = stages.positive();
        Stage later = stages.end();
        Pattern<Step, ?> reversed = Pattern.<Step>begin(later.name()).where(is(later));
        for (int i = positive.size() - 2; i >= 0; i--) {
            reversed = negate(reversed, stages.negationsBefore(later));
            Stage stage = positive.get(i);
            boolean tryEarlierToo =
                    i > 0 && (stage.hasGap() || !stages.negationsBefore(stage).isEmpty());
            Pattern<Step, Step> next =
                    tryEarlierToo
                            ? reversed.followedByAny(stage.name())
                            : reversed.followedBy(stage.name());
            reversed = next.where(is(stage));
            if (later.hasGap()) {
                reversed =
                        reversed.within(
                                Duration.ofMillis(later.gapMillis()),
                                WithinType.PREVIOUS_AND_CURRENT);
            }
            later = stage;
        }
        return positive.size() > 1
                ? reversed.within(Duration.ofMillis(stages.windowMillis()))
                : reversed;
    }

    private static Pattern<Step, ?> negate(Pattern<Step, ?> reversed, List<Stage> negations) {
        Pattern<Step, ?> result = reversed;
        for (Stage negation : negations) {
            result = result.notFollowedBy(negation.name()).where(is(negation));
        }
        return result;
    }

    private static SimpleCondition<Step> is(Stage stage) {
        long bit = stage.bit();
        return SimpleCondition.of(step -> step.is(bit));
    }
}
