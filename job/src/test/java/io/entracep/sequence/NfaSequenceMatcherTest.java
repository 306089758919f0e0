package io.entracep.sequence;

import static io.entracep.sequence.Letters.A;
import static io.entracep.sequence.Letters.B;
import static io.entracep.sequence.Letters.C;
import static io.entracep.sequence.Letters.N;
import static io.entracep.sequence.Letters.Z;
import static io.entracep.sequence.Letters.is;
import static io.entracep.testing.Observations.START;
import static io.entracep.testing.Observations.observation;
import static io.entracep.testing.Observations.slice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entracep.detection.SequenceDefinition;
import io.entracep.detection.SequenceDefinition.JoinKey;
import io.entracep.signal.Observation;
import io.entracep.signal.Signal;
import io.entracep.testing.Observations.Builder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NfaSequenceMatcherTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final JoinKey DEVICE = observation -> observation.event().device().id();

    private final NfaSequenceMatcherFactory factory = new NfaSequenceMatcherFactory();

    @AfterEach
    void nothingIsLeftInTheBuffer() {
        assertThat(factory.engine().isEmpty()).isTrue();
        factory.close();
    }

    @Test
    void givesStagesInNaturalOrder() {
        assertThat(match(abz(), "z", at("a", 0, A), at("b", 10, B), at("z", 20, Z)).keySet())
                .containsExactly("a", "b", "z");
    }

    @Test
    void bindsTheLatestBefore() {
        assertThat(
                        ids(
                                abz(),
                                "z",
                                at("a1", 0, A),
                                at("a2", 1, A),
                                at("b1", 2, B),
                                at("b2", 3, B),
                                at("a3", 4, A),
                                at("z", 5, Z)))
                .containsExactly("a2", "b2", "z");
    }

    @Test
    void staysSilentWhenStagesAreInAnotherOrder() {
        assertThat(ids(abz(), "z", at("b", 0, B), at("a", 10, A), at("z", 20, Z))).isEmpty();
    }

    @Test
    void staysSilentWhenTheEndSatisfiesNoEnd() {
        assertThat(ids(abz(), "b", at("a", 0, A), at("b", 10, B), at("z", 20, Z))).isEmpty();
    }

    @Test
    void neverBindsWhatComesAfterTheEnd() {
        assertThat(ids(abz(), "z", at("a", 0, A), at("z", 20, Z), at("b", 21, B))).isEmpty();
    }

    @Test
    void bindsOneObservationToOneStageOnly() {
        Pattern<Observation, ?> twice =
                begin(A).followedBy("a2").where(is(A)).followedBy("a3").where(is(A)).within(HOUR);
        assertThat(ids(of(twice), "y", at("x", 0, A), at("y", 1, A))).isEmpty();
        assertThat(ids(of(twice), "y", at("w", 0, A), at("x", 0, A), at("y", 1, A)))
                .containsExactly("w", "x", "y");
    }

    @Test
    void matchesASingleStage() {
        assertThat(ids(of(begin(Z)), "z", at("z", 0, Z))).containsExactly("z");
    }

    @Test
    void judgesEachEndOnItsOwn() {
        Builder[] observations = {at("a", 0, A), at("b", 1, B), at("z1", 2, Z), at("z2", 3, Z)};
        assertThat(ids(abz(), "z1", observations)).containsExactly("a", "b", "z1");
        assertThat(ids(abz(), "z2", observations)).containsExactly("a", "b", "z2");
    }

    @Test
    void ordersEqualTimesByCausalRankThenEventId() {
        // A user's creation ranks before a role's assignment, that before the user's deletion.
        assertThat(ids(abz(), "0", at("2", 0, A), at("1", 0, B), at("0", 0, Z)))
                .containsExactly("2", "1", "0");
        Pattern<Observation, ?> bnz = Pattern.<Observation>begin("b").where(is(B));
        SequenceDefinition sameRank = of(bnz.followedBy("c").where(is(C)).within(HOUR));
        assertThat(ids(sameRank, "2", at("1", 0, B), at("2", 0, C))).containsExactly("1", "2");
        assertThat(ids(sameRank, "1", at("2", 0, B), at("1", 0, C))).isEmpty();
    }

    @Test
    void takesTheLargestIdOfEqualTimes() {
        assertThat(
                        ids(
                                abz(),
                                "z",
                                at("a1", 0, A),
                                at("a2", 0, A),
                                at("b1", 1, B),
                                at("b2", 1, B),
                                at("z", 2, Z)))
                .containsExactly("a2", "b2", "z");
    }

    @Test
    void seesANegationAmongEqualTimes() {
        SequenceDefinition definition = abNotN();
        assertThat(ids(definition, "3", at("1", 0, A), at("2", 0, N), at("3", 0, B))).isEmpty();
        assertThat(ids(definition, "2", at("1", 0, A), at("2", 0, B), at("3", 0, N)))
                .containsExactly("1", "2");
    }

    @Test
    void doesNotReachToExactlyTheWindow() {
        long hour = HOUR.toMillis();
        assertThat(ids(abz(), "z", millis("a", 1, A), at("b", 10, B), millis("z", hour, Z)))
                .containsExactly("a", "b", "z");
        assertThat(ids(abz(), "z", millis("a", 0, A), at("b", 10, B), millis("z", hour, Z)))
                .isEmpty();
        assertThat(ids(abz(), "z", millis("a", 0, A), at("b", 10, B), millis("z", hour + 1, Z)))
                .isEmpty();
    }

    @Test
    void ignoresANegationThatIsNotBetweenItsStages() {
        assertThat(ids(abNotN(), "b", at("n", 0, N), at("a", 1, A), at("b", 2, B), at("m", 3, N)))
                .containsExactly("a", "b");
        assertThat(ids(abNotN(), "b", at("a", 1, A), at("n", 2, N), at("b", 3, B))).isEmpty();
    }

    @Test
    void goesFurtherBackWhenSomethingNegatedLiesBeforeTheLatest() {
        SequenceDefinition definition =
                of(
                        begin(A).notFollowedBy("n")
                                .where(is(N))
                                .followedBy("b")
                                .where(is(B))
                                .followedBy("z")
                                .where(is(Z))
                                .within(HOUR));
        assertThat(
                        ids(
                                definition,
                                "z",
                                at("a", 0, A),
                                at("b1", 1, B),
                                at("b2", 2, B),
                                at("n", 3, N),
                                at("b3", 4, B),
                                at("z", 5, Z)))
                .containsExactly("a", "b2", "z");
    }

    @Test
    void doesNotCountAStageAsItsOwnNegation() {
        SimpleCondition<Observation> aOrN =
                SimpleCondition.of(observation -> observation.has(A) || observation.has(N));
        SequenceDefinition definition =
                of(
                        begin(A).notFollowedBy("n")
                                .where(aOrN)
                                .followedBy("b")
                                .where(is(B))
                                .within(HOUR));
        assertThat(ids(definition, "b", at("a1", 0, A), at("a2", 1, A), at("b", 2, B, N)))
                .containsExactly("a2", "b");
    }

    @Test
    void countsWhatFollowsANegationInTheMiddleAsNegatedWhenItSatisfiesBoth() {
        // As in a pattern matched forwards by Flink.
        SequenceDefinition definition =
                of(
                        begin(A).notFollowedBy("n")
                                .where(is(N))
                                .followedBy("b")
                                .where(is(B))
                                .followedBy("z")
                                .where(is(Z))
                                .within(HOUR));
        assertThat(ids(definition, "z", at("a", 0, A), at("b", 1, B, N), at("z", 2, Z))).isEmpty();
    }

    @Test
    void demandsThatAStageFollowsWithinLessThanItsGap() {
        SequenceDefinition definition =
                new SequenceDefinition(
                        "test", abz().pattern(), Map.of(), Map.of("z", Duration.ofSeconds(10)));
        assertThat(ids(definition, "z", at("a", 0, A), millis("b", 20_001, B), at("z", 30, Z)))
                .containsExactly("a", "b", "z");
        assertThat(ids(definition, "z", at("a", 0, A), at("b", 20, B), at("z", 30, Z))).isEmpty();
    }

    @Test
    void goesFurtherBackWhenTheLatestIsTooFarFromTheStageBefore() {
        SequenceDefinition definition =
                new SequenceDefinition(
                        "test", abz().pattern(), Map.of(), Map.of("b", Duration.ofSeconds(5)));
        assertThat(
                        ids(
                                definition,
                                "z",
                                at("a", 0, A),
                                at("b1", 1, B),
                                at("b2", 4, B),
                                at("b3", 5, B),
                                at("z", 60, Z)))
                .containsExactly("a", "b2", "z");
    }

    @Test
    void joinsStagesByTheKeyOfTheEnd() {
        SequenceDefinition definition = joined("a", "b", "z");
        assertThat(
                        ids(
                                definition,
                                "z",
                                at("a1", 0, A).on("one"),
                                at("b1", 1, B).on("one"),
                                at("a2", 2, A).on("two"),
                                at("b2", 3, B).on(null),
                                at("z", 4, Z).on("one")))
                .containsExactly("a1", "b1", "z");
        assertThat(
                        ids(
                                definition,
                                "z",
                                at("a", 0, A).on("one"),
                                at("b", 1, B).on("two"),
                                at("z", 2, Z).on("one")))
                .isEmpty();
    }

    @Test
    void takesNothingWithoutAKeyIntoAJoin() {
        assertThat(
                        ids(
                                joined("a", "b", "z"),
                                "z",
                                at("a", 0, A).on(null),
                                at("b", 1, B).on(null),
                                at("z", 2, Z).on(null)))
                .isEmpty();
    }

    @Test
    void letsStagesThatAreNotJoinedTakePartInEveryJoin() {
        assertThat(
                        ids(
                                joined("a", "z"),
                                "z",
                                at("a", 0, A).on("one"),
                                at("b", 1, B).on("two"),
                                at("z", 2, Z).on("one")))
                .containsExactly("a", "b", "z");
    }

    @Test
    void triesEachKeyAndTakesTheLatestMatchWhenTheEndIsNotJoined() {
        assertThat(
                        ids(
                                joined("a", "b"),
                                "z",
                                at("a1", 0, A).on("one"),
                                at("b1", 1, B).on("one"),
                                at("a2", 2, A).on("two"),
                                at("b2", 3, B).on("two"),
                                at("b3", 4, B).on("three"),
                                at("z", 5, Z)))
                .containsExactly("a2", "b2", "z");
    }

    @Test
    void negatesWithinTheJoinOnly() {
        Map<String, JoinKey> keys = Map.of("a", DEVICE, "n", DEVICE, "b", DEVICE);
        SequenceDefinition definition =
                new SequenceDefinition("test", abNotN().pattern(), keys, Map.of());
        Builder a = at("a", 0, A).on("one");
        Builder b = at("b", 2, B).on("one");
        assertThat(ids(definition, "b", a, at("n", 1, N).on("two"), b)).containsExactly("a", "b");
        assertThat(ids(definition, "b", a, at("n", 1, N).on(null), b)).containsExactly("a", "b");
        assertThat(ids(definition, "b", a, at("n", 1, N).on("one"), b)).isEmpty();
    }

    @Test
    void isNotChangedByDuplicates() {
        Pattern<Observation, ?> twice = begin(A).followedBy("a2").where(is(A)).within(HOUR);
        assertThat(ids(of(twice), "y", at("y", 1, A), at("y", 1, A))).isEmpty();
        assertThat(ids(of(twice), "y", at("x", 0, A), at("x", 0, A), at("y", 1, A), at("y", 1, A)))
                .containsExactly("x", "y");
    }

    @Test
    void looksThroughAnyNumberOfObservationsThatCannotBeToldApart() {
        List<Builder> observations = new ArrayList<>(List.of(at("a", 0, A)));
        for (int i = 0; i < 10 * Candidates.MOST; i++) {
            observations.add(at("b%03d".formatted(i), 1 + i, B));
        }
        observations.add(at("z", 3000, Z));
        assertThat(ids(abz(), "z", observations.toArray(new Builder[0])))
                .containsExactly("a", "b639", "z");
    }

    @Test
    void looksAtSixtyFourObservationsBeforeTheEnd() {
        // Alternating, so that none is like its neighbour.
        List<Builder> observations = new ArrayList<>();
        for (int i = 0; i < Candidates.MOST - 1; i++) {
            observations.add(at("x%03d".formatted(i), 100 + i, i % 2 == 0 ? B : N));
        }
        observations.add(at("a", 50, A));
        observations.add(at("z", 3000, Z));
        SequenceDefinition definition =
                of(
                        begin(A).followedBy("b")
                                .where(is(B))
                                .notFollowedBy("n")
                                .where(is(N))
                                .followedBy("z")
                                .where(is(Z))
                                .within(HOUR));
        assertThat(ids(definition, "z", observations.toArray(new Builder[0])))
                .containsExactly("a", "x062", "z");
        observations.add(at("one more", 99, N));
        assertThat(ids(definition, "z", observations.toArray(new Builder[0]))).isEmpty();
    }

    @Test
    void tellsWhichConditionFailed() {
        SimpleCondition<Observation> broken =
                SimpleCondition.of(
                        observation -> {
                            throw new java.io.IOException("no");
                        });
        SequenceDefinition definition =
                of(Pattern.<Observation>begin("broken").where(broken).within(HOUR));
        assertThatThrownBy(() -> ids(definition, "z", at("z", 0, Z)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the condition of stage 'broken' failed")
                .hasRootCauseMessage("no");
    }

    private SequenceDefinition abz() {
        return of(begin(A).followedBy("b").where(is(B)).followedBy("z").where(is(Z)).within(HOUR));
    }

    private SequenceDefinition abNotN() {
        return of(
                begin(A).notFollowedBy("n").where(is(N)).followedBy("b").where(is(B)).within(HOUR));
    }

    private SequenceDefinition joined(String... stages) {
        Map<String, JoinKey> keys = new HashMap<>();
        for (String stage : stages) {
            keys.put(stage, DEVICE);
        }
        return new SequenceDefinition("test", abz().pattern(), keys, Map.of());
    }

    private static Pattern<Observation, Observation> begin(Signal letter) {
        return Pattern.<Observation>begin("a").where(is(letter));
    }

    private static SequenceDefinition of(Pattern<Observation, ?> pattern) {
        return SequenceDefinition.of("test", pattern);
    }

    private static Builder at(String id, long seconds, Signal... letters) {
        return millis(id, seconds * 1000, letters);
    }

    private static Builder millis(String id, long millis, Signal... letters) {
        return observation(id).at(START.plusMillis(millis)).with(letters);
    }

    private List<String> ids(SequenceDefinition definition, String end, Builder... observations) {
        return match(definition, end, observations).values().stream()
                .map(Observation::eventId)
                .toList();
    }

    private Map<String, Observation> match(
            SequenceDefinition definition, String end, Builder... observations) {
        List<Observation> slice = slice(observations);
        Observation last =
                slice.stream().filter(o -> o.eventId().equals(end)).findFirst().orElseThrow();
        return factory.create(definition).matchEndingIn(last, slice).orElse(Map.of());
    }
}
