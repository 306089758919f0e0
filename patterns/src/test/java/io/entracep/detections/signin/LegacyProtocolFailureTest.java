package io.entracep.detections.signin;

import static io.entracep.detections.signin.Scenario.ATTACKER;
import static io.entracep.detections.signin.Scenario.alertsInAnyOrder;
import static io.entracep.detections.signin.Scenario.ann;
import static io.entracep.detections.signin.Scenario.onlyAlert;
import static io.entracep.detections.signin.Scenario.repeated;
import static io.entracep.detections.signin.Scenario.together;
import static io.entracep.testing.Events.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.event.EntraEvent;
import io.entracep.testing.TestJob;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LegacyProtocolFailureTest {
    private static final String ID = "legacy-protocol-failure";
    private static final EntraEvent SMTP =
            ann().code(50126).clientApp("Authenticated SMTP").ip(ATTACKER).build();

    @Test
    void firesForALegacyClient() {
        Alert alert = onlyAlert(ID, () -> TestJob.withoutPolicy().given(SMTP));

        assertThat(alert.severity()).isEqualTo("medium");
        assertThat(alert.reason())
                .isEqualTo(
                        "ann@example.com failed to sign in with the legacy client Authenticated SMTP from 198.51.100.7, code 50126; hours with failures in that week: 1.");
    }

    @Test
    void staysSilentForABrowserASuccessAndAnUnknownClient() {
        assertThat(
                        TestJob.withoutPolicy()
                                .given(
                                        ann().code(50126).build(),
                                        ann().clientApp("IMAP4").build(),
                                        ann().code(50126).clientApp(null).build())
                                .alertsOf(ID))
                .isEmpty();
    }

    @Test
    void isOneAlertPerClientAndWeek() {
        EntraEvent imap = ann().code(50126).clientApp("IMAP4").build();
        EntraEvent sameHour = smtpAfter(Duration.ofHours(1).minusMillis(1));
        EntraEvent nextWeek = smtpAfter(Duration.ofDays(7));

        assertThat(alertsInAnyOrder(ID, () -> TestJob.withoutPolicy().given(SMTP, sameHour)))
                .hasSize(1);
        assertThat(alertsInAnyOrder(ID, () -> TestJob.withoutPolicy().given(SMTP, nextWeek)))
                .hasSize(2);
        assertThat(alertsInAnyOrder(ID, () -> TestJob.withoutPolicy().given(SMTP, imap)))
                .hasSize(2);
    }

    @Test
    void otherFailuresOfTheHourDoNotHideIt() {
        List<EntraEvent> browser =
                repeated(60, NOON, Duration.ofSeconds(50), i -> ann().code(50126));

        assertThat(
                        alertsInAnyOrder(
                                ID,
                                () ->
                                        TestJob.withoutPolicy()
                                                .given(
                                                        together(
                                                                browser,
                                                                List.of(
                                                                        smtpAfter(
                                                                                Duration.ofMinutes(
                                                                                        25)))))))
                .hasSize(1);
    }

    @Test
    void readsThePolicysClientsAndAllowedAccounts() {
        EntraEvent gateway = ann().code(50126).clientApp("Contoso Mail Gateway").build();

        assertThat(
                        TestJob.withPolicy("default: {legacy-client-apps: [Contoso Mail Gateway]}")
                                .given(gateway)
                                .alertsOf(ID))
                .hasSize(1);
        assertThat(
                        TestJob.withPolicy("default: {legacy-allowed-accounts: [ann@example.com]}")
                                .given(SMTP)
                                .alertsOf(ID))
                .isEmpty();
    }

    private static EntraEvent smtpAfter(Duration after) {
        return ann().code(50126).clientApp("Authenticated SMTP").at(NOON, after).build();
    }
}
