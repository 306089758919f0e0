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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an hour keeps is a function of the set of its observations: any order, any duplicates. */
class JournalPlanTest {
    private static final SignalSet FAILURES = SignalSet.of(Signal.SIGN_IN_WRONG_PASSWORD);
    private static final SignalSet SUCCESSES = SignalSet.of(Signal.SIGN_IN_SUCCESS);
    private static final JournalPlan PLAN =
            new JournalPlan(
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
                                    SUCCESSES,
                                    -1,
                                    Duration.ofHours(12),
                                    o -> o.event().origin().ip(),
                                    3)));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void keepsTheSameInAnyOrderAndWithDuplicates(long seed) {
        Random random = new Random(seed);
        List<Observation> observations = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
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
        JournalHour expected = insertAll(observations);

        assertThat(expected.entries().size()).isLessThan(observations.size());
        for (int round = 0; round < 20; round++) {
            List<Observation> other = new ArrayList<>(observations);
            other.addAll(observations.subList(0, 50));
            Collections.shuffle(other, random);
            assertThat(insertAll(other)).isEqualTo(expected);
        }
    }

    private static JournalHour insertAll(List<Observation> observations) {
        JournalHour hour = JournalHour.EMPTY;
        for (Observation observation : observations) {
            hour = PLAN.insert(hour, observation);
        }
        return hour;
    }
}
