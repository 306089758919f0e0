package io.entracep.detections.signin;

import static io.entracep.detections.signin.Scenario.PRIVILEGED;
import static io.entracep.detections.signin.Scenario.alertsInAnyOrder;
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
import io.entracep.event.Device;
import io.entracep.event.EntraEvent;
import io.entracep.testing.Events.SignInBuilder;
import io.entracep.testing.TestJob;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewDeviceOrLocationTest {
    private static final String ID = "new-device-or-location";

    @Test
    void firesForANewDeviceInANewPlace() {
        Alert alert = onlyAlert(ID, () -> privileged(usual(10), abroad().device("new").build()));

        assertThat(alert.severity()).isEqualTo("high");
        assertThat(alert.reason())
                .isEqualTo(
                        "ann@example.com (listed as privileged account) signed in from 203.0.113.5 with what it never used before: device new and place NL/Zuid-Holland.");
        assertThat(alert.evidence()).hasSize(1);
    }

    @Test
    void staysSilentForEitherAlone() {
        assertThat(privileged(usual(10), abroad().device("laptop").build()).alertsOf(ID)).isEmpty();
        assertThat(privileged(usual(10), home().device("new").build()).alertsOf(ID)).isEmpty();
    }

    @Test
    void isMediumForOtherAccountsWhereDeviceCountryAndNetworkAreNewAtOnce() {
        assertThat(onlyAlert(ID, () -> ordinary(abroad().device("new"))).severity())
                .isEqualTo("medium");
        assertThat(ordinary(abroad().device("laptop")).alertsOf(ID)).isEmpty();
        assertThat(ordinary(abroad().asn(64500).device("new")).alertsOf(ID)).isEmpty();
        assertThat(ordinary(home().asn(64501).device("new")).alertsOf(ID)).isEmpty();
    }

    @Test
    void eitherIsEnoughForTierZero() {
        EntraEvent granted =
                audit("Add member to role")
                        .by("root", "root@example.com")
                        .onUser("ann", "ann@example.com")
                        .role(GLOBAL_ADMINISTRATOR)
                        .at(NOON.minus(Duration.ofHours(3)))
                        .build();

        Alert alert =
                onlyAlert(
                        ID,
                        () ->
                                TestJob.withoutPolicy()
                                        .given(
                                                together(
                                                        usual(10),
                                                        List.of(
                                                                granted,
                                                                abroad().device("laptop")
                                                                        .build()))));

        assertThat(alert.reason())
                .contains("(holds Global Administrator)")
                .contains("never used before: place NL/Zuid-Holland");
    }

    @Test
    void staysSilentWhileItLearns() {
        EntraEvent bothNew = abroad().device("new").build();

        assertThat(privileged(usual(4), bothNew).alertsOf(ID)).isEmpty();
        assertThat(privileged(usual(5), bothNew).alertsOf(ID)).hasSize(1);
        assertThat(privileged(List.of(), bothNew).alertsOf(ID)).isEmpty();
    }

    @Test
    void tellsAValueOnceThoughItStaysNewOnTheNextDay() {
        List<EntraEvent> stay =
                repeated(
                        12,
                        NOON,
                        Duration.ofHours(3),
                        i -> abroad().device("new").app("a" + i, "A"));

        assertThat(alertsInAnyOrder(ID, () -> privileged(together(usual(10), stay)))).hasSize(1);
    }

    @Test
    void trainsNobodyWithinTheHour() {
        List<EntraEvent> first =
                repeated(20, NOON, Duration.ofMinutes(1), i -> abroad().device("new"));

        assertThat(alertsInAnyOrder(ID, () -> privileged(together(usual(10), first)))).hasSize(1);
    }

    @Test
    void comparesFamiliesOfBrowserAndSystemWhereThereIsNoDeviceId() {
        List<EntraEvent> habit = habit(10, NOON, i -> home().device(agent("Edge 130.0.0")));

        SignInBuilder inAKnownNetwork = abroad().asn(64500).device(agent("Edge 131.0.0"));
        assertThat(privileged(habit, inAKnownNetwork.build()).alertsOf(ID)).isEmpty();
        assertThat(
                        onlyAlert(
                                        ID,
                                        () ->
                                                privileged(
                                                        habit,
                                                        abroad().device(agent("Firefox 1"))
                                                                .build()))
                                .reason())
                .contains("browser and system firefox/windows and place NL/Zuid-Holland");
    }

    @Test
    void aNewNetworkIsANewPlace() {
        EntraEvent sameRegion = home().asn(64999).device("new").build();

        assertThat(onlyAlert(ID, () -> privileged(usual(10), sameRegion)).reason())
                .contains("device new and network AS64999");
    }

    @Test
    void staysSilentWithoutPlaceOrDevice() {
        EntraEvent bare = ann().build();

        assertThat(privileged(usual(10), bare).alertsOf(ID)).isEmpty();
    }

    @Test
    void firesThoughDeviceAndPlaceWereFirstSeenApartShortlyBefore() {
        EntraEvent newDevice = home().device("new").at(NOON.minus(Duration.ofDays(1))).build();
        EntraEvent newPlace = abroad().device("laptop").at(NOON.minus(Duration.ofDays(1))).build();

        Alert alert =
                onlyAlert(
                        ID,
                        () ->
                                privileged(
                                        usual(10),
                                        newDevice,
                                        newPlace,
                                        abroad().device("new").build()));

        assertThat(alert.reason()).contains("device new and place NL/Zuid-Holland");
        assertThat(alert.firstEventTime()).isEqualTo("2026-03-02T12:00:00.000Z");
    }

    private static TestJob ordinary(SignInBuilder signIn) {
        return TestJob.withoutPolicy().given(together(usual(10), List.of(signIn.build())));
    }

    private static TestJob privileged(List<EntraEvent> habit, EntraEvent... events) {
        return TestJob.withPolicy(PRIVILEGED).given(together(habit, List.of(events)));
    }

    private static List<EntraEvent> usual(int days) {
        return habit(days, NOON, i -> home().device("laptop"));
    }

    private static SignInBuilder home() {
        return ann().place("Berlin", "Berlin", "DE", 52.5, 13.4).asn(64500).ip("192.0.2.10");
    }

    private static SignInBuilder abroad() {
        return ann().place("Delft", "Zuid-Holland", "NL", 52.0, 4.4).asn(64501).ip("203.0.113.5");
    }

    private static Device agent(String browser) {
        return new Device(null, null, "Windows10", browser, null, false, false);
    }
}
