package io.entracep.detections.chain;

import static io.entracep.testing.Events.NOON;
import static io.entracep.testing.Events.audit;
import static io.entracep.testing.Events.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.alert.Evidence;
import io.entracep.event.EntraEvent;
import io.entracep.testing.AnyOrder;
import io.entracep.testing.Events;
import io.entracep.testing.TestJob;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdminResetThenSignInTest {
    private static final String ID = "admin-reset-then-sign-in";
    private static final String HOME = "198.51.100.7";
    private static final String LAPTOP = "d0000000-0000-4000-8000-00000000000e";
    private static final Duration HOUR = Duration.ofHours(1);
    private static final EntraEvent EVE_AT_HOME =
            signIn().user("eve", "eve@example.com")
                    .ip(HOME)
                    .device(LAPTOP)
                    .at(NOON, HOUR.negated())
                    .build();

    @Test
    void firesWhenTheAdministratorSignsInFromHomeAsTheOther() {
        List<EntraEvent> events =
                List.of(EVE_AT_HOME, reset(Duration.ZERO), annFrom(HOME, HOUR).build());

        Alert alert = job().given(events).onlyAlertOf(ID);
        assertThat(alert.severity()).isEqualTo("critical");
        assertThat(alert.reason())
                .isEqualTo(
                        "eve@example.com did \"Reset password (by admin)\" on ann@example.com and 1 h later it"
                                + " was signed in to from the administrator's address 198.51.100.7.");
        assertThat(alert.evidence())
                .extracting(Evidence::stage)
                .containsExactly("administrator", "reset", "sign-in");
        AnyOrder.givesTheSame(() -> job().given(events), ID);
    }

    @Test
    void matchesByTheAddressOfTheResetAndByTheDevice() {
        EntraEvent byAddress =
                audit("Enable account")
                        .by("eve", "eve@example.com")
                        .onUser("ann", "ann@example.com")
                        .ip(HOME)
                        .build();
        EntraEvent onLaptop = annFrom("192.0.2.99", HOUR).device(LAPTOP).build();

        assertThat(job().given(byAddress, annFrom(HOME, HOUR).build()).alertsOf(ID)).hasSize(1);
        assertThat(
                        job().given(EVE_AT_HOME, reset(Duration.ZERO), onLaptop)
                                .onlyAlertOf(ID)
                                .reason())
                .endsWith("on the administrator's device " + LAPTOP + ".");
    }

    @Test
    void staysSilentWhereTheOwnerSignsIn() {
        EntraEvent own =
                annFrom("192.0.2.1", HOUR).device("d0000000-0000-4000-8000-00000000000a").build();
        EntraEvent before =
                annFrom(HOME, Duration.ofDays(-3))
                        .device("d0000000-0000-4000-8000-00000000000a")
                        .build();
        EntraEvent knownNetwork = annFrom(HOME, HOUR).build();
        EntraEvent knownDevice =
                annFrom(HOME, HOUR).device("d0000000-0000-4000-8000-00000000000a").build();

        assertThat(job().given(EVE_AT_HOME, reset(Duration.ZERO), own).alertsOf(ID)).isEmpty();
        assertThat(
                        job().given(before, EVE_AT_HOME, reset(Duration.ZERO), knownNetwork)
                                .alertsOf(ID))
                .isEmpty();
        assertThat(job().given(before, EVE_AT_HOME, reset(Duration.ZERO), knownDevice).alertsOf(ID))
                .isEmpty();
    }

    @Test
    void countsSharedNetworksByDeviceOnly() {
        TestJob egress = TestJob.withPolicy("default: {corporate-egress: [198.51.100.0/24]}");
        TestJob helpdesk = TestJob.withPolicy("default: {helpdesk-networks: [198.51.100.0/24]}");
        EntraEvent ann = annFrom(HOME, HOUR).build();
        EntraEvent onLaptop = annFrom(HOME, HOUR).device(LAPTOP).build();

        assertThat(egress.given(EVE_AT_HOME, reset(Duration.ZERO), ann).alertsOf(ID)).isEmpty();
        assertThat(helpdesk.given(EVE_AT_HOME, reset(Duration.ZERO), ann).alertsOf(ID)).isEmpty();
        assertThat(
                        TestJob.withPolicy("default: {corporate-egress: [198.51.100.0/24]}")
                                .given(EVE_AT_HOME, reset(Duration.ZERO), onLaptop)
                                .alertsOf(ID))
                .hasSize(1);
    }

    @Test
    void staysSilentFromExactlyFourHoursOn() {
        Duration four = Duration.ofHours(4);

        assertThat(
                        job().given(
                                        EVE_AT_HOME,
                                        reset(Duration.ZERO),
                                        annFrom(HOME, four.minusMillis(1)).build())
                                .alertsOf(ID))
                .hasSize(1);
        assertThat(
                        job().given(EVE_AT_HOME, reset(Duration.ZERO), annFrom(HOME, four).build())
                                .alertsOf(ID))
                .isEmpty();
    }

    @Test
    void isOneAlertForTheLastResetOfAnActorAlsoWhereAnotherResetsLater() {
        EntraEvent method =
                audit("Admin registered security info")
                        .by("eve", "eve@example.com")
                        .onUser("ann", "ann@example.com")
                        .at(NOON, Duration.ofMinutes(1))
                        .build();
        EntraEvent byHelpdesk =
                audit("Reset password (by admin)")
                        .by("bob", "bob@example.com")
                        .onUser("ann", "ann@example.com")
                        .at(NOON, Duration.ofMinutes(10))
                        .build();
        List<EntraEvent> events =
                List.of(
                        EVE_AT_HOME,
                        reset(Duration.ZERO),
                        method,
                        byHelpdesk,
                        annFrom(HOME, HOUR).build(),
                        annFrom(HOME, HOUR.plusMinutes(1)).build());

        assertThat(job().given(events).onlyAlertOf(ID).reason())
                .startsWith("eve@example.com did \"Admin registered");
        AnyOrder.givesTheSame(() -> job().given(events), ID);
    }

    @Test
    void addsWhatTheAccountDidThen() {
        EntraEvent consent =
                audit("Consent to application")
                        .by("ann", "ann@example.com")
                        .at(NOON, HOUR.plusHours(20))
                        .build();
        List<EntraEvent> events =
                List.of(EVE_AT_HOME, reset(Duration.ZERO), annFrom(HOME, HOUR).build(), consent);

        Alert alert = job().given(events).onlyAlertOf(ID);
        assertThat(alert.reason()).endsWith("; then it did \"Consent to application\".");
        assertThat(alert.evidence()).extracting(Evidence::stage).endsWith("action");
        AnyOrder.givesTheSame(() -> job().given(events), ID);
    }

    @Test
    void staysSilentForSelfServiceAndForTokenRefreshes() {
        EntraEvent self =
                audit("Reset password (by admin)")
                        .by("ann", "ann@example.com")
                        .onUser("ann", "ann@example.com")
                        .ip(HOME)
                        .build();
        EntraEvent refresh =
                Events.refresh().user("ann", "ann@example.com").ip(HOME).at(NOON, HOUR).build();

        assertThat(job().given(self, annFrom(HOME, HOUR).build()).alertsOf(ID)).isEmpty();
        assertThat(job().given(EVE_AT_HOME, reset(Duration.ZERO), refresh).alertsOf(ID)).isEmpty();
    }

    @Test
    void missesAnAdministratorWhoseOwnSignInWasNotLogged() {
        assertThat(job().given(reset(Duration.ZERO), annFrom(HOME, HOUR).build()).alertsOf(ID))
                .isEmpty();
    }

    private static EntraEvent reset(Duration after) {
        return audit("Reset password (by admin)")
                .by("eve", "eve@example.com")
                .onUser("ann", "ann@example.com")
                .at(NOON, after)
                .build();
    }

    private static Events.SignInBuilder annFrom(String ip, Duration after) {
        return signIn().user("ann", "ann@example.com").ip(ip).at(NOON, after);
    }

    private static TestJob job() {
        return TestJob.withoutPolicy();
    }
}
