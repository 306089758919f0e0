package io.entracep.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.alert.Delivery;
import io.entracep.detection.Severity;
import io.entracep.output.AlertFilter;
import io.entracep.testing.Alerts;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class AlertFilterFunctionTest {
    private static final AlertFilter HIGH =
            new AlertFilter(Set.of(Severity.HIGH, Severity.CRITICAL), Set.of(), Set.of());
    private static final Duration MEMORY = Duration.ofDays(AlertFilterFunction.MEMORY_DAYS);

    @Test
    void anAlertBelowTheThresholdDoesNotPass() throws Exception {
        try (var harness = harness(HIGH)) {
            harness.processElement(delivery("a", Alert.ACTIVE, "low", 1), 0);
            harness.processElement(delivery("a", Alert.CLEARED, "low", 2), 0);

            assertThat(harness.extractOutputValues()).isEmpty();
            assertThat(harness.numKeyedStateEntries()).isZero();
        }
    }

    @Test
    void whatPassedOnceIsHeardOfToTheEnd() throws Exception {
        List<Alert> deliveries =
                List.of(
                        delivery("a", Alert.ACTIVE, "high", 1),
                        delivery("a", Alert.ACTIVE, "low", 2),
                        delivery("a", Alert.CLEARED, "low", 3),
                        delivery("a", Alert.ACTIVE, "low", 4));
        try (var harness = harness(HIGH)) {
            for (Alert alert : deliveries) {
                harness.processElement(alert, 0);
            }
            harness.processElement(delivery("b", Alert.ACTIVE, "low", 1), 0);

            assertThat(harness.extractOutputValues()).containsExactlyElementsOf(deliveries);
        }
    }

    @Test
    void anAlertThatRisesPassesFromThenOn() throws Exception {
        try (var harness = harness(HIGH)) {
            harness.processElement(delivery("a", Alert.ACTIVE, "low", 1), 0);
            harness.processElement(delivery("a", Alert.ACTIVE, "critical", 2), 0);
            harness.processElement(delivery("a", Alert.CLEARED, "low", 3), 0);

            assertThat(harness.extractOutputValues())
                    .extracting(alert -> alert.delivery().revision())
                    .containsExactly(2, 3);
        }
    }

    @Test
    void remembersWhatPassedBeyondARestart() throws Exception {
        OperatorSubtaskState state;
        try (var harness = harness(HIGH)) {
            harness.processElement(delivery("a", Alert.ACTIVE, "high", 1), 0);
            state = harness.snapshot(1, 1);
        }
        try (var harness = closed(HIGH)) {
            harness.initializeState(state);
            harness.open();
            harness.setProcessingTime(Duration.ofHours(5).toMillis());
            harness.processElement(delivery("a", Alert.ACTIVE, "low", 2), 0);

            assertThat(harness.extractOutputValues()).hasSize(1);
        }
    }

    @Test
    void forgetsAnAlertLongAfterItsLastDelivery() throws Exception {
        try (var harness = harness(HIGH)) {
            harness.processElement(delivery("a", Alert.ACTIVE, "high", 1), 0);
            harness.setProcessingTime(MEMORY.minusDays(1).toMillis());
            harness.processElement(delivery("a", Alert.ACTIVE, "low", 2), 0);
            harness.setProcessingTime(MEMORY.plusDays(1).toMillis());
            assertThat(harness.numKeyedStateEntries()).isEqualTo(1);

            harness.setProcessingTime(MEMORY.multipliedBy(2).toMillis());

            assertThat(harness.numKeyedStateEntries()).isZero();
        }
    }

    @Test
    void detectionAndTenantAreTheSameForAllDeliveries() {
        Alert alert = delivery("a", Alert.ACTIVE, "low", 1);
        String tenant = alert.tenantId();

        assertThat(filter(Set.of("password-spray"), Set.of()).concerns(alert)).isTrue();
        assertThat(filter(Set.of("mfa-fatigue"), Set.of()).concerns(alert)).isFalse();
        assertThat(
                        filter(Set.of(), Set.of(tenant.toUpperCase(java.util.Locale.ROOT)))
                                .concerns(alert))
                .isTrue();
        assertThat(filter(Set.of("password-spray"), Set.of("other")).concerns(alert)).isFalse();
    }

    private static AlertFilter filter(Set<String> detections, Set<String> tenants) {
        return new AlertFilter(Set.of(), detections, tenants);
    }

    static Alert delivery(String id, String status, String severity, int revision) {
        Alert alert = Alerts.alert(id, revision);
        return new Alert(
                id,
                status,
                alert.detectionId(),
                alert.title(),
                severity,
                alert.tenantId(),
                alert.entity(),
                alert.subject(),
                alert.firstEventTime(),
                alert.lastEventTime(),
                alert.reason(),
                alert.evidence(),
                alert.guideRows(),
                alert.mitre(),
                alert.policyEntries(),
                alert.contains(),
                alert.triage(),
                alert.suppressedBy(),
                new Delivery(revision, revision, false));
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Alert, Alert> harness(
            AlertFilter filter) throws Exception {
        var harness = closed(filter);
        harness.open();
        harness.setProcessingTime(0);
        return harness;
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Alert, Alert> closed(
            AlertFilter filter) throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new AlertFilterFunction(filter)),
                Alert::alertId,
                Types.STRING);
    }
}
