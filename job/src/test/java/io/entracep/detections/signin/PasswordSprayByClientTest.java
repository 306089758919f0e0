package io.entracep.detections.signin;

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

class PasswordSprayByClientTest {
    private static final String ID = "password-spray-by-client";

    @Test
    void firesWhenTwentyAccountsFailFromTwentyAddressesOfOneClient() {
        Alert alert =
                onlyAlert(
                        ID, () -> TestJob.withoutPolicy().given(spray(20, Duration.ofSeconds(15))));

        assertThat(alert.severity()).isEqualTo("high");
        assertThat(alert.reason())
                .isEqualTo(
                        "AS64501 spray/1.0 failed to sign in to at least 20 accounts from at least 20 addresses (burst window).");
        assertThat(alert.evidence()).hasSize(20);
    }

    @Test
    void staysSilentWithNineteenAccountsOrNineteenAddresses() {
        Duration apart = Duration.ofSeconds(10);
        List<EntraEvent> nineteenAddresses =
                repeated(25, NOON, apart, i -> attempt(i).ip("203.0.113." + (i % 19)));
        List<EntraEvent> nineteenAccounts =
                repeated(25, NOON, apart, i -> attempt(i % 19).ip("203.0.113." + i));

        assertThat(TestJob.withoutPolicy().given(spray(19, apart)).alertsOf(ID)).isEmpty();
        assertThat(TestJob.withoutPolicy().given(nineteenAddresses).alertsOf(ID)).isEmpty();
        assertThat(TestJob.withoutPolicy().given(nineteenAccounts).alertsOf(ID)).isEmpty();
    }

    @Test
    void staysSilentWhenTheAccountsShareNoUserAgentOrNetwork() {
        Duration apart = Duration.ofSeconds(10);

        assertThat(
                        TestJob.withoutPolicy()
                                .given(
                                        repeated(
                                                25,
                                                NOON,
                                                apart,
                                                i -> attempt(i).userAgent("a" + i)))
                                .given(repeated(25, NOON, apart, i -> attempt(i).asn(i + 1)))
                                .alertsOf(ID))
                .isEmpty();
    }

    @Test
    void countsOnlyWithinTheHalfOpenWindow() {
        Duration nineteenth = Duration.ofMinutes(5).dividedBy(19);

        assertThat(TestJob.withoutPolicy().given(spray(20, nineteenth.minusMillis(1))).alertsOf(ID))
                .hasSize(1);
        assertThat(TestJob.withoutPolicy().given(spray(20, nineteenth.plusMillis(1))).alertsOf(ID))
                .isEmpty();
    }

    @Test
    void findsASprayOfOneAccountEverySevenMinutes() {
        Alert alert =
                onlyAlert(
                        ID, () -> TestJob.withoutPolicy().given(spray(50, Duration.ofMinutes(7))));

        assertThat(alert.reason()).contains("at least 50 accounts").contains("(slow window)");
    }

    @Test
    void staysSilentWhenMoreCustomersOfTheProviderSucceed() {
        List<EntraEvent> customers =
                repeated(40, NOON, Duration.ofSeconds(7), i -> attempt(500 + i).code(0));

        assertThat(
                        TestJob.withoutPolicy()
                                .given(together(customers, spray(25, Duration.ofSeconds(10))))
                                .alertsOf(ID))
                .isEmpty();
    }

    @Test
    void staysSilentWhereAWholeCompanyMistypesAndSucceeds() {
        List<EntraEvent> typos = spray(250, Duration.ofSeconds(13));
        List<EntraEvent> successes =
                repeated(3_000, NOON, Duration.ofSeconds(1), i -> attempt(i).code(0));

        assertThat(TestJob.withoutPolicy().given(together(typos, successes)).alertsOf(ID))
                .isEmpty();
    }

    @Test
    void findsASprayThatOutnumbersTheSuccessesOfAWholeCompany() {
        List<EntraEvent> spray = spray(2_000, Duration.ofMillis(140));
        List<EntraEvent> successes =
                repeated(1_500, NOON, Duration.ofSeconds(2), i -> attempt(5_000 + i).code(0));

        assertThat(TestJob.withoutPolicy().given(together(spray, successes)).alertsOf(ID))
                .hasSize(1);
    }

    @Test
    void keepsTheCountWhenThousandsOfAccountsAreTried() {
        List<EntraEvent> dense = spray(600, Duration.ofMillis(400));

        Alert alert = onlyAlert(ID, () -> TestJob.withoutPolicy().given(dense));

        assertThat(alert.reason()).contains("(burst window)");
    }

    @Test
    void ownAddressesDoNotCount() {
        assertThat(
                        TestJob.withPolicy("default: {corporate-egress: [203.0.113.0/24]}")
                                .given(spray(40, Duration.ofSeconds(5)))
                                .alertsOf(ID))
                .isEmpty();
    }

    private static List<EntraEvent> spray(int accounts, Duration apart) {
        return repeated(accounts, NOON, apart, PasswordSprayByClientTest::attempt);
    }

    private static SignInBuilder attempt(int number) {
        return signIn().user("u" + number, "user" + number + "@example.com")
                .code(50126)
                .asn(64501)
                .userAgent("spray/1.0")
                .ip("203.0." + (113 + number / 250) + "." + number % 250);
    }
}
