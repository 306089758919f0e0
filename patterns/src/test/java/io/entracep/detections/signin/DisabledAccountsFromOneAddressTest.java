package io.entracep.detections.signin;

import static io.entracep.detections.signin.Scenario.ATTACKER;
import static io.entracep.detections.signin.Scenario.onlyAlert;
import static io.entracep.detections.signin.Scenario.repeated;
import static io.entracep.detections.signin.Scenario.together;
import static io.entracep.testing.Events.NOON;
import static io.entracep.testing.Events.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.event.EntraEvent;
import io.entracep.testing.Events.SignInBuilder;
import io.entracep.testing.TestJob;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DisabledAccountsFromOneAddressTest {
    private static final String ID = "disabled-accounts-from-one-address";

    @Test
    void firesWhenThreeDisabledAccountsAreTried() {
        Alert alert =
                onlyAlert(
                        ID, () -> TestJob.withoutPolicy().given(attempts(3, Duration.ofHours(3))));

        assertThat(alert.severity()).isEqualTo("medium");
        assertThat(alert.reason())
                .isEqualTo(
                        "198.51.100.7 tried at least 3 disabled accounts, first user0@example.com, user1@example.com, user2@example.com.");
        assertThat(alert.evidence()).hasSize(3);
    }

    @Test
    void staysSilentWithTwoAccountsHoweverOften() {
        assertThat(
                        TestJob.withoutPolicy()
                                .given(
                                        repeated(
                                                12,
                                                NOON,
                                                Duration.ofMinutes(5),
                                                i -> attempt(i % 2)))
                                .alertsOf(ID))
                .isEmpty();
    }

    @Test
    void countsOnlyWithinTheHalfOpenDay() {
        Duration half = Duration.ofHours(12);

        assertThat(TestJob.withoutPolicy().given(attempts(3, half.minusMillis(1))).alertsOf(ID))
                .hasSize(1);
        assertThat(TestJob.withoutPolicy().given(attempts(3, half)).alertsOf(ID)).isEmpty();
    }

    @Test
    void namesOtherAccountsThatSignedInFromTheAddressOnThatDay() {
        EntraEvent success =
                signIn().user("bob", "bob@example.com")
                        .ip(ATTACKER)
                        .at(NOON, Duration.ofHours(8))
                        .build();

        assertThat(
                        onlyAlert(
                                        ID,
                                        () ->
                                                TestJob.withoutPolicy()
                                                        .given(
                                                                together(
                                                                        attempts(
                                                                                3,
                                                                                Duration.ofHours(
                                                                                        1)),
                                                                        List.of(success))))
                                .reason())
                .endsWith("; it signed in to bob@example.com.");
    }

    @Test
    void missesAttemptsWithoutAnAddress() {
        assertThat(
                        TestJob.withoutPolicy()
                                .given(
                                        repeated(
                                                5,
                                                NOON,
                                                Duration.ofMinutes(5),
                                                i -> attempt(i).ip(null)))
                                .alertsOf(ID))
                .isEmpty();
    }

    private static List<EntraEvent> attempts(int accounts, Duration apart) {
        return repeated(accounts, NOON, apart, DisabledAccountsFromOneAddressTest::attempt);
    }

    private static SignInBuilder attempt(int number) {
        return signIn().user("u" + number, "user" + number + "@example.com")
                .code(50057)
                .ip(ATTACKER);
    }
}
