package io.entracep.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.signal.Observation;
import io.entracep.signal.Observer;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import io.entracep.testing.Events;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an hour keeps is a function of the set of its observations: any order, any duplicates. */
class JournalPlanTest {
    private static final SignalSet FAILURES = SignalSet.of(Signal.SIGN_IN_WRONG_PASSWORD);
    private static final SignalSet SUCCESSES = SignalSet.of(Signal.SIGN_IN_SUCCESS);
    private static final List<Need> NEEDS =
            List.of(
                    Need.count(FAILURES, -1, Duration.ofMinutes(10), Duration.ofDays(1), 6),
                    Need.distinct(
                            FAILURES,
                            -1,
                            Duration.ofHours(1),
                            Duration.ofDays(1),
                            o -> o.event().origin().ip(),
                            5),
                    Need.stages(SUCCESSES, -1, Duration.ofHours(12)),
                    Need.perValue(
                            SUCCESSES, -1, Duration.ofHours(12), o -> o.event().origin().ip(), 3));
    private static final JournalPlan PLAN = new JournalPlan(NEEDS);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void keepsTheSameInAnyOrderAndWithDuplicates(long seed) {
        Random random = new Random(seed);
        List<Observation> observations = randomHour(random, 150);
        JournalHour expected = insertAll(observations);

        assertThat(expected.entries().size()).isLessThan(observations.size());
        for (int round = 0; round < 20; round++) {
            List<Observation> other = new ArrayList<>(observations);
            other.addAll(observations.subList(0, 50));
            Collections.shuffle(other, random);
            assertThat(insertAll(other)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5, 7, 9, 11, 14, 17, 20, 24, 28, 33, 40, 60, 400})
    void keepsWhatSomeNeedClaimsOfAllThatWasEverSeen(int count) {
        List<Observation> observations = randomHour(new Random(count), count);

        assertThat(insertAll(observations).entries())
                .containsExactlyElementsOf(
                        observations.stream()
                                .filter(
                                        o ->
                                                NEEDS.stream()
                                                        .anyMatch(
                                                                need ->
                                                                        claims(
                                                                                need,
                                                                                o,
                                                                                observations)))
                                .sorted(Observation.ORDER)
                                .toList());
    }

    @Test
    void tellsWhatItNoLongerKeeps() {
        HourIndexes indexes = new HourIndexes();
        JournalHour hour = JournalHour.EMPTY;
        for (Observation observation : randomHour(new Random(7), 300)) {
            List<Observation> before = hour.entries();
            JournalPlan.Insertion insertion = insert(hour, observation, indexes);
            List<Observation> gone = new ArrayList<>(before);
            gone.removeAll(insertion.hour().entries());

            assertThat(insertion.dropped()).containsExactlyInAnyOrderElementsOf(gone);
            hour = insertion.hour();
        }
        assertThat(hour.overflow().intersects(SUCCESSES)).isTrue();
    }

    /** The rule itself, over the whole set. */
    private static boolean claims(Need need, Observation one, List<Observation> all) {
        if (!need.admits(one)) {
            return false;
        }
        List<Observation> bucket =
                all.stream()
                        .filter(need::admits)
                        .filter(
                                o ->
                                        o.time() / need.bucketMillis()
                                                == one.time() / need.bucketMillis())
                        .sorted(Observation.ORDER)
                        .toList();
        long smaller =
                bucket.stream()
                        .map(o -> StableHash.hash64(split(need, o)))
                        .distinct()
                        .filter(hash -> hash < StableHash.hash64(split(need, one)))
                        .count();
        List<Observation> group =
                bucket.stream().filter(o -> split(need, o).equals(split(need, one))).toList();
        int at = group.indexOf(one);
        return smaller < need.maxSplits() && (at < need.keep() || at >= group.size() - need.keep());
    }

    private static String split(Need need, Observation observation) {
        return need.split() == null ? "" : String.valueOf(need.split().apply(observation));
    }

    private static List<Observation> randomHour(Random random, int count) {
        List<Observation> observations = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            observations.addAll(
                    Observer.observe(
                                    Events.signIn()
                                            .user("u1", "ann@example.com")
                                            .at(
                                                    Events.NOON,
                                                    Duration.ofSeconds(random.nextInt(3600)))
                                            .ip("198.51.100." + random.nextInt(12))
                                            .code(random.nextBoolean() ? 0 : 50126)
                                            .build())
                            .subList(0, 1));
        }
        return observations;
    }

    private static JournalHour insertAll(List<Observation> observations) {
        HourIndexes indexes = new HourIndexes();
        JournalHour hour = JournalHour.EMPTY;
        for (Observation observation : observations) {
            hour = insert(hour, observation, indexes).hour();
        }
        return hour;
    }

    private static JournalPlan.Insertion insert(
            JournalHour hour, Observation observation, HourIndexes indexes) {
        return PLAN.insert(
                hour, observation, full -> indexes.of(observation.entity(), 0, full, PLAN));
    }
}
