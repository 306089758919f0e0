package io.entracep.sequence;

import static io.entracep.sequence.Letters.A;
import static io.entracep.sequence.Letters.B;
import static io.entracep.sequence.Letters.N;
import static io.entracep.sequence.Letters.Z;
import static io.entracep.sequence.Letters.is;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entracep.detection.SequenceDefinition;
import io.entracep.detection.SequenceDefinition.JoinKey;
import io.entracep.signal.Observation;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.Quantifier.ConsumingStrategy;
import org.apache.flink.cep.pattern.WithinType;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AdmissionTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final JoinKey ID = Observation::eventId;

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(
                        sequence(a().oneOrMore().followedBy("z").where(is(Z)).within(HOUR)),
                        "stage 'a': oneOrMore, times and timesOrMore: detect the repetition with a"
                                + " count and use its finding as the stage"),
                Arguments.of(
                        sequence(a().times(3).followedBy("z").where(is(Z)).within(HOUR)),
                        "stage 'a': oneOrMore, times and timesOrMore: detect the repetition with a"
                                + " count and use its finding as the stage"),
                Arguments.of(
                        sequence(b().optional().followedBy("z").where(is(Z)).within(HOUR)),
                        "stage 'b': optional: leave the stage out and declare it as a raiser"),
                Arguments.of(
                        sequence(a().next("z").where(is(Z)).within(HOUR)),
                        "stage 'z': next depends on every other record of the entity: use"
                                + " followedBy, with notFollowedBy for what must not lie between"),
                Arguments.of(
                        sequence(
                                a().notNext("n")
                                        .where(is(N))
                                        .followedBy("z")
                                        .where(is(Z))
                                        .within(HOUR)),
                        "stage 'n': notNext: use notFollowedBy"),
                Arguments.of(
                        sequence(a().followedByAny("z").where(is(Z)).within(HOUR)),
                        "stage 'z': followedByAny: use followedBy, each end is already matched on"
                                + " its own"),
                Arguments.of(
                        sequence(Pattern.begin(b()).followedBy("z").where(is(Z)).within(HOUR)),
                        "a group of stages: write its stages one after the other"),
                Arguments.of(
                        sequence(
                                b().within(HOUR)
                                        .followedBy("z")
                                        .where(is(Z))
                                        .within(HOUR.multipliedBy(2))),
                        "stage 'b': within before the last stage: declare one within on the last"
                                + " stage, and gaps for what must be closer"),
                Arguments.of(
                        sequence(b().within(HOUR, WithinType.PREVIOUS_AND_CURRENT).within(HOUR)),
                        "stage 'b': within between two stages: declare a gap for the later stage"),
                Arguments.of(
                        sequence(b().notFollowedBy("n").where(is(N)).within(HOUR)),
                        "stage 'n': a trailing notFollowedBy waits for time to pass: write an"
                                + " absence detection"),
                Arguments.of(
                        sequence(LeadingNot.pattern().followedBy("z").where(is(Z)).within(HOUR)),
                        "stage 'not': a leading not: look back with noneBefore in an event"
                                + " detection"),
                Arguments.of(
                        sequence(b()),
                        "stage 'b': no within: say on the last stage how long the whole may take"),
                Arguments.of(
                        sequence(b().within(Duration.ofNanos(999_999))),
                        "stage 'b': within PT0.000999999S is empty: it must be at least 1 ms"),
                Arguments.of(
                        sequence(b().followedBy("a").where(is(Z)).within(HOUR)),
                        "stage 'a': the name is used twice: give each stage its own"),
                Arguments.of(
                        sequence(a().followedBy("z:1").where(is(Z)).within(HOUR)),
                        "stage 'z:1': Flink keeps ':' and a leading '$' for itself: use letters and"
                                + " dashes"),
                Arguments.of(
                        sequence(a().followedBy("z").within(HOUR)),
                        "stage 'z': no condition, any observation would do: say which with where"),
                Arguments.of(
                        sequence(a().followedBy("z").where(is(Z)).or(new Iterative()).within(HOUR)),
                        "stage 'z': an iterative or rich condition: use a SimpleCondition, and a"
                                + " join key for what stages must share"),
                Arguments.of(
                        sequence(
                                Pattern.<Observation>begin(
                                                "a", AfterMatchSkipStrategy.skipPastLastEvent())
                                        .where(is(A))
                                        .followedBy("z")
                                        .where(is(Z))
                                        .within(HOUR)),
                        "a skip strategy: leave it out, each end has one match, the latest"),
                Arguments.of(
                        joined(Map.of("a", ID, "other", ID)),
                        "a join key for 'other', which is no stage"),
                Arguments.of(
                        joined(Map.of("a", ID)),
                        "join keys that join nothing: name at least two stages, one of them"
                                + " positive"),
                Arguments.of(gapped(Map.of("other", HOUR)), "a gap for 'other', which is no stage"),
                Arguments.of(
                        gapped(Map.of("a", HOUR)),
                        "stage 'a': a gap on the first stage, which follows nothing"),
                Arguments.of(
                        gapped(Map.of("n", HOUR)),
                        "stage 'n': a gap on a negation: declare it for the positive stage after"
                                + " it"),
                Arguments.of(
                        gapped(Map.of("b", Duration.ZERO)),
                        "stage 'b': a gap of PT0S is empty: at least 1 ms"),
                Arguments.of(
                        gapped(Map.of("b", HOUR.multipliedBy(2))),
                        "stage 'b': a gap of PT2H says nothing that within PT2H does not: leave it"
                                + " out"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesWithTheReasonAndWhatToUseInstead(SequenceDefinition definition, String reason) {
        try (NfaSequenceMatcherFactory factory = new NfaSequenceMatcherFactory()) {
            assertThatThrownBy(() -> factory.create(definition))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("sequence 'test' is not admitted:\n- " + reason);
        }
    }

    @Test
    void saysEveryReasonAtOnce() {
        Pattern<Observation, ?> pattern =
                a().oneOrMore()
                        .until(is(N))
                        .next("b")
                        .where(is(B))
                        .followedByAny("a")
                        .where(is(A))
                        .notFollowedBy("n")
                        .where(new Iterative());
        assertThatThrownBy(() -> Admission.check(sequence(pattern)))
                .hasMessage(
                        """
                        sequence 'test' is not admitted:
                        - stage 'a': the name is used twice: give each stage its own
                        - stage 'a': oneOrMore, times and timesOrMore: detect the repetition with a \
                        count and use its finding as the stage
                        - stage 'a': until: write notFollowedBy for what ends the sequence
                        - stage 'b': next depends on every other record of the entity: use \
                        followedBy, with notFollowedBy for what must not lie between
                        - stage 'a': followedByAny: use followedBy, each end is already matched on \
                        its own
                        - stage 'n': an iterative or rich condition: use a SimpleCondition, and a \
                        join key for what stages must share
                        - stage 'n': a trailing notFollowedBy waits for time to pass: write an \
                        absence detection
                        - stage 'n': no within: say on the last stage how long the whole may take""");
    }

    @Test
    void refusesMoreStagesThanALongHasBits() {
        Pattern<Observation, Observation> pattern = a();
        for (int i = 1; i < 65; i++) {
            pattern = pattern.followedBy("s" + i).where(is(B));
        }
        SequenceDefinition definition = sequence(pattern.within(HOUR));
        assertThatThrownBy(() -> Admission.check(definition))
                .hasMessage(
                        "sequence 'test' is not admitted:\n- it has 65 stages, at most 64 are"
                                + " possible: split it and join the parts as findings");
    }

    @Test
    void admitsConditionsMadeOfSimpleOnes() {
        Pattern<Observation, ?> pattern =
                a().where(is(B))
                        .or(is(N))
                        .subtype(Observation.class)
                        .followedBy("z")
                        .where(is(Z))
                        .within(HOUR);
        Admission.check(sequence(pattern));
        assertThat(Stages.of(sequence(pattern)).positive()).hasSize(2);
    }

    private static Pattern<Observation, Observation> a() {
        return Pattern.<Observation>begin("a").where(is(A));
    }

    private static Pattern<Observation, Observation> b() {
        return a().followedBy("b").where(is(B));
    }

    private static SequenceDefinition sequence(Pattern<Observation, ?> pattern) {
        return SequenceDefinition.of("test", pattern);
    }

    private static SequenceDefinition joined(Map<String, JoinKey> keys) {
        return new SequenceDefinition("test", b().within(HOUR), keys, Map.of());
    }

    private static SequenceDefinition gapped(Map<String, Duration> gaps) {
        Pattern<Observation, ?> pattern =
                a().notFollowedBy("n")
                        .where(is(N))
                        .followedBy("b")
                        .where(is(B))
                        .within(HOUR.multipliedBy(2));
        return new SequenceDefinition("test", pattern, Map.of(), gaps);
    }

    /** Looks at what an earlier stage took. */
    private static final class Iterative extends IterativeCondition<Observation> {
        @Override
        public boolean filter(Observation observation, Context<Observation> context)
                throws Exception {
            return context.getEventsForPattern("a").iterator().hasNext();
        }
    }

    /** The Pattern API has no way to begin with a negation, a subclass has. */
    private static final class LeadingNot extends Pattern<Observation, Observation> {
        private LeadingNot() {
            super("not", null, ConsumingStrategy.NOT_FOLLOW, AfterMatchSkipStrategy.noSkip());
        }

        static Pattern<Observation, Observation> pattern() {
            return new LeadingNot().where(is(N));
        }
    }
}
