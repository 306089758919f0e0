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
import io.entracep.testing.Events;
import io.entracep.testing.TestJob;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressBlockedAsMaliciousTest {
    private static final String ID = "address-blocked-as-malicious";
    private static final EntraEvent BLOCKED = ann().ip(ATTACKER).addressBlocked().at(NOON).build();

    @Test
    void firesOnceADay() {
        List<EntraEvent> attempts =
                repeated(
                        20, NOON, Duration.ofMinutes(10), i -> ann().ip(ATTACKER).addressBlocked());

        Alert alert = onlyAlert(ID, () -> TestJob.withoutPolicy().given(attempts));

        assertThat(alert.severity()).isEqualTo("low");
        assertThat(alert.reason())
                .isEqualTo(
                        "ann@example.com was tried from 198.51.100.7, an address that Entra blocks as malicious.");
        assertThat(alert.evidence()).extracting(Evidence::stage).containsOnly("attempt");
    }

    @Test
    void tellsTwoDaysApart() {
        EntraEvent lastOfDay = blockedAfter(Duration.ofHours(12).minusMillis(1));
        EntraEvent firstOfNext = blockedAfter(Duration.ofHours(12));

        assertThat(alertsInAnyOrder(ID, () -> TestJob.withoutPolicy().given(BLOCKED, lastOfDay)))
                .hasSize(1);
        assertThat(alertsInAnyOrder(ID, () -> TestJob.withoutPolicy().given(BLOCKED, firstOfNext)))
                .hasSize(2);
    }

    @Test
    void staysSilentForALockedAccountAndForAWrongPassword() {
        EntraEvent locked = ann().code(50053).ip(ATTACKER).build();
        EntraEvent wrong = ann().code(50126).ip(ATTACKER).build();

        assertThat(TestJob.withoutPolicy().given(locked, wrong).alertsOf(ID)).isEmpty();
    }

    @Test
    void isHighForPrivilegedAccountsAndPeopleOfNote() {
        Alert privileged = onlyAlert(ID, () -> TestJob.withPolicy(PRIVILEGED).given(BLOCKED));
        Alert vip =
                onlyAlert(
                        ID,
                        () ->
                                TestJob.withPolicy("default: {vip-accounts: [ann@example.com]}")
                                        .given(BLOCKED));

        assertThat(privileged.severity()).isEqualTo("high");
        assertThat(privileged.reason()).contains("(listed as privileged account)");
        assertThat(vip.severity()).isEqualTo("high");
        assertThat(vip.policyEntries()).containsExactly("default.vip-accounts: ann@example.com");
    }

    @Test
    void needsNoAddressAndNoName() {
        EntraEvent bare = Events.signIn().user("ann", null).addressBlocked().build();

        assertThat(onlyAlert(ID, () -> TestJob.withoutPolicy().given(bare)).reason())
                .isEqualTo("ann was tried from an address that Entra blocks as malicious.");
    }

    private static EntraEvent blockedAfter(Duration after) {
        return ann().ip(ATTACKER).addressBlocked().at(NOON, after).build();
    }
}
