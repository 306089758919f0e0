package io.entracep.pipeline;

import static io.entracep.pipeline.AlertFilterFunctionTest.delivery;
import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.testing.Events;
import io.entracep.testing.TestJob;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class StormGuardTest {
    private static final Alert ALERT =
            TestJob.withoutPolicy()
                    .given(
                            Events.audit("Add user")
                                    .by("eve", "eve@example.com")
                                    .onUser("tmp", "tmp@example.com")
                                    .build(),
                            Events.audit("Delete user")
                                    .by("eve", "eve@example.com")
                                    .onUser("tmp", "tmp@example.com")
                                    .at(Events.NOON, Duration.ofHours(1))
                                    .build())
                    .alertsOf("account-created-and-deleted")
                    .get(0);

    @Test
    void lets500PassAndTellsTheRestAsOneSummaryAtTheEndOfTheHour() throws Exception {
        try (var harness = harness()) {
            send(harness, StormGuard.MOST_PER_HOUR + 3);
            assertThat(harness.extractOutputValues()).hasSize(StormGuard.MOST_PER_HOUR);

            harness.setProcessingTime(Duration.ofHours(1).toMillis());

            List<Alert> out = harness.extractOutputValues();
            assertThat(out).hasSize(StormGuard.MOST_PER_HOUR + 1);
            assertThat(out.get(StormGuard.MOST_PER_HOUR).title())
                    .startsWith("3 more deliveries within an hour");
            assertIsForgotten(harness);
        }
    }

    @Test
    void saysNothingMoreWhenNothingWasHeld() throws Exception {
        try (var harness = harness()) {
            send(harness, StormGuard.MOST_PER_HOUR);
            harness.setProcessingTime(Duration.ofHours(1).toMillis());

            assertThat(harness.extractOutputValues()).hasSize(StormGuard.MOST_PER_HOUR);
            assertIsForgotten(harness);
        }
    }

    @Test
    void whatAReceiverWasToldIsCorrectedInTheMiddleOfAStorm() throws Exception {
        try (var harness = harness()) {
            harness.processElement(delivery("told", Alert.ACTIVE, "high", 1), 0);
            send(harness, StormGuard.MOST_PER_HOUR);
            int before = harness.extractOutputValues().size();

            harness.processElement(delivery("told", Alert.CLEARED, "high", 2), 0);
            harness.processElement(delivery("told", Alert.CLEARED, "high", 3), 0);
            harness.processElement(delivery("told", Alert.ACTIVE, "high", 4), 0);
            harness.processElement(delivery("never told", Alert.CLEARED, "high", 1), 0);

            assertThat(harness.extractOutputValues().subList(before, before + 2))
                    .extracting(alert -> alert.alertId() + alert.delivery().revision())
                    .containsExactly("told2", "told4");
            assertThat(harness.extractOutputValues()).hasSize(before + 2);
        }
    }

    @Test
    void theSummaryHasTheWorstSeverityOfWhatWasHeld() throws Exception {
        try (var harness = harness()) {
            send(harness, StormGuard.MOST_PER_HOUR);
            harness.processElement(delivery("a", Alert.ACTIVE, "critical", 1), 0);
            harness.processElement(delivery("b", Alert.ACTIVE, "low", 1), 0);
            harness.setProcessingTime(Duration.ofHours(1).toMillis());

            List<Alert> out = harness.extractOutputValues();
            assertThat(out.get(out.size() - 1).severity()).isEqualTo("critical");
        }
    }

    @Test
    void aRestartWithinTheHourNeitherForgetsWhatWasHeldNorWhatWasTold() throws Exception {
        OperatorSubtaskState state;
        try (var harness = harness()) {
            harness.processElement(delivery("told", Alert.ACTIVE, "high", 1), 0);
            send(harness, StormGuard.MOST_PER_HOUR + 2);
            state = harness.snapshot(1, 1);
        }
        try (var harness = closed()) {
            harness.initializeState(state);
            harness.open();
            harness.processElement(delivery("told", Alert.CLEARED, "high", 2), 0);
            harness.setProcessingTime(Duration.ofHours(3).toMillis());

            assertThat(harness.extractOutputValues())
                    .extracting(Alert::title)
                    .hasSize(2)
                    .last()
                    .asString()
                    .startsWith("3 more deliveries");
        }
    }

    private static void send(
            KeyedOneInputStreamOperatorTestHarness<String, Alert, Alert> harness, int count)
            throws Exception {
        for (int i = 0; i < count; i++) {
            harness.processElement(ALERT, 0);
        }
    }

    private static void assertIsForgotten(
            KeyedOneInputStreamOperatorTestHarness<String, Alert, Alert> harness) throws Exception {
        harness.setProcessingTime(Duration.ofDays(StormGuard.MEMORY_DAYS + 2).toMillis());
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Alert, Alert> harness()
            throws Exception {
        var harness = closed();
        harness.open();
        harness.setProcessingTime(0);
        return harness;
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Alert, Alert> closed()
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new StormGuard()), alert -> "one key", Types.STRING);
    }
}
