package io.entracep.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.testing.Events;
import io.entracep.testing.TestJob;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
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
            assertThat(harness.numKeyedStateEntries()).isZero();
        }
    }

    @Test
    void saysNothingMoreWhenNothingWasHeld() throws Exception {
        try (var harness = harness()) {
            send(harness, StormGuard.MOST_PER_HOUR);
            harness.setProcessingTime(Duration.ofHours(1).toMillis());

            assertThat(harness.extractOutputValues()).hasSize(StormGuard.MOST_PER_HOUR);
            assertThat(harness.numKeyedStateEntries()).isZero();
        }
    }

    private static void send(
            KeyedOneInputStreamOperatorTestHarness<String, Alert, Alert> harness, int count)
            throws Exception {
        for (int i = 0; i < count; i++) {
            harness.processElement(ALERT, 0);
        }
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Alert, Alert> harness()
            throws Exception {
        var harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(StormGuard.create()),
                        Alert::detectionId,
                        Types.STRING);
        harness.open();
        harness.setProcessingTime(0);
        return harness;
    }
}
