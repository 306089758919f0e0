package io.entracep.detections.signin;

import static io.entracep.detections.signin.Scenario.ATTACKER;
import static io.entracep.detections.signin.Scenario.PRIVILEGED;
import static io.entracep.detections.signin.Scenario.alertsInAnyOrder;
import static io.entracep.detections.signin.Scenario.ann;
import static io.entracep.detections.signin.Scenario.onlyAlert;
import static io.entracep.testing.Events.NOON;
import static io.entracep.testing.Events.audit;
import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.alert.Evidence;
import io.entracep.event.EntraEvent;
import io.entracep.testing.TestJob;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MfaDeniedTest {
    private static final String ID = "mfa-denied";
    private static final EntraEvent DECLINED =
            ann().code(500121)
                    .detail("MFA denied; user declined the authentication")
                    .ip(ATTACKER)
                    .build();

    @Test
    void firesWhenAPromptIsDeclined() {
        Alert alert = onlyAlert(ID, () -> TestJob.withoutPolicy().given(DECLINED));

        assertThat(alert.severity()).isEqualTo("high");
        assertThat(alert.reason())
                .isEqualTo(
                        "ann@example.com declined a second-factor prompt; the attempt came from 198.51.100.7.");
        assertThat(alert.evidence()).extracting(Evidence::stage).containsExactly("denial");
    }

    @Test
    void staysSilentWhenAPromptIsNotAnswered() {
        EntraEvent unanswered =
                ann().code(500121)
                        .detail("MFA denied; user did not respond to mobile app notification")
                        .build();
        EntraEvent bare = ann().code(500121).build();

        assertThat(TestJob.withoutPolicy().given(unanswered, bare).alertsOf(ID)).isEmpty();
    }

    @Test
    void readsStepsAndReportedFraud() {
        EntraEvent step =
                ann().code(50074)
                        .stepDetail("MFA denied; user declined the authentication")
                        .build();
        EntraEvent fraudCode = ann().code(500121).detail("MFA denied; fraud code entered").build();
        EntraEvent app = ann().code(500121).detail("MFA denied; Phone App Reported Fraud").build();

        for (EntraEvent event : new EntraEvent[] {step, fraudCode, app}) {
            assertThat(TestJob.withoutPolicy().given(event).alertsOf(ID)).hasSize(1);
        }
    }

    @Test
    void readsTheThreeAuditActivitiesAtTheirTarget() {
        for (String activity :
                new String[] {
                    "Fraud reported - user is blocked for MFA",
                    "Fraud reported - no action taken",
                    "Suspicious activity reported"
                }) {
            EntraEvent report =
                    audit(activity)
                            .byApp("sp", "Azure MFA")
                            .onUser("ann", "ann@example.com")
                            .build();

            Alert alert = onlyAlert(ID, () -> TestJob.withoutPolicy().given(report));

            assertThat(alert.entity().id()).isEqualTo("ann");
            assertThat(alert.reason())
                    .isEqualTo("ann@example.com reported a second-factor prompt as fraud.");
        }
    }

    @Test
    void doesNotBlameTheAdministratorWhoFilesTheReport() {
        EntraEvent report =
                audit("Suspicious activity reported")
                        .by("admin", "admin@example.com")
                        .onUser("ann", "ann@example.com")
                        .build();

        assertThat(TestJob.withoutPolicy().given(report).alertsOf(ID))
                .extracting(alert -> alert.entity().id())
                .containsExactly("ann");
    }

    @Test
    void whoReportsAndNamesNobodyReportsForHimself() {
        EntraEvent report =
                audit("Suspicious activity reported").by("ann", "ann@example.com").build();

        Alert alert = onlyAlert(ID, () -> TestJob.withoutPolicy().given(report));

        assertThat(alert.entity().id()).isEqualTo("ann");
        assertThat(alert.reason())
                .isEqualTo("ann@example.com reported a second-factor prompt as fraud.");
    }

    @Test
    void isOneAlertPerAlignedHour() {
        EntraEvent sameHour = declinedAfter(Duration.ofHours(1).minusMillis(1));
        EntraEvent nextHour = declinedAfter(Duration.ofHours(1));

        assertThat(alertsInAnyOrder(ID, () -> TestJob.withoutPolicy().given(DECLINED, sameHour)))
                .hasSize(1);
        assertThat(alertsInAnyOrder(ID, () -> TestJob.withoutPolicy().given(DECLINED, nextHour)))
                .hasSize(2);
    }

    @Test
    void isCriticalForPeopleOfNoteAndNamesPrivilege() {
        assertThat(
                        onlyAlert(
                                        ID,
                                        () ->
                                                TestJob.withPolicy(
                                                                "default: {vip-accounts: [ann@example.com]}")
                                                        .given(DECLINED))
                                .severity())
                .isEqualTo("critical");
        Alert privileged = onlyAlert(ID, () -> TestJob.withPolicy(PRIVILEGED).given(DECLINED));
        assertThat(privileged.severity()).isEqualTo("high");
        assertThat(privileged.reason()).contains("(listed as privileged account)");
        assertThat(
                        onlyAlert(
                                        ID,
                                        () ->
                                                TestJob.withPolicy(
                                                                "default: {vip-accounts: [ann@example.com],"
                                                                        + " privileged-accounts: [ann@example.com]}")
                                                        .given(DECLINED))
                                .severity())
                .isEqualTo("critical");
    }

    @Test
    void readsFraudInTheStatusOfAFailedSecondFactorOnly() {
        EntraEvent other = ann().code(500121).detail("Phone app reported FRAUD").build();
        EntraEvent wrongPassword = ann().code(50126).detail("fraud").build();
        EntraEvent declinedElsewhere =
                ann().code(50074).detail("MFA denied; user declined the authentication").build();

        assertThat(TestJob.withoutPolicy().given(other).alertsOf(ID)).hasSize(1);
        assertThat(TestJob.withoutPolicy().given(wrongPassword, declinedElsewhere).alertsOf(ID))
                .isEmpty();
    }

    private static EntraEvent declinedAfter(Duration after) {
        return ann().code(500121)
                .detail("MFA denied; user declined the authentication")
                .at(NOON, after)
                .build();
    }
}
