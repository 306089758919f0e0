package io.entracep.loop;

import static io.entracep.testing.Events.NOON;
import static io.entracep.testing.Events.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.detection.Verdict;
import io.entracep.event.EntraEvent;
import io.entracep.policy.Policy;
import io.entracep.testing.Events.SignInBuilder;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/**
 * What a restored operator clears is what the checkpoint does not rule out: here a sign-in abroad,
 * which may have been told as new unless the checkpoint certainly knew the country.
 */
class CheckpointedWatermarkTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final long SHORTLY_BEFORE_NOON =
            NOON.minus(Duration.ofMinutes(15)).toEpochMilli();
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final int TWO = 2;

    @Test
    void nothingIsClearedThatTheCheckpointRulesOut() throws Exception {
        try (LoopHarness before = harness()) {
            before.process(LoopHarness.inputs(knowingAbroad()), 1_000);
            before.watermark(SHORTLY_BEFORE_NOON, TWO);

            assertThat(clearedAfter(before.snapshot(1))).isEmpty();
        }
    }

    @Test
    void aSavepointThatDoesNotTellEventTimeRulesNothingOut() throws Exception {
        try (LoopHarness before = harness()) {
            before.process(LoopHarness.inputs(knowingAbroad()), 1_000);
            before.watermark(SHORTLY_BEFORE_NOON, TWO);
            OperatorSubtaskState state = before.snapshot(1);

            assertThat(
                            clearedAfter(
                                    OperatorSubtaskState.builder()
                                            .setManagedKeyedState(state.getManagedKeyedState())
                                            .setRawKeyedState(state.getRawKeyedState())
                                            .build()))
                    .hasSize(1);
        }
    }

    @Test
    void theSubtaskThatIsFurthestBehindTellsWhatIsCertain() throws Exception {
        try (LoopHarness before = harness()) {
            before.process(LoopHarness.inputs(knowingAbroad()), 1_000);
            before.watermark(NOON.minus(DAY.multipliedBy(9)).toEpochMilli(), TWO);
            before.watermark(SHORTLY_BEFORE_NOON, 1);

            assertThat(clearedAfter(before.snapshot(1))).hasSize(1);
        }
    }

    @Test
    void theEndOfTheInputIsNoEventTime() throws Exception {
        try (LoopHarness before = harness()) {
            before.process(LoopHarness.inputs(knowingAbroad()), 1_000);
            before.end(SHORTLY_BEFORE_NOON);

            assertThat(clearedAfter(before.snapshot(1))).hasSize(1);
        }
    }

    @Test
    void whileACrashIsCorrectedTheNextCheckpointRulesOutNoMoreThanTheOneBefore() throws Exception {
        OperatorSubtaskState first;
        try (LoopHarness before = harness()) {
            before.process(LoopHarness.inputs(List.of()), 1_000);
            first = before.snapshot(1);
        }
        try (LoopHarness correcting =
                new LoopHarness(Policy.none(), TWO, first, TWO, new HashMap<>())) {
            correcting.process(LoopHarness.inputs(knowingAbroad()), 2_000);
            correcting.watermark(SHORTLY_BEFORE_NOON, TWO);

            assertThat(clearedAfter(correcting.snapshot(2))).hasSize(1);

            correcting.process(List.of(), 3_000 + HOUR);

            assertThat(clearedAfter(correcting.snapshot(3))).isEmpty();
        }
    }

    @Test
    void whatWasTooLateBeforeTheRestoreIsTooLateSince() throws Exception {
        OperatorSubtaskState state;
        try (LoopHarness before = harness()) {
            before.process(LoopHarness.inputs(knowingAbroad()), 1_000);
            before.watermark(SHORTLY_BEFORE_NOON, TWO);
            state = before.snapshot(1);
        }
        Map<String, Verdict> receiver = new HashMap<>();
        try (LoopHarness after = new LoopHarness(Policy.none(), TWO, state, TWO, receiver)) {
            int entries = after.keyedEntries();
            after.process(
                    LoopHarness.inputs(List.of(abroad(DAY.multipliedBy(-2).plusHours(3)))), 2_000);

            assertThat(after.keyedEntries()).isEqualTo(entries);
        }
    }

    private static LoopHarness harness() throws Exception {
        return new LoopHarness(Policy.none(), TWO, new HashMap<>());
    }

    /** What is cleared though nothing tells that it was said, when a day in two countries comes. */
    private static List<Verdict> clearedAfter(OperatorSubtaskState state) throws Exception {
        Map<String, Verdict> receiver = new HashMap<>();
        try (LoopHarness after = new LoopHarness(Policy.none(), TWO, state, TWO, receiver)) {
            after.process(
                    LoopHarness.inputs(List.of(home(Duration.ZERO), abroad(Duration.ofMinutes(1)))),
                    NOON.plus(HOUR, ChronoUnit.MILLIS).toEpochMilli());
        }
        return receiver.values().stream()
                .filter(verdict -> verdict.revision() == 0)
                .filter(
                        verdict ->
                                verdict.finding()
                                        .detectionId()
                                        .equals("sign-ins-from-two-addresses"))
                .toList();
    }

    private static List<EntraEvent> knowingAbroad() {
        List<EntraEvent> events = new ArrayList<>();
        for (int days = 10; days > 0; days--) {
            events.add(home(DAY.multipliedBy(-days)));
        }
        events.add(abroad(DAY.multipliedBy(-5).plusHours(3)));
        return events;
    }

    private static EntraEvent home(Duration after) {
        return ann().place("Berlin", "Berlin", "DE", 52.5, 13.4)
                .asn(64500)
                .ip("192.0.2.10")
                .at(NOON, after)
                .build();
    }

    private static EntraEvent abroad(Duration after) {
        return ann().place("Delft", "Zuid-Holland", "NL", 52.0, 4.4)
                .asn(64501)
                .ip("203.0.113.5")
                .at(NOON, after)
                .build();
    }

    private static SignInBuilder ann() {
        return signIn().user("ann", "ann@example.com");
    }
}
