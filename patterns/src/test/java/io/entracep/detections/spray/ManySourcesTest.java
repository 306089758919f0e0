package io.entracep.detections.spray;

import static io.entracep.detections.spray.Sprays.MINUTE;
import static io.entracep.detections.spray.Sprays.account;
import static io.entracep.detections.spray.Sprays.failure;
import static io.entracep.detections.spray.Sprays.repeated;
import static io.entracep.detections.spray.Sprays.together;
import static io.entracep.testing.Events.refresh;
import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.event.EntraEvent;
import io.entracep.testing.AnyOrder;
import io.entracep.testing.TestJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManySourcesTest {
    private static final String BY_NETWORK = "password-spray-by-network";
    private static final String DISTRIBUTED = "password-spray-distributed";
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void findsRotatingAddressesWithAnyAgent() {
        List<EntraEvent> events =
                repeated(40, MINUTE, i -> failure(i).ip(address(i)).userAgent("agent " + i));

        Alert alert = job(events).onlyAlertOf(BY_NETWORK);

        assertThat(alert.severity()).isEqualTo("high");
        assertThat(alert.entity().id()).isEqualTo("AS64666");
        assertThat(alert.reason())
                .isEqualTo(
                        "40 addresses of AS64666 tried passwords on at least 40 accounts that never"
                                + " worked from there.");
        AnyOrder.givesTheSame(() -> job(events), BY_NETWORK);
    }

    @Test
    void findsTenAddressesThatTryFewAccountsEachInTwoDays() {
        List<EntraEvent> events =
                repeated(48, HOUR, i -> failure(i % 12).ip(address(i % 10)).userAgent("a" + i % 3));

        assertThat(job(events).alertsOf(BY_NETWORK)).hasSize(1);
    }

    @Test
    void eightAccountsOrFiveThatAddressesShare() {
        assertThat(job(repeated(7, MINUTE, i -> failure(i).ip(address(i)))).alertsOf(BY_NETWORK))
                .isEmpty();
        assertThat(job(repeated(8, MINUTE, i -> failure(i).ip(address(i)))).alertsOf(BY_NETWORK))
                .hasSize(1);
        assertThat(
                        job(repeated(15, MINUTE, i -> failure(i % 5).ip(address(i / 5))))
                                .alertsOf(BY_NETWORK))
                .hasSize(1);
        assertThat(
                        job(repeated(15, MINUTE, i -> failure(i % 5).ip(address(i % 2))))
                                .alertsOf(BY_NETWORK))
                .isEmpty();
    }

    @Test
    void whereSecondDeliveriesNameAnotherNetworkTheOrderDoesNotShow() {
        List<EntraEvent> first =
                repeated(24, MINUTE, i -> failure(i).ip(address(i)).id("event-" + i));
        List<EntraEvent> second =
                repeated(
                        24,
                        MINUTE,
                        i -> failure(i).ip(address(i)).asn(64600 + i % 2).id("event-" + i));

        AnyOrder.givesTheSame(() -> job(first).given(second), BY_NETWORK);
        AnyOrder.givesTheSame(() -> job(second).given(first), BY_NETWORK);
    }

    @Test
    void isSilentForHomeOfficesOfOneProviderOnPasswordChangeDay() {
        List<EntraEvent> people = new ArrayList<>();
        for (int day = -5; day <= 0; day++) {
            people.addAll(
                    repeated(
                            60,
                            DAY.multipliedBy(day),
                            MINUTE,
                            i -> refresh().user("u" + i, null).ip(address(i)).asn(64666)));
        }
        List<EntraEvent> typos = repeated(30, MINUTE, i -> failure(i).ip(address(i + 100)));

        assertThat(job(together(people, typos)).alertsOf(BY_NETWORK)).isEmpty();
    }

    @Test
    void isSilentForHomeOfficesOnTheFirstDay() {
        List<EntraEvent> people =
                repeated(90, MINUTE, i -> refresh().user("u" + i, null).ip(address(i)).asn(64666));
        List<EntraEvent> typos = repeated(8, MINUTE, i -> failure(i).ip(address(i)));

        assertThat(job(together(people, typos)).alertsOf(BY_NETWORK)).isEmpty();
    }

    @Test
    void looksAtTheVendorsNetworksAlthoughServicesWorkThroughThem() {
        List<EntraEvent> services =
                repeated(200, MINUTE, i -> refresh().user("s" + i, null).ip(address(i)).asn(8075));
        List<EntraEvent> attack = repeated(30, MINUTE, i -> failure(i).ip(address(i)).asn(8075));

        assertThat(job(together(services, attack)).alertsOf(BY_NETWORK)).hasSize(1);
    }

    @Test
    void tellsTheVictimOfANetworkOnce() {
        List<EntraEvent> attack = repeated(12, MINUTE, i -> failure(i).ip(address(i)));
        List<EntraEvent> entered = repeated(1, HOUR, HOUR, i -> account(99).ip(address(200)));

        List<EntraEvent> events = together(attack, entered);

        Alert alert = job(events).onlyAlertOf("spray-then-sign-in-by-network");
        assertThat(alert.severity()).isEqualTo("high");
        assertThat(alert.subject().id()).isEqualTo("u99");
        assertThat(job(events).alertsOf("spray-then-sign-in")).isEmpty();
        AnyOrder.givesTheSame(() -> job(events), "spray-then-sign-in-by-network");
    }

    @Test
    void leavesToTheAddressWhatOneAddressSprayed() {
        List<EntraEvent> attack = repeated(24, MINUTE, i -> failure(i).ip(address(i / 8)));
        List<EntraEvent> entered = repeated(1, HOUR, HOUR, i -> account(99).ip(address(0)));

        List<EntraEvent> events = together(attack, entered);

        assertThat(job(events).alertsOf("spray-then-sign-in")).hasSize(1);
        assertThat(job(events).alertsOf("spray-then-sign-in-by-network")).isEmpty();
    }

    @Test
    void findsMoreAccountsThanEverTriedFromManyProviders() {
        List<EntraEvent> events = together(background(10, 4), fromEverywhere(40));

        Alert alert = job(events).onlyAlertOf(DISTRIBUTED);

        assertThat(alert.severity()).isEqualTo("medium");
        assertThat(alert.reason()).contains("at most 4 on a day before");
        AnyOrder.givesTheSame(() -> job(events), DISTRIBUTED);
    }

    @Test
    void isSilentForTheUsualBackgroundAndBeforeAWeekHasPassed() {
        assertThat(job(together(background(10, 16), fromEverywhere(40))).alertsOf(DISTRIBUTED))
                .isEmpty();
        assertThat(job(together(background(6, 4), fromEverywhere(40))).alertsOf(DISTRIBUTED))
                .isEmpty();
        assertThat(job(together(background(10, 4), fromEverywhere(14))).alertsOf(DISTRIBUTED))
                .isEmpty();
    }

    private static List<EntraEvent> fromEverywhere(int accounts) {
        return repeated(
                accounts,
                MINUTE.multipliedBy(10),
                i -> failure(1000 + i).ip(address(i)).asn(65000 + i));
    }

    /** On each of so many days before, so many accounts are tried, and one signs in. */
    private static List<EntraEvent> background(int days, int accounts) {
        List<EntraEvent> events = new ArrayList<>();
        for (int day = days + 1; day >= 2; day--) {
            int offset = day * 100;
            events.addAll(
                    repeated(
                            accounts,
                            DAY.multipliedBy(-day),
                            MINUTE,
                            i ->
                                    failure(offset + i)
                                            .ip(address(offset + i))
                                            .asn(70_000 + offset + i)));
            events.addAll(
                    repeated(
                            1,
                            DAY.multipliedBy(-day),
                            MINUTE,
                            i -> refresh().user("ann", null).ip("192.0.2.1").asn(64500)));
        }
        return events;
    }

    private static String address(int number) {
        return "10." + number / 65536 + "." + number / 256 % 256 + "." + number % 256;
    }

    private static TestJob job(List<EntraEvent> events) {
        return TestJob.withoutPolicy().given(events);
    }
}
