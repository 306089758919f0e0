package io.entracep.detections.signin;

import static io.entracep.detections.signin.Scenario.ATTACKER;
import static io.entracep.detections.signin.Scenario.PRIVILEGED;
import static io.entracep.detections.signin.Scenario.alertsInAnyOrder;
import static io.entracep.detections.signin.Scenario.ann;
import static io.entracep.detections.signin.Scenario.onlyAlert;
import static io.entracep.detections.signin.Scenario.repeated;
import static io.entracep.testing.Events.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.alert.Evidence;
import io.entracep.event.EntraEvent;
import io.entracep.testing.TestJob;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DisabledAccountSignInTest {
    private static final String ID = "disabled-account-sign-in";
    private static final String FORMER =
            "default: {former-privileged-accounts: [ann@example.com], leavers: [ann@example.com]}";
    private static final EntraEvent ATTEMPT = ann().code(50057).ip(ATTACKER).build();

    @Test
    void firesOnceADay() {
        List<EntraEvent> attempts =
                repeated(30, NOON, Duration.ofMinutes(10), i -> ann().code(50057).ip(ATTACKER));

        Alert alert = onlyAlert(ID, () -> TestJob.withoutPolicy().given(attempts));

        assertThat(alert.severity()).isEqualTo("low");
        assertThat(alert.reason())
                .isEqualTo(
                        "Attempts to sign in to the disabled account ann@example.com from 198.51.100.7.");
        assertThat(alert.evidence()).extracting(Evidence::stage).containsOnly("attempts");
    }

    @Test
    void staysSilentForOtherCodes() {
        assertThat(
                        TestJob.withoutPolicy()
                                .given(ann().code(50053).build(), ann().code(50126).build())
                                .alertsOf(ID))
                .isEmpty();
    }

    @Test
    void isMediumFromTwoAddressesForFormerAndPrivilegedAccountsOnly() {
        EntraEvent elsewhere = from("203.0.113.9", Duration.ofHours(24).minusMillis(1));

        Alert former = worst(FORMER, ATTEMPT, elsewhere);
        assertThat(former.severity()).isEqualTo("medium");
        assertThat(former.reason()).contains("(formerly privileged)").contains("2 addresses");
        assertThat(former.policyEntries())
                .containsExactly(
                        "default.former-privileged-accounts: ann@example.com",
                        "default.leavers: ann@example.com");
        assertThat(worst(PRIVILEGED, ATTEMPT, elsewhere).severity()).isEqualTo("medium");
        assertThat(worst("default: {}", ATTEMPT, elsewhere).severity()).isEqualTo("low");
    }

    @Test
    void staysLowFromOneAddressAndWhenTheSecondComesADayLater() {
        assertThat(worst(FORMER, ATTEMPT, from(ATTACKER, Duration.ofHours(2))).severity())
                .isEqualTo("low");
        assertThat(worst(FORMER, ATTEMPT, from("203.0.113.9", Duration.ofHours(24))).severity())
                .isEqualTo("low");
    }

    @Test
    void needsNoAddress() {
        EntraEvent bare = ann().code(50057).ip(null).build();

        assertThat(onlyAlert(ID, () -> TestJob.withPolicy(FORMER).given(bare)).severity())
                .isEqualTo("low");
    }

    private static Alert worst(String policy, EntraEvent... events) {
        List<Alert> alerts = alertsInAnyOrder(ID, () -> TestJob.withPolicy(policy).given(events));
        return alerts.stream()
                .filter(alert -> alert.severity().equals("medium"))
                .findFirst()
                .orElse(alerts.get(0));
    }

    private static EntraEvent from(String ip, Duration after) {
        return ann().code(50057).ip(ip).at(NOON, after).build();
    }
}
