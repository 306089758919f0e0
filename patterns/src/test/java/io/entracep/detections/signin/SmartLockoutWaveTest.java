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

class SmartLockoutWaveTest {
    private static final String ID = "smart-lockout-wave";
    private static final Duration TWO_MINUTES = Duration.ofMinutes(2);

    @Test
    void firesWhenTenAccountsAreLockedInTwentyMinutes() {
        Alert alert = onlyAlert(ID, () -> TestJob.withoutPolicy().given(wave(10, TWO_MINUTES)));

        assertThat(alert.severity()).isEqualTo("high");
        assertThat(alert.entity().type()).isEqualTo("tenant");
        assertThat(alert.reason())
                .startsWith(
                        "At least 10 accounts were locked within half an hour, the first of them from 10 addresses: user0@example.com, ");
        assertThat(alert.evidence()).hasSize(10);
    }

    @Test
    void staysSilentWithNineAndWhenOneAccountIsLockedOften() {
        assertThat(TestJob.withoutPolicy().given(wave(9, TWO_MINUTES)).alertsOf(ID)).isEmpty();
        assertThat(
                        TestJob.withoutPolicy()
                                .given(repeated(30, NOON, Duration.ofSeconds(30), i -> locked(1)))
                                .alertsOf(ID))
                .isEmpty();
    }

    @Test
    void countsOnlyWithinTheHalfOpenWindow() {
        Duration ninth = Duration.ofMinutes(30).dividedBy(9);

        assertThat(TestJob.withoutPolicy().given(wave(10, ninth.minusMillis(1))).alertsOf(ID))
                .hasSize(1);
        assertThat(TestJob.withoutPolicy().given(wave(10, ninth.plusMillis(1))).alertsOf(ID))
                .isEmpty();
    }

    @Test
    void attemptsFromMicrosoftDoNotCountAndDoNotHideOthers() {
        List<EntraEvent> microsoft =
                repeated(25, NOON, Duration.ofSeconds(1), i -> locked(100 + i).asn(8075));

        assertThat(TestJob.withoutPolicy().given(microsoft).alertsOf(ID)).isEmpty();
        assertThat(
                        TestJob.withoutPolicy()
                                .given(together(microsoft, wave(10, Duration.ofSeconds(2))))
                                .alertsOf(ID))
                .hasSize(1);
    }

    @Test
    void missesAccountsTriedFromAddressesThatAreBlockedAsMalicious() {
        List<EntraEvent> blocked = repeated(10, NOON, TWO_MINUTES, i -> locked(i).addressBlocked());

        assertThat(TestJob.withoutPolicy().given(blocked).alertsOf(ID)).isEmpty();
        assertThat(
                        TestJob.withoutPolicy()
                                .given(together(blocked, wave(9, TWO_MINUTES)))
                                .alertsOf(ID))
                .isEmpty();
        assertThat(
                        TestJob.withoutPolicy()
                                .given(together(blocked, wave(10, TWO_MINUTES)))
                                .alertsOf(ID))
                .hasSize(1);
    }

    @Test
    void needsNoAddress() {
        assertThat(
                        TestJob.withoutPolicy()
                                .given(repeated(10, NOON, TWO_MINUTES, i -> locked(i).ip(null)))
                                .alertsOf(ID))
                .hasSize(1);
    }

    private static List<EntraEvent> wave(int accounts, Duration apart) {
        return repeated(accounts, NOON, apart, SmartLockoutWaveTest::locked);
    }

    private static SignInBuilder locked(int number) {
        return signIn().user("u" + number, "user" + number + "@example.com")
                .code(50053)
                .ip("203.0.113." + number);
    }
}
