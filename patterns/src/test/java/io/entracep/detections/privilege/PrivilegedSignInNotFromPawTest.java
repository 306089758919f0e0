package io.entracep.detections.privilege;

import static io.entracep.testing.Events.NOON;
import static io.entracep.testing.Events.audit;
import static io.entracep.testing.Events.refresh;
import static io.entracep.testing.Events.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.event.Device;
import io.entracep.event.EntraEvent;
import io.entracep.testing.AnyOrder;
import io.entracep.testing.Events;
import io.entracep.testing.TestJob;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class PrivilegedSignInNotFromPawTest {
    private static final String ID = "privileged-sign-in-not-from-paw";
    private static final String PAW = "d0000000-0000-4000-8000-000000000001";
    private static final String POLICY =
            "default: {paw-devices: [%s], privileged-accounts: [adm@example.com]}".formatted(PAW);

    @Test
    void firesWithoutADeviceClaim() {
        Alert alert = job().given(admin().ip("203.0.113.9").build()).onlyAlertOf(ID);

        assertThat(alert.severity()).isEqualTo("high");
        assertThat(alert.reason())
                .isEqualTo(
                        "adm@example.com (listed as privileged account) signed in from a device without"
                                + " identity at 203.0.113.9 to Azure Portal; that is no privileged access"
                                + " workstation.");
    }

    @Test
    void staysSilentOnAWorkstationForOthersForFailuresAndForRefreshes() {
        assertThat(
                        job().given(
                                        admin().device(PAW.toUpperCase(Locale.ROOT)).build(),
                                        signIn().user("u2", "ann@example.com").build(),
                                        admin().code(50126).build(),
                                        refresh().user("adm", "adm@example.com").build())
                                .alertsOf(ID))
                .isEmpty();
    }

    @Test
    void firesForARoleHeldThenAndAlsoWhereTheGrantComesLate() {
        EntraEvent granted =
                audit("Add member to role")
                        .by("x", null)
                        .onUser("u2", null)
                        .role(Events.GLOBAL_ADMINISTRATOR)
                        .build();
        EntraEvent before =
                signIn().user("u2", "ann@example.com").at(NOON, Duration.ofMillis(-1)).build();
        EntraEvent after =
                signIn().user("u2", "ann@example.com").at(NOON, Duration.ofMinutes(1)).build();

        assertThat(job().given(before, granted).alertsOf(ID)).isEmpty();
        assertThat(job().given(after, granted).onlyAlertOf(ID).reason())
                .contains("(holds Global Administrator)");
        AnyOrder.givesTheSame(() -> job().given(before, granted, after), ID);
    }

    @Test
    void asksForComplianceOnlyWhereThePolicyDoes() {
        EntraEvent paw = admin().device(PAW).build();
        EntraEvent compliant =
                admin().device(new Device(PAW, "paw-1", "Windows", "Edge", null, true, false))
                        .build();

        assertThat(job().given(paw).alertsOf(ID)).isEmpty();
        String strict = POLICY.replace("}", ", paws-must-be-compliant: true}");
        assertThat(TestJob.withPolicy(strict).given(paw).alertsOf(ID)).hasSize(1);
        assertThat(TestJob.withPolicy(strict).given(compliant).alertsOf(ID)).isEmpty();
        assertThat(
                        TestJob.withPolicy(POLICY.replace("}", ", paws-must-be-managed: true}"))
                                .given(compliant)
                                .alertsOf(ID))
                .hasSize(1);
    }

    @Test
    void isOneAlertForEachDeviceNetworkAndDay() {
        List<EntraEvent> events =
                List.of(
                        admin().ip("203.0.113.9").build(),
                        admin().ip("203.0.113.9")
                                .at(NOON, Duration.ofHours(12).minusMillis(1))
                                .build(),
                        admin().ip("203.0.113.8").at(NOON, Duration.ofMinutes(1)).build(),
                        admin().ip("203.0.113.9")
                                .device("other")
                                .at(NOON, Duration.ofMinutes(2))
                                .build(),
                        admin().ip("203.0.113.9").at(NOON, Duration.ofHours(12)).build());

        assertThat(job().given(events.subList(0, 4)).alertsOf(ID)).hasSize(3);
        assertThat(job().given(events).alertsOf(ID)).hasSize(4);
        AnyOrder.givesTheSame(() -> job().given(events), ID);
    }

    @Test
    void canBeLimitedToApplications() {
        String scoped =
                POLICY.replace(
                        "}",
                        ", detections: {privileged-sign-in-not-from-paw: {settings: {scope-apps: [APP-ADMIN]}}}}");

        assertThat(TestJob.withPolicy(scoped).given(admin().build()).alertsOf(ID)).isEmpty();
        assertThat(
                        TestJob.withPolicy(scoped)
                                .given(admin().app("app-admin", "x").build())
                                .alertsOf(ID))
                .hasSize(1);
    }

    @Test
    void sleepsWithoutAListOfWorkstations() {
        TestJob job = TestJob.withPolicy("default: {privileged-accounts: [adm@example.com]}");

        assertThat(job.given(admin().build()).alertsOf(ID)).isEmpty();
    }

    private static Events.SignInBuilder admin() {
        return signIn().user("adm", "adm@example.com");
    }

    private static TestJob job() {
        return TestJob.withPolicy(POLICY);
    }
}
