package io.entracep.detections.signin;

import static io.entracep.detections.signin.Scenario.ATTACKER;
import static io.entracep.detections.signin.Scenario.HOME;
import static io.entracep.detections.signin.Scenario.PRIVILEGED;
import static io.entracep.detections.signin.Scenario.ann;
import static io.entracep.detections.signin.Scenario.habit;
import static io.entracep.detections.signin.Scenario.onlyAlert;
import static io.entracep.detections.signin.Scenario.repeated;
import static io.entracep.detections.signin.Scenario.together;
import static io.entracep.testing.Events.GLOBAL_ADMINISTRATOR;
import static io.entracep.testing.Events.NOON;
import static io.entracep.testing.Events.audit;
import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.alert.Evidence;
import io.entracep.event.EntraEvent;
import io.entracep.testing.TestJob;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SmartLockoutTest {
    private static final String ID = "smart-lockout";
    private static final Duration HOUR = Duration.ofHours(1);
    private static final EntraEvent LOCKED = ann().code(50053).ip(ATTACKER).at(NOON).build();

    @Test
    void firesOnceADay() {
        List<EntraEvent> lockouts =
                repeated(20, NOON, Duration.ofMinutes(10), i -> ann().code(50053).ip(ATTACKER));

        Alert alert = onlyAlert(ID, () -> TestJob.withoutPolicy().given(lockouts));

        assertThat(alert.severity()).isEqualTo("medium");
        assertThat(alert.reason())
                .isEqualTo("ann@example.com was locked out for attempts from 198.51.100.7.");
        assertThat(alert.evidence()).extracting(Evidence::stage).containsOnly("lockout");
    }

    @Test
    void staysSilentForAWrongPassword() {
        assertThat(
                        TestJob.withoutPolicy()
                                .given(ann().code(50126).ip(ATTACKER).build())
                                .alertsOf(ID))
                .isEmpty();
    }

    @Test
    void isHighForPrivilegedAccountsAndPeopleOfNote() {
        assertThat(onlyAlert(ID, () -> TestJob.withPolicy(PRIVILEGED).given(LOCKED)).severity())
                .isEqualTo("high");
        Alert vip =
                onlyAlert(
                        ID,
                        () ->
                                TestJob.withPolicy("default: {vip-accounts: [ann@example.com]}")
                                        .given(LOCKED));
        assertThat(vip.severity()).isEqualTo("high");
        assertThat(vip.policyEntries()).containsExactly("default.vip-accounts: ann@example.com");
    }

    @Test
    void isHighOnlyOnceTheRoleIsHeldWheneverTheGrantArrives() {
        EntraEvent granted =
                audit("Add member to role")
                        .by("root", "root@example.com")
                        .onUser("ann", "ann@example.com")
                        .role(GLOBAL_ADMINISTRATOR)
                        .at(NOON.minusSeconds(60))
                        .build();
        EntraEvent grantedLater =
                audit("Add member to role")
                        .by("root", "root@example.com")
                        .onUser("ann", "ann@example.com")
                        .role(GLOBAL_ADMINISTRATOR)
                        .at(NOON.plusSeconds(60))
                        .build();

        Alert alert = onlyAlert(ID, () -> TestJob.withoutPolicy().given(granted, LOCKED));
        assertThat(alert.severity()).isEqualTo("high");
        assertThat(alert.reason()).contains("(holds Global Administrator)");
        assertThat(
                        onlyAlert(ID, () -> TestJob.withoutPolicy().given(LOCKED, grantedLater))
                                .severity())
                .isEqualTo("medium");
    }

    @Test
    void tellsThatTheFamiliarPlaceWorksWhileAStrangerIsLockedOut() {
        EntraEvent atHome = ann().ip(HOME).at(NOON, HOUR.minusMillis(1)).build();

        Alert alert =
                onlyAlert(
                        ID,
                        () ->
                                TestJob.withoutPolicy()
                                        .given(together(home(), List.of(LOCKED, atHome))));

        assertThat(alert.reason())
                .endsWith(
                        "an address it never used, while sign-ins from the known address 192.0.2.10 go on.");
        assertThat(alert.evidence())
                .extracting(Evidence::stage)
                .containsExactly("lockout", "familiar place works");
    }

    @Test
    void doesNotTellSoAnHourLaterOrWhenTheLockoutIsAtHome() {
        EntraEvent tooLate = ann().ip(HOME).at(NOON, HOUR).build();
        EntraEvent atHome = ann().ip(HOME).at(NOON, Duration.ofMinutes(5)).build();
        EntraEvent lockedAtHome = ann().code(50053).ip(HOME).at(NOON).build();

        assertThat(reason(LOCKED, tooLate)).doesNotContain("never used");
        assertThat(reason(lockedAtHome, atHome)).doesNotContain("never used");
    }

    @Test
    void anAddressThatIsBlockedAsMaliciousLocksNobodyAndHidesNoLockout() {
        List<EntraEvent> blocked =
                repeated(40, NOON, Duration.ofMinutes(1), i -> ann().ip(ATTACKER).addressBlocked());
        EntraEvent locked = ann().code(50053).ip("203.0.113.9").at(NOON, HOUR.dividedBy(3)).build();

        assertThat(TestJob.withoutPolicy().given(blocked).alertsOf(ID)).isEmpty();
        assertThat(
                        onlyAlert(
                                        ID,
                                        () ->
                                                TestJob.withoutPolicy()
                                                        .given(together(blocked, List.of(locked))))
                                .reason())
                .isEqualTo("ann@example.com was locked out for attempts from 203.0.113.9.");
    }

    @Test
    void needsNoAddressAndNoName() {
        EntraEvent bare = io.entracep.testing.Events.signIn().user("ann", null).code(50053).build();

        assertThat(onlyAlert(ID, () -> TestJob.withoutPolicy().given(bare)).reason())
                .isEqualTo("ann was locked out.");
    }

    private static String reason(EntraEvent... events) {
        return onlyAlert(ID, () -> TestJob.withoutPolicy().given(together(home(), List.of(events))))
                .reason();
    }

    private static List<EntraEvent> home() {
        return habit(8, NOON, i -> ann().ip(HOME));
    }
}
