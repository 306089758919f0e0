package io.entracep.detections.signin;

import static io.entracep.detections.signin.Scenario.alertsInAnyOrder;
import static io.entracep.detections.signin.Scenario.ann;
import static io.entracep.detections.signin.Scenario.onlyAlert;
import static io.entracep.detections.signin.Scenario.repeated;
import static io.entracep.testing.Events.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.event.EntraEvent;
import io.entracep.testing.TestJob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LegacyProtocolSuccessTest {
    private static final String ID = "legacy-protocol-success";
    private static final String SINCE =
            "default: {time-zone: Europe/Berlin, legacy-disabled-since: 2026-03-02}";
    private static final Instant SWITCHED_OFF = Instant.parse("2026-03-01T23:00:00Z");

    @Test
    void firesFromTheDayOnThatThePolicyNames() {
        Alert alert = onlyAlert(ID, () -> TestJob.withPolicy(SINCE).given(pop(SWITCHED_OFF)));

        assertThat(alert.severity()).isEqualTo("medium");
        assertThat(alert.reason())
                .isEqualTo(
                        "ann@example.com signed in with the legacy client POP3 although legacy authentication is switched off.");
        assertThat(alert.policyEntries()).containsExactly("default.legacy-disabled-since");
    }

    @Test
    void staysSilentBeforeThatDay() {
        assertThat(TestJob.withPolicy(SINCE).given(pop(SWITCHED_OFF.minusMillis(1))).alertsOf(ID))
                .isEmpty();
    }

    @Test
    void sleepsWithoutThatDay() {
        assertThat(TestJob.withoutPolicy().given(pop(NOON)).alertsOf(ID)).isEmpty();
    }

    @Test
    void staysSilentForFailuresModernAndUnknownClients() {
        assertThat(
                        TestJob.withPolicy(SINCE)
                                .given(
                                        ann().code(50126).clientApp("POP3").build(),
                                        ann().build(),
                                        ann().clientApp(null).build())
                                .alertsOf(ID))
                .isEmpty();
    }

    @Test
    void isOneAlertPerClientAndDay() {
        List<EntraEvent> polling =
                repeated(100, NOON, Duration.ofMinutes(5), i -> ann().clientApp("POP3"));
        EntraEvent tomorrow = pop(NOON.plus(Duration.ofDays(1)));

        assertThat(
                        alertsInAnyOrder(
                                ID, () -> TestJob.withPolicy(SINCE).given(polling).given(tomorrow)))
                .hasSize(2);
    }

    @Test
    void allowedAccountsMayUseIt() {
        assertThat(
                        TestJob.withPolicy(
                                        "default: {legacy-disabled-since: 2026-01-01, legacy-allowed-accounts: [ann@example.com]}")
                                .given(pop(NOON))
                                .alertsOf(ID))
                .isEmpty();
    }

    private static EntraEvent pop(Instant time) {
        return ann().clientApp("POP3").at(time).build();
    }
}
