package io.entracep.detections.spray;

import static io.entracep.detections.spray.Sprays.ATTACKER;
import static io.entracep.detections.spray.Sprays.MINUTE;
import static io.entracep.detections.spray.Sprays.OFFICE;
import static io.entracep.detections.spray.Sprays.account;
import static io.entracep.detections.spray.Sprays.failure;
import static io.entracep.detections.spray.Sprays.repeated;
import static io.entracep.detections.spray.Sprays.spray;
import static io.entracep.detections.spray.Sprays.together;
import static io.entracep.testing.Events.refresh;
import static io.entracep.testing.Events.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.alert.Evidence;
import io.entracep.event.EntraEvent;
import io.entracep.testing.AnyOrder;
import io.entracep.testing.Events.SignInBuilder;
import io.entracep.testing.TestJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PasswordSprayTest {
    private static final String ID = "password-spray";
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void tellsEveryAccountOfASpray() {
        Alert alert = only(spray(6, MINUTE));

        assertThat(alert.severity()).isEqualTo("high");
        assertThat(alert.entity().id()).isEqualTo(ATTACKER);
        assertThat(alert.reason())
                .isEqualTo(
                        "198.51.100.7 tried passwords on at least 6 accounts that never worked from"
                                + " there, 5 min from first to last.");
        assertThat(alert.evidence()).extracting(Evidence::stage).containsOnly("attempts");
    }

    @Test
    void saysHowFarAllAttemptsLieApartNotThoseThatReachedTheNumber() {
        List<EntraEvent> events =
                together(
                        spray(6, MINUTE),
                        repeated(4, HOUR.multipliedBy(30), MINUTE, i -> failure(i + 6)));

        assertThat(only(events).reason()).contains("10 accounts", "1 d 6 h from first to last");
    }

    @Test
    void isMediumForThreeAccountsAndSilentForTwo() {
        assertThat(only(spray(3, HOUR)).severity()).isEqualTo("medium");
        assertThat(alerts(spray(2, HOUR))).isEmpty();
    }

    @Test
    void findsSixAccountsThatAreGoneRoundOnceAnHour() {
        assertThat(only(repeated(30, MINUTE.multipliedBy(17), i -> failure(i % 6))).severity())
                .isEqualTo("high");
    }

    @Test
    void findsOneAccountAfterTheOtherHoweverOftenEachIsTried() {
        assertThat(only(repeated(60, MINUTE.multipliedBy(10), i -> failure(i / 6))).severity())
                .isEqualTo("high");
    }

    @Test
    void countsAccountsOfLessThanThreeDays() {
        assertThat(only(spray(3, Duration.ofHours(35))).severity()).isEqualTo("medium");
        assertThat(alerts(spray(3, Duration.ofHours(38)))).isEmpty();
    }

    @Test
    void oneRightPasswordMakesItWorse() {
        List<EntraEvent> stopped = repeated(1, HOUR, i -> account(20).code(50076));

        Alert alert = only(together(spray(3, MINUTE), stopped));

        assertThat(alert.severity()).isEqualTo("high");
        assertThat(alert.reason())
                .endsWith("the right password of user20@example.com was presented.");
    }

    @Test
    void findsAListOfLeakedPasswordsThatASecondFactorStops() {
        assertThat(only(repeated(12, MINUTE, i -> account(i).code(50076))).severity())
                .isEqualTo("critical");
        assertThat(only(repeated(3, MINUTE, i -> account(i).code(50074))).severity())
                .isEqualTo("high");
    }

    @Test
    void isCriticalWhereAListOfLeakedPasswordsGetsIn() {
        List<EntraEvent> entered = repeated(1, HOUR, HOUR, i -> account(30));

        assertThat(
                        only(together(repeated(3, MINUTE, i -> account(i).code(50074)), entered))
                                .severity())
                .isEqualTo("critical");
    }

    @Test
    void isSilentInAnOfficeAtAnUnlistedAddressWhosePeopleUseSingleSignOn() {
        List<EntraEvent> office = repeated(60, Duration.ofSeconds(20), i -> employee(refresh(), i));
        List<EntraEvent> typos =
                repeated(12, Duration.ofSeconds(90), i -> employee(signIn(), i).code(50126));

        assertThat(alerts(together(office, typos))).isEmpty();
    }

    @Test
    void isSilentWhereEverybodyWorkedFromThereBeforeAndSingleSignOnFails() {
        List<EntraEvent> before =
                repeated(30, DAY.multipliedBy(-4), MINUTE, i -> employee(refresh(), i));
        List<EntraEvent> outage = repeated(30, MINUTE, i -> employee(signIn(), i).code(50126));

        assertThat(alerts(together(before, outage))).isEmpty();
        assertThat(alerts(outage)).hasSize(1);
    }

    @Test
    void aTypingErrorIsNoAttempt() {
        List<EntraEvent> typos = spray(6, MINUTE);
        List<EntraEvent> resolved = repeated(6, MINUTE.multipliedBy(8), MINUTE, Sprays::account);

        assertThat(alerts(together(typos, resolved))).isEmpty();
    }

    @Test
    void aSuccessMuchLaterIsNone() {
        List<EntraEvent> late = repeated(6, HOUR.multipliedBy(2), MINUTE, Sprays::account);

        assertThat(alerts(together(spray(6, MINUTE), late))).hasSize(1);
    }

    @Test
    void isSilentForAServerThatKeepsOldPasswordsAfterItsFirstWeek() {
        List<EntraEvent> stale = new ArrayList<>();
        for (int day = -9; day <= 9; day++) {
            stale.addAll(repeated(6, DAY.multipliedBy(day), MINUTE, Sprays::failure));
        }

        assertThat(alerts(stale)).extracting(Alert::firstEventTime).hasSizeLessThanOrEqualTo(2);
        assertThat(alerts(stale))
                .extracting(Alert::lastEventTime)
                .allMatch(time -> time.compareTo("2026-03-01") < 0);
    }

    @Test
    void aSprayBesideAServerThatKeepsOldPasswordsIsFound() {
        List<EntraEvent> events = new ArrayList<>(spray(0, MINUTE));
        for (int day = -20; day <= 0; day++) {
            events.addAll(repeated(6, DAY.multipliedBy(day), MINUTE, Sprays::failure));
        }
        events.addAll(repeated(5, HOUR, MINUTE, i -> failure(100 + i)));

        assertThat(alerts(events))
                .extracting(Alert::reason)
                .anyMatch(r -> r.contains("at least 5"));
    }

    @Test
    void countsAttemptsThroughTheProviderOfAllAccountsWhereThereAreManyAndNobodyGetsIn() {
        List<EntraEvent> homes =
                repeated(
                        12,
                        DAY.multipliedBy(-4),
                        MINUTE,
                        i -> account(i).ip("203.0.113." + (100 + i)));

        assertThat(alerts(together(homes, spray(12, MINUTE)))).hasSize(1);
        assertThat(alerts(together(homes, spray(9, MINUTE)))).isEmpty();
        assertThat(
                        alerts(
                                together(
                                        homes,
                                        spray(12, MINUTE),
                                        repeated(1, HOUR.multipliedBy(3), HOUR, Sprays::account))))
                .isEmpty();
    }

    @Test
    void isSilentForOwnNetworksAndScannersByOrder() {
        for (String own :
                List.of(
                        "corporate-egress: [198.51.100.0/24]",
                        "vpn-networks: [198.51.100.0/24]",
                        "approved-scanners: [198.51.100.7]")) {
            assertThat(
                            TestJob.withPolicy("default: {" + own + "}")
                                    .given(spray(40, MINUTE))
                                    .alertsOf(ID))
                    .as(own)
                    .isEmpty();
        }
    }

    @Test
    void aRefreshedTokenThatAPolicyStopsProvesNoPassword() {
        assertThat(
                        alerts(
                                repeated(
                                        6,
                                        MINUTE,
                                        i ->
                                                refresh()
                                                        .user("u" + i, null)
                                                        .ip(ATTACKER)
                                                        .code(53003))))
                .isEmpty();
    }

    @Test
    void aDeviceThatTheAccountUsedIsNoStranger() {
        List<EntraEvent> before =
                repeated(
                        6,
                        DAY.multipliedBy(-3),
                        MINUTE,
                        i -> account(i).ip(OFFICE).asn(1).device("d" + i));
        List<EntraEvent> hotel = repeated(6, MINUTE, i -> failure(i).device("d" + i));

        assertThat(alerts(together(before, hotel))).isEmpty();
    }

    @Test
    void countsAddressesOfOneSixtyFourTogether() {
        List<EntraEvent> events =
                repeated(5, MINUTE, i -> failure(i).ip("2001:db8:1:2:0:0:0:" + (i + 1)));

        assertThat(only(events).entity().id()).isEqualTo("2001:db8:1:2::/64");
    }

    @Test
    void isTheSameInAnyOrder() {
        List<EntraEvent> events = new ArrayList<>(spray(8, MINUTE.multipliedBy(25)));
        events.addAll(repeated(4, HOUR, HOUR, i -> account(i).code(i % 2 == 0 ? 0 : 50076)));
        events.addAll(repeated(20, MINUTE, i -> employee(refresh(), i).ip(ATTACKER)));

        AnyOrder.givesTheSame(() -> TestJob.withoutPolicy().given(events), ID);
        AnyOrder.givesTheSame(
                () -> TestJob.withoutPolicy().given(events).given(spray(12, MINUTE)), ID);
    }

    @Test
    void missesASprayFromAnAddressFromWhichManyMoreAccountsWork() {
        List<EntraEvent> office =
                repeated(30, MINUTE, i -> employee(refresh(), 500 + i).ip(ATTACKER));

        assertThat(alerts(together(office, spray(10, MINUTE)))).isEmpty();
        assertThat(alerts(together(office, spray(11, MINUTE)))).hasSize(1);
    }

    private static SignInBuilder employee(SignInBuilder signIn, int number) {
        return signIn.user("u" + number, "user" + number + "@example.com").ip(OFFICE).asn(64500);
    }

    private static List<Alert> alerts(List<EntraEvent> events) {
        return TestJob.withoutPolicy().given(events).alertsOf(ID);
    }

    private static Alert only(List<EntraEvent> events) {
        return TestJob.withoutPolicy().given(events).onlyAlertOf(ID);
    }
}
