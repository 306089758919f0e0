package io.entracep.detections.signin;

import static io.entracep.detections.signin.Scenario.alertsInAnyOrder;
import static io.entracep.detections.signin.Scenario.ann;
import static io.entracep.detections.signin.Scenario.onlyAlert;
import static io.entracep.detections.signin.Scenario.repeated;
import static io.entracep.detections.signin.Scenario.together;
import static io.entracep.testing.Events.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.alert.Evidence;
import io.entracep.event.EntraEvent;
import io.entracep.testing.Events.SignInBuilder;
import io.entracep.testing.TestJob;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImpossibleTravelTest {
    private static final String ID = "impossible-travel";
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void firesWhenSydneyFollowsBerlinAnHourLater() {
        EntraEvent berlin = berlin().id("b").build();
        EntraEvent sydney = sydney().id("s").at(NOON, HOUR).build();

        Alert alert = onlyAlert(ID, () -> TestJob.withoutPolicy().given(berlin, sydney));

        assertThat(alert.severity()).isEqualTo("medium");
        assertThat(alert.reason())
                .isEqualTo(
                        "ann@example.com signed in from DE/Berlin/Berlin (192.0.2.10) and 1 h later from AU/New South Wales/Sydney (198.51.100.7), 16095 km away; such pairs in that week: 1.");
        assertThat(alert.evidence())
                .extracting(Evidence::stage, Evidence::eventId)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("records", "b"),
                        org.assertj.core.groups.Tuple.tuple("records", "s"));
    }

    @Test
    void staysSilentWithinACountryUnlessToldOtherwise() {
        EntraEvent[] munich = {
            berlin().build(),
            ann().place("Munich", "Bavaria", "DE", 48.14, 11.58).at(NOON.plusSeconds(60)).build()
        };

        assertThat(TestJob.withoutPolicy().given(munich).alertsOf(ID)).isEmpty();
        assertThat(
                        TestJob.withPolicy(
                                        "default: {detections: {impossible-journey: {settings: {same-country-distance: 400}}}}")
                                .given(munich)
                                .alertsOf(ID))
                .hasSize(1);
    }

    @Test
    void staysSilentWhereThereIsTimeToTravelAndWhereItIsNear() {
        EntraEvent paris =
                ann().place("Paris", "Ile-de-France", "FR", 48.86, 2.35).at(NOON, HOUR).build();
        EntraEvent warsaw =
                ann().place("Warsaw", "Mazovia", "PL", 52.23, 21.01)
                        .at(NOON.plusSeconds(60))
                        .build();

        assertThat(TestJob.withoutPolicy().given(berlin().build(), paris).alertsOf(ID)).isEmpty();
        assertThat(TestJob.withoutPolicy().given(berlin().build(), warsaw).alertsOf(ID)).hasSize(1);
        assertThat(
                        TestJob.withPolicy(
                                        "default: {detections: {impossible-journey: {settings: {min-distance: 520}}}}")
                                .given(berlin().build(), warsaw)
                                .alertsOf(ID))
                .isEmpty();
    }

    @Test
    void pairsLieLessThanTwelveHoursApart() {
        Duration twelve = Duration.ofHours(12);

        assertThat(
                        TestJob.withoutPolicy()
                                .given(
                                        berlin().build(),
                                        sydney().at(NOON, twelve.minusMillis(1)).build())
                                .alertsOf(ID))
                .hasSize(1);
        assertThat(
                        TestJob.withoutPolicy()
                                .given(berlin().build(), sydney().at(NOON, twelve).build())
                                .alertsOf(ID))
                .isEmpty();
    }

    @Test
    void ignoresFailuresUnknownPlacesAndTheOrigin() {
        EntraEvent failed = sydney().code(50126).at(NOON, HOUR).build();
        EntraEvent nowhere = ann().ip("203.0.113.4").at(NOON, HOUR).build();
        EntraEvent origin = ann().place("X", "X", "AU", 0, 0).at(NOON, HOUR).build();

        assertThat(
                        TestJob.withoutPolicy()
                                .given(berlin().build(), failed, nowhere, origin)
                                .alertsOf(ID))
                .isEmpty();
    }

    @Test
    void passesOverTheVpnAndStillComparesWhatLiesAroundIt() {
        EntraEvent vpn = sydney().ip("203.0.113.4").at(NOON, HOUR).build();
        EntraEvent tokyo =
                ann().place("Tokyo", "Tokyo", "JP", 35.68, 139.69)
                        .at(NOON, HOUR.plus(HOUR))
                        .build();
        String policy = "default: {vpn-networks: [203.0.113.0/24]}";

        assertThat(TestJob.withPolicy(policy).given(berlin().build(), vpn).alertsOf(ID)).isEmpty();
        assertThat(
                        onlyAlert(
                                        ID,
                                        () ->
                                                TestJob.withPolicy(policy)
                                                        .given(berlin().build(), vpn, tokyo))
                                .reason())
                .contains("from DE/Berlin/Berlin (192.0.2.10) and 2 h later from JP/Tokyo/Tokyo");
    }

    @Test
    void tellsTwoPeopleAtOnceOnceHoweverOftenTheyTakeTurns() {
        List<EntraEvent> owner = repeated(90, NOON, Duration.ofMinutes(5), i -> berlin());
        List<EntraEvent> intruder =
                repeated(60, NOON.plusSeconds(777), Duration.ofMinutes(7), i -> sydney());

        Alert alert = onlyAlert(ID, () -> TestJob.withoutPolicy().given(together(owner, intruder)));

        assertThat(alert.evidence().get(1).time()).isEqualTo("2026-03-02T12:12:57.000Z");
    }

    @Test
    void findsAVisitInTheMiddleOfABusyHour() {
        List<EntraEvent> owner = repeated(60, NOON, Duration.ofMinutes(1), i -> berlin());
        EntraEvent visit = sydney().at(NOON.plusSeconds(1777)).build();

        assertThat(
                        alertsInAnyOrder(
                                ID,
                                () ->
                                        TestJob.withoutPolicy()
                                                .given(together(owner, List.of(visit)))))
                .hasSize(1);
    }

    @Test
    void saysTheSameInAnyOrderWhereMorePlacesAreVisitedThanAreKept() {
        List<EntraEvent> hopping =
                repeated(
                        60,
                        NOON,
                        Duration.ofSeconds(20),
                        i -> {
                            String country = "" + (char) ('A' + i / 26) + (char) ('A' + i % 26);
                            return ann().place(
                                            "X",
                                            "X",
                                            country,
                                            (i * 47) % 120 - 60,
                                            (i * 83) % 360 - 180);
                        });

        assertThat(alertsInAnyOrder(ID, () -> TestJob.withoutPolicy().given(hopping))).isNotEmpty();
    }

    @Test
    void tellsOncePerPairOfNetworksAndWeek() {
        EntraEvent later = berlin().at(NOON, Duration.ofHours(14)).build();
        EntraEvent again = sydney().at(NOON, Duration.ofHours(15)).build();

        assertThat(
                        alertsInAnyOrder(
                                ID,
                                () ->
                                        TestJob.withoutPolicy()
                                                .given(
                                                        berlin().build(),
                                                        sydney().at(NOON, HOUR).build(),
                                                        later,
                                                        again)))
                .hasSize(1);
    }

    @Test
    void namesADeviceThatIsInBothPlaces() {
        assertThat(
                        onlyAlert(
                                        ID,
                                        () ->
                                                TestJob.withoutPolicy()
                                                        .given(
                                                                berlin().device("laptop").build(),
                                                                sydney().device("laptop")
                                                                        .at(NOON, HOUR)
                                                                        .build()))
                                .reason())
                .contains("; both with the device laptop;");
    }

    @Test
    void looksAtGreatDistancesWithinACountry() {
        EntraEvent newYork = ann().place("New York", "NY", "US", 40.71, -74.01).at(NOON).build();
        EntraEvent losAngeles =
                ann().place("Los Angeles", "CA", "US", 34.05, -118.24).at(NOON, HOUR).build();

        assertThat(alertsInAnyOrder(ID, () -> TestJob.withoutPolicy().given(newYork, losAngeles)))
                .hasSize(1);
    }

    @Test
    void staysSilentForATelephoneThatLeavesTheNetworkAtHome() {
        List<EntraEvent> habit =
                together(
                        Scenario.habit(5, NOON, i -> berlin().device("laptop")),
                        Scenario.habit(
                                5,
                                NOON,
                                i ->
                                        io.entracep.testing.Events.refresh()
                                                .user("ann", "ann@example.com")
                                                .place("Berlin", "Berlin", "DE", 52.52, 13.405)
                                                .ip("203.0.113.200")));
        EntraEvent abroad = sydney().device("laptop").at(NOON).build();
        EntraEvent phone =
                io.entracep.testing.Events.refresh()
                        .user("ann", "ann@example.com")
                        .place("Berlin", "Berlin", "DE", 52.52, 13.405)
                        .ip("203.0.113.200")
                        .at(NOON, HOUR)
                        .build();
        EntraEvent stranger = sydney().at(NOON, HOUR.plus(HOUR)).build();

        assertThat(
                        alertsInAnyOrder(
                                ID,
                                () -> TestJob.withoutPolicy().given(habit).given(abroad, phone)))
                .isEmpty();
        assertThat(TestJob.withoutPolicy().given(habit).given(abroad, phone, stranger).alertsOf(ID))
                .hasSize(1);
    }

    @Test
    void staysSilentForATelephoneAcrossANearBorderFromTheFirstDayOn() {
        EntraEvent vienna = ann().place("Vienna", "Vienna", "AT", 48.21, 16.37).at(NOON).build();
        EntraEvent phone =
                io.entracep.testing.Events.refresh()
                        .user("ann", "ann@example.com")
                        .place("Zurich", "Zurich", "CH", 47.38, 8.54)
                        .at(NOON.plusSeconds(300))
                        .build();

        assertThat(alertsInAnyOrder(ID, () -> TestJob.withoutPolicy().given(vienna, phone)))
                .isEmpty();
    }

    @Test
    void comparesPlacesWithoutACountry() {
        EntraEvent unknown = ann().place(null, null, null, -33.87, 151.21).at(NOON, HOUR).build();

        assertThat(TestJob.withoutPolicy().given(berlin().build(), unknown).alertsOf(ID))
                .hasSize(1);
    }

    private static SignInBuilder berlin() {
        return ann().place("Berlin", "Berlin", "DE", 52.52, 13.405).ip("192.0.2.10");
    }

    private static SignInBuilder sydney() {
        return ann().place("Sydney", "New South Wales", "AU", -33.8688, 151.2093)
                .ip("198.51.100.7");
    }
}
