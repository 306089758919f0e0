package io.entracep.detections.chain;

import static io.entracep.detections.chain.Sprays.spray;
import static io.entracep.testing.Events.NOON;
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

class SprayThenSignInTest {
    private static final String ID = "spray-then-sign-in";
    private static final String IP = "203.0.113.9";
    private static final Duration REACHED = Duration.ofMinutes(4);

    @Test
    void firesWhenTheAddressSignsInAfterIt() {
        List<EntraEvent> events = spray(IP);
        events.add(hit(0, REACHED.plusHours(1)));

        Alert alert = job().given(events).onlyAlertOf(ID);
        assertThat(alert.severity()).isEqualTo("high");
        assertThat(alert.reason())
                .isEqualTo(
                        "203.0.113.9, which sprayed passwords against at least 6 accounts, presented the right"
                                + " password of ann@example.com; it signed in.");
        assertThat(alert.subject().id()).isEqualTo("ann");
        assertThat(alert.evidence())
                .extracting(Evidence::stage)
                .containsExactly("spray", "spray", "spray", "spray", "spray", "spray", "sign-in");
        AnyOrder.givesTheSame(() -> job().given(events), ID);
    }

    @Test
    void firesForADayFromTheLastMomentOfTheSprayAndOneHourBeforeTheFirst() {
        Duration last = Duration.ofMinutes(5);

        assertThat(sprayAnd(hit(0, last.plusDays(1).minusMillis(1))).alertsOf(ID)).hasSize(1);
        assertThat(sprayAnd(hit(0, last.plusDays(1))).alertsOf(ID)).isEmpty();
        assertThat(sprayAnd(hit(0, REACHED.minusHours(1))).alertsOf(ID)).hasSize(1);
        assertThat(sprayAnd(hit(0, REACHED.minusHours(1).minusMillis(1))).alertsOf(ID)).isEmpty();
    }

    @Test
    void isMediumWhereASecondFactorStoppedIt() {
        Alert alert = sprayAnd(hit(50076, REACHED.plusHours(1))).onlyAlertOf(ID);

        assertThat(alert.severity()).isEqualTo("medium");
        assertThat(alert.reason()).endsWith("; it was stopped with code 50076.");
    }

    @Test
    void isOneAlertForEachAccountAndDay() {
        List<EntraEvent> events = spray(IP);
        for (int i = 0; i < 20; i++) {
            events.add(hit(i == 7 ? 0 : 50076, REACHED.plusMinutes(10 + i)));
        }
        events.add(
                signIn().user("bob", "bob@example.com")
                        .ip(IP)
                        .at(NOON, Duration.ofHours(1))
                        .build());

        assertThat(job().given(events).alertsOf(ID))
                .extracting(alert -> alert.severity())
                .containsOnly("high")
                .hasSize(2);
        AnyOrder.givesTheSame(() -> job().given(events), ID);
    }

    @Test
    void staysSilentFromElsewhereForRefreshesAndWithoutASpray() {
        EntraEvent elsewhere =
                signIn().user("ann", null).ip("198.51.100.1").at(NOON, Duration.ofHours(1)).build();
        EntraEvent refresh =
                Events.refresh().user("ann", null).ip(IP).at(NOON, Duration.ofHours(1)).build();

        assertThat(sprayAnd(elsewhere).alertsOf(ID)).isEmpty();
        assertThat(sprayAnd(refresh).alertsOf(ID)).isEmpty();
        assertThat(
                        job().given(spray(IP).subList(0, 4))
                                .given(hit(0, Duration.ofHours(1)))
                                .alertsOf(ID))
                .isEmpty();
    }

    @Test
    void staysSilentForTheOrganisationsOwnAddresses() {
        TestJob job = TestJob.withPolicy("default: {corporate-egress: [203.0.113.0/24]}");

        assertThat(job.given(spray(IP)).given(hit(0, Duration.ofHours(1))).alertsOf(ID)).isEmpty();
    }

    private static TestJob sprayAnd(EntraEvent event) {
        return job().given(spray(IP)).given(event);
    }

    private static EntraEvent hit(int code, Duration after) {
        return signIn().user("ann", "ann@example.com").code(code).ip(IP).at(NOON, after).build();
    }

    private static TestJob job() {
        return TestJob.withoutPolicy();
    }
}
