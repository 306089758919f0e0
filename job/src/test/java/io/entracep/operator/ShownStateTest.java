package io.entracep.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.loop.MapEntityStore;
import io.entracep.metrics.StateMetrics;
import io.entracep.signal.Observation;
import io.entracep.signal.Observer;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import io.entracep.state.EntityMemory;
import io.entracep.state.Head;
import io.entracep.state.HourIndexes;
import io.entracep.state.JournalHour;
import io.entracep.state.JournalPlan;
import io.entracep.state.Need;
import io.entracep.testing.Events;
import io.entracep.testing.RecordedMetrics;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is shown of the state that inserts work on. */
class ShownStateTest {
    private static final EntityMemory.Tenant TENANT =
            new EntityMemory.Tenant(ZoneOffset.UTC, (key, name) -> 0);
    private static final JournalPlan PLAN =
            new JournalPlan(
                    List.of(
                            Need.stages(
                                    SignalSet.of(Signal.SIGN_IN_SUCCESS),
                                    -1,
                                    Duration.ofHours(12))));

    /** A stage keeps four at either end of a bucket. */
    private static final int KEPT = 8;

    private final RecordedMetrics shown = new RecordedMetrics();
    private final StateMetrics metrics = new StateMetrics(shown);
    private final MapEntityStore store = new MapEntityStore();
    private final HourIndexes indexes = new HourIndexes();

    @Test
    void countsWhatTheJournalPushesOutAndWhatItRefuses() {
        List<Observation> inOrder = successes(20, Duration.ofSeconds(1));

        inOrder.forEach(this::insert);

        assertThat(shown.count("entity.user.entracep_journal_drops_total")).isEqualTo(20 - KEPT);
        insert(inOrder.get(KEPT));
        assertThat(shown.count("entity.user.entracep_journal_drops_total"))
                .as("delivered again, refused again")
                .isEqualTo(20 - KEPT + 1);
    }

    @Test
    void countsAsManyDropsInAnotherOrder() {
        List<Observation> observations = successes(20, Duration.ofSeconds(1));
        Collections.shuffle(observations, new Random(3));

        observations.forEach(this::insert);

        assertThat(shown.count("entity.user.entracep_journal_drops_total")).isEqualTo(20 - KEPT);
    }

    @Test
    void dropsNothingWhereEverythingIsKept() {
        List<Observation> observations = successes(KEPT, Duration.ofSeconds(1));

        observations.forEach(this::insert);
        observations.forEach(this::insert);

        assertThat(shown.count("entity.user.entracep_journal_drops_total")).isZero();
    }

    @Test
    void looksAtTheSizesOfEverySixtyFourthInsert() {
        successes(64, Duration.ofHours(1)).forEach(this::insert);
        assertThat(shown.gauge("entity.user.entracep_journal_hours_count")).isEqualTo(1L);

        insert(success(Duration.ofHours(64)));

        assertThat(shown.gauge("entity.user.entracep_journal_hours_count")).isEqualTo(2L);
        assertThat(shown.gauge("entity.user.entracep_journal_hours_sum")).isEqualTo(1.0 + 65);
        assertThat(shown.gauge("entity.user.entracep_journal_hour_entries_sum")).isEqualTo(1.0 + 1);
        assertThat((Double) shown.gauge("entity.user.entracep_profile_calendars_sum"))
                .isGreaterThanOrEqualTo(store.profile().calendars().size())
                .isPositive();
    }

    @Test
    void looksAtWhatIsNotWrittenYetAndWritesNothing() {
        Observation first = success(Duration.ZERO);
        EntityMemory memory = new EntityMemory(first.entity(), store, PLAN, TENANT, indexes);

        metrics.inserted(first, memory.insert(first), memory);

        assertThat(shown.gauge("entity.user.entracep_journal_hours_sum")).isEqualTo(1.0);
        assertThat(store.head()).isEqualTo(Head.EMPTY);
        assertThat(store.hour(Events.NOON.toEpochMilli() / 3_600_000L))
                .isEqualTo(JournalHour.EMPTY);
        memory.save();
        assertThat(store.head().hours()).hasSize(1);
        assertThat(store.hour(store.head().hours()[0]).entries()).containsExactly(first);
    }

    private void insert(Observation observation) {
        EntityMemory memory = new EntityMemory(observation.entity(), store, PLAN, TENANT, indexes);
        metrics.inserted(observation, memory.insert(observation), memory);
        memory.save();
    }

    private static List<Observation> successes(int number, Duration apart) {
        return new ArrayList<>(
                IntStream.range(0, number).mapToObj(i -> success(apart.multipliedBy(i))).toList());
    }

    private static Observation success(Duration after) {
        return Observer.observe(
                        Events.signIn()
                                .user("u1", "ann@example.com")
                                .at(Events.NOON, after)
                                .code(0)
                                .build())
                .get(0);
    }
}
