package io.entracep.detections.chain;

import static io.entracep.testing.Events.NOON;
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

class SprayThenSignInByClientTest {
    private static final String ID = "spray-then-sign-in-by-client";

    /** From noon to the moment at which the twentieth account fails. */
    private static final Duration REACHED = Duration.ofSeconds(190);

    @Test
    void firesWhenTheClientSignsInFromAnotherAddress() {
        List<EntraEvent> events = spray(20);
        events.add(hit(0, REACHED.plusHours(1)).build());

        Alert alert = job().given(events).onlyAlertOf(ID);
        assertThat(alert.severity()).isEqualTo("high");
        assertThat(alert.reason())
                .isEqualTo(
                        "AS64501 spray/1.0, which sprayed passwords against at least 20 accounts, presented the right"
                                + " password of ann@example.com from 198.51.100.200; it signed in.");
        assertThat(alert.subject().id()).isEqualTo("ann");
        assertThat(alert.evidence()).extracting(Evidence::stage).contains("spray", "sign-in");
        AnyOrder.givesTheSame(() -> job().given(events), ID);
    }

    @Test
    void firesForADayFromTheLastMomentOfTheSprayAndOneHourBeforeTheFirst() {
        assertThat(sprayAnd(hit(0, REACHED.plusDays(1).minusMillis(1))).alertsOf(ID)).hasSize(1);
        assertThat(sprayAnd(hit(0, REACHED.plusDays(1))).alertsOf(ID)).isEmpty();
        assertThat(sprayAnd(hit(0, REACHED.minusHours(1))).alertsOf(ID)).hasSize(1);
        assertThat(sprayAnd(hit(0, REACHED.minusHours(1).minusMillis(1))).alertsOf(ID)).isEmpty();
    }

    @Test
    void isMediumWhereASecondFactorStoppedItAndOneAlertADay() {
        List<EntraEvent> events = spray(20);
        for (int i = 0; i < 5; i++) {
            events.add(hit(50076, REACHED.plusMinutes(10 + i)).build());
        }

        Alert alert = job().given(events).onlyAlertOf(ID);
        assertThat(alert.severity()).isEqualTo("medium");
        assertThat(alert.reason()).endsWith("; it was stopped with code 50076.");
        AnyOrder.givesTheSame(() -> job().given(events), ID);
    }

    @Test
    void staysSilentForNineteenAccountsAnotherNetworkAndOwnAddresses() {
        EntraEvent hit = hit(0, REACHED.plusHours(1)).build();

        assertThat(job().given(spray(19)).given(hit).alertsOf(ID)).isEmpty();
        assertThat(sprayAnd(hit(0, REACHED.plusHours(1)).asn(64502)).alertsOf(ID)).isEmpty();
        assertThat(
                        TestJob.withPolicy("default: {corporate-egress: [198.51.100.200]}")
                                .given(spray(20))
                                .given(hit)
                                .alertsOf(ID))
                .isEmpty();
    }

    @Test
    void missesAnIntruderWhoSignsInWithABrowser() {
        assertThat(sprayAnd(hit(0, REACHED.plusHours(1)).userAgent("Mozilla/5.0")).alertsOf(ID))
                .isEmpty();
    }

    @Test
    void needsNoNameButAnObjectId() {
        SignInBuilder nameless = hit(0, REACHED.plusHours(1)).user("ann", null);
        SignInBuilder unknown = hit(0, REACHED.plusHours(1)).user(null, "ann@example.com");

        assertThat(sprayAnd(nameless).alertsOf(ID)).hasSize(1);
        assertThat(sprayAnd(unknown).alertsOf(ID)).isEmpty();
    }

    private static TestJob sprayAnd(SignInBuilder event) {
        return job().given(spray(20)).given(event.build());
    }

    private static SignInBuilder hit(int code, Duration after) {
        return client(signIn().user("ann", "ann@example.com"))
                .code(code)
                .ip("198.51.100.200")
                .at(NOON, after);
    }

    /** So many accounts, each from an address of its own, ten seconds apart. */
    private static List<EntraEvent> spray(int accounts) {
        List<EntraEvent> events = new ArrayList<>();
        for (int i = 0; i < accounts; i++) {
            events.add(
                    client(signIn().user("s" + i, "s" + i + "@example.com"))
                            .code(50126)
                            .ip("203.0.113." + i)
                            .at(NOON, Duration.ofSeconds(10).multipliedBy(i))
                            .build());
        }
        return events;
    }

    private static SignInBuilder client(SignInBuilder signIn) {
        return signIn.asn(64501).userAgent("spray/1.0");
    }

    private static TestJob job() {
        return TestJob.withoutPolicy();
    }
}
