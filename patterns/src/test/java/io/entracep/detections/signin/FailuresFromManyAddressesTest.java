package io.entracep.detections.signin;

import static io.entracep.detections.signin.Scenario.ann;
import static io.entracep.detections.signin.Scenario.onlyAlert;
import static io.entracep.detections.signin.Scenario.repeated;
import static io.entracep.testing.Events.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.event.EntraEvent;
import io.entracep.testing.TestJob;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailuresFromManyAddressesTest {
    private static final String ID = "failures-from-many-addresses";
    private static final Duration FOUR_MINUTES = Duration.ofMinutes(4);

    @Test
    void firesWhenTenFailuresComeFromFiveAddresses() {
        Alert alert =
                onlyAlert(ID, () -> TestJob.withoutPolicy().given(failures(10, 5, FOUR_MINUTES)));

        assertThat(alert.severity()).isEqualTo("medium");
        assertThat(alert.reason())
                .isEqualTo(
                        "ann@example.com failed with a wrong password at least 10 times from at least 5 addresses within an hour.");
        assertThat(alert.evidence()).hasSize(10);
    }

    @Test
    void staysSilentWithNineFailuresOrFourAddresses() {
        assertThat(TestJob.withoutPolicy().given(failures(9, 5, FOUR_MINUTES)).alertsOf(ID))
                .isEmpty();
        assertThat(TestJob.withoutPolicy().given(failures(12, 4, FOUR_MINUTES)).alertsOf(ID))
                .isEmpty();
    }

    @Test
    void countsOnlyWithinTheHalfOpenHour() {
        Duration ninth = Duration.ofHours(1).dividedBy(9);

        assertThat(
                        TestJob.withoutPolicy()
                                .given(failures(10, 10, ninth.minusMillis(1)))
                                .alertsOf(ID))
                .hasSize(1);
        assertThat(
                        TestJob.withoutPolicy()
                                .given(failures(10, 10, ninth.plusMillis(1)))
                                .alertsOf(ID))
                .isEmpty();
    }

    @Test
    void countsAddressesOfOneSixtyFourOnce() {
        assertThat(
                        TestJob.withoutPolicy()
                                .given(
                                        repeated(
                                                20,
                                                NOON,
                                                Duration.ofMinutes(1),
                                                i ->
                                                        ann().code(50126)
                                                                .ip("2001:db8:1:2:0:0:0:" + i)))
                                .alertsOf(ID))
                .isEmpty();
    }

    @Test
    void firesHoweverManyAddressesAreInvented() {
        List<EntraEvent> rotating = failures(400, 400, Duration.ofSeconds(1));

        Alert alert = onlyAlert(ID, () -> TestJob.withoutPolicy().given(rotating));

        assertThat(alert.severity()).isEqualTo("medium");
        assertThat(alert.reason()).containsPattern("at least \\d+ times from at least \\d+ addr");
    }

    @Test
    void firesWhenOneAddressFailsOftenAndFourOnce() {
        List<EntraEvent> skewed =
                repeated(
                        40,
                        NOON,
                        Duration.ofSeconds(20),
                        i -> ann().code(50126).ip("203.0.113." + Math.max(0, i - 35)));

        assertThat(onlyAlert(ID, () -> TestJob.withoutPolicy().given(skewed)).reason())
                .contains("from at least 5 addresses");
    }

    @Test
    void ownAddressesAndTheVpnDoNotCount() {
        assertThat(
                        TestJob.withPolicy("default: {vpn-networks: [203.0.113.0/24]}")
                                .given(failures(20, 10, Duration.ofMinutes(1)))
                                .alertsOf(ID))
                .isEmpty();
    }

    @Test
    void missesFailuresWithoutAnAddress() {
        assertThat(
                        TestJob.withoutPolicy()
                                .given(
                                        repeated(
                                                20,
                                                NOON,
                                                Duration.ofMinutes(1),
                                                i -> ann().code(50126).ip(null)))
                                .alertsOf(ID))
                .isEmpty();
    }

    private static List<EntraEvent> failures(int count, int addresses, Duration apart) {
        return repeated(
                count,
                NOON,
                apart,
                i ->
                        ann().code(50126)
                                .ip(
                                        "203.0."
                                                + (113 + i % addresses / 250)
                                                + "."
                                                + i % addresses % 250));
    }
}
