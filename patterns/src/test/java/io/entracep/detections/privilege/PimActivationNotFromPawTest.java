package io.entracep.detections.privilege;

import static io.entracep.testing.Events.NOON;
import static io.entracep.testing.Events.audit;
import static io.entracep.testing.Events.refresh;
import static io.entracep.testing.Events.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.alert.Evidence;
import io.entracep.event.EntraEvent;
import io.entracep.testing.AnyOrder;
import io.entracep.testing.Events;
import io.entracep.testing.TestJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PimActivationNotFromPawTest {
    private static final String ID = "pim-activation-not-from-paw";
    private static final String PAW = "d0000000-0000-4000-8000-000000000001";
    private static final String POLICY = "default: {paw-devices: [%s]}".formatted(PAW);
    private static final String REQUESTED = "Add member to role requested (PIM activation)";
    private static final String COMPLETED = "Add member to role completed (PIM activation)";
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    /** Moves event time beyond every wait. */
    private static final EntraEvent LATER =
            signIn().user("u9", null).at(NOON, Duration.ofHours(2)).build();

    @Test
    void isHighAndImmediateForASignInFromTheSameNetworkWithinTheHour() {
        TestJob job = job().given(signedIn(FIVE_MINUTES).ip("203.0.113.9").build(), activation());

        Alert alert = job.onlyAlertOf(ID);
        assertThat(alert.severity()).isEqualTo("high");
        assertThat(alert.reason())
                .isEqualTo(
                        "ann@example.com asked to activate Global Administrator from 203.0.113.9 without a privileged access"
                                + " workstation: signed in 5 min before, from the same network, from a device"
                                + " without identity.");
        assertThat(alert.evidence())
                .extracting(Evidence::stage)
                .containsExactly("sign-in", "activation");
    }

    @Test
    void staysSilentWhereTheLatestSignInFromThereIsOfAWorkstation() {
        EntraEvent phone = signedIn(FIVE_MINUTES.multipliedBy(2)).ip("203.0.113.9").build();
        EntraEvent paw = signedIn(FIVE_MINUTES).ip("203.0.113.9").device(PAW).build();

        assertThat(job().given(phone, paw, activation(), LATER).alertsOf(ID)).isEmpty();
        AnyOrder.givesTheSame(() -> job().given(phone, paw, activation(), LATER), ID);
    }

    @Test
    void isClearedWhenTheWorkstationsSignInArrivesLate() {
        TestJob job =
                job().given(
                                signedIn(FIVE_MINUTES.multipliedBy(2)).ip("203.0.113.9").build(),
                                activation(),
                                LATER,
                                signedIn(FIVE_MINUTES).ip("203.0.113.9").device(PAW).build())
                        .live(Duration.ofMinutes(15));

        assertThat(job.alertsOf(ID)).isEmpty();
        assertThat(job.deliveries().stream().filter(alert -> alert.detectionId().equals(ID)))
                .extracting(Alert::status)
                .containsExactly(Alert.ACTIVE, Alert.CLEARED);
    }

    @Test
    void waitsForASignInUnlessTheMatchIsDecisive() {
        EntraEvent elsewhere = signedIn(FIVE_MINUTES).ip("198.51.100.1").build();

        TestJob open = job().given(elsewhere, activation());
        assertThat(open.alertsOf(ID)).isEmpty();
        assertThat(open.undecided()).hasSize(1);

        Alert alert =
                job().given(elsewhere, activation(), passed(Duration.ofMinutes(15)))
                        .onlyAlertOf(ID);
        assertThat(alert.severity()).isEqualTo("medium");
        assertThat(alert.reason()).contains("from another network");
        assertThat(
                        job().given(
                                        elsewhere,
                                        activation(),
                                        passed(Duration.ofMinutes(15).minusMillis(1)))
                                .alertsOf(ID))
                .isEmpty();
    }

    @Test
    void saysNothingOfALateRecordThatClearsItWithinTheWait() {
        TestJob job =
                job().given(
                                activation(),
                                passed(Duration.ofMinutes(20)),
                                signedIn(FIVE_MINUTES).ip("203.0.113.9").device(PAW).build(),
                                LATER)
                        .live(Duration.ofMinutes(15));

        assertThat(job.alertsOf(ID)).isEmpty();
        assertThat(job.deliveries()).noneMatch(alert -> alert.detectionId().equals(ID));
    }

    @Test
    void isLowWhereNoSignInIsFoundInTheLookBack() {
        Duration twelveHours = Duration.ofHours(24);

        Alert alert = job().given(activation(), LATER).onlyAlertOf(ID);
        assertThat(alert.severity()).isEqualTo("low");
        assertThat(alert.reason()).endsWith("workstation: no sign-in was found before it.");
        assertThat(
                        job().given(
                                        signedIn(twelveHours).ip("203.0.113.9").build(),
                                        activation(),
                                        LATER)
                                .onlyAlertOf(ID)
                                .severity())
                .isEqualTo("low");
        assertThat(
                        job().given(
                                        signedIn(twelveHours.minusMillis(1))
                                                .ip("203.0.113.9")
                                                .build(),
                                        activation(),
                                        LATER)
                                .onlyAlertOf(ID)
                                .severity())
                .isEqualTo("high");
        AnyOrder.givesTheSame(() -> job().given(activation(), LATER), ID);
    }

    @Test
    void prefersTheSameNetworkToACloserSignInFromElsewhere() {
        EntraEvent paw = signedIn(Duration.ofHours(3)).ip("203.0.113.9").device(PAW).build();
        EntraEvent elsewhere = signedIn(FIVE_MINUTES).ip("198.51.100.1").build();

        assertThat(job().given(paw, elsewhere, activation(), LATER).alertsOf(ID)).isEmpty();
    }

    @Test
    void isMediumWhereTheActivationHasNoAddress() {
        EntraEvent bare = requested("req-1", Duration.ZERO).ip(null).build();

        assertThat(
                        job().given(signedIn(FIVE_MINUTES).ip("203.0.113.9").build(), bare, LATER)
                                .onlyAlertOf(ID)
                                .severity())
                .isEqualTo("medium");
        assertThat(
                        job().given(signedIn(FIVE_MINUTES).device(PAW).build(), bare, LATER)
                                .alertsOf(ID))
                .isEmpty();
    }

    @Test
    void isOneAlertForRequestAndCompletionWithTheTimeAndAddressOfTheRequest() {
        EntraEvent paw = signedIn(FIVE_MINUTES).ip("203.0.113.9").device(PAW).build();
        EntraEvent approved =
                audit(COMPLETED)
                        .service("PIM")
                        .by("boss", "boss@example.com")
                        .ip("192.0.2.1")
                        .at(NOON, Duration.ofHours(1))
                        .onUser("ann", "Ann")
                        .on("Request", "req-1", null)
                        .role(Events.GLOBAL_ADMINISTRATOR)
                        .build();

        assertThat(job().given(paw, activation(), approved, LATER).alertsOf(ID)).isEmpty();
        EntraEvent phone = signedIn(FIVE_MINUTES).ip("203.0.113.9").build();
        assertThat(job().given(phone, activation(), approved, LATER).onlyAlertOf(ID).reason())
                .contains("203.0.113.9");
        AnyOrder.givesTheSame(() -> job().given(phone, activation(), approved, LATER), ID);
    }

    @Test
    void judgesACompletionOfWhichNoRequestWasLogged() {
        EntraEvent completed =
                audit(COMPLETED)
                        .service("PIM")
                        .by("ann", "ann@example.com")
                        .ip("203.0.113.9")
                        .onUser("ann", "Ann")
                        .role(Events.GLOBAL_ADMINISTRATOR)
                        .build();

        assertThat(
                        job().given(signedIn(FIVE_MINUTES).ip("203.0.113.9").build(), completed)
                                .alertsOf(ID))
                .hasSize(1);
    }

    @Test
    void tellsActivationsOfTwoRequestsApart() {
        EntraEvent phone = signedIn(FIVE_MINUTES).ip("203.0.113.9").build();
        EntraEvent again = requested("req-2", Duration.ofMinutes(10)).build();

        assertThat(job().given(phone, activation(), again).alertsOf(ID)).hasSize(2);
    }

    @Test
    void findsTheWorkstationAmongManyOtherSignIns() {
        List<EntraEvent> events = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            events.add(
                    refresh()
                            .user("ann", "ann@example.com")
                            .ip("198.51.100." + i % 4)
                            .at(NOON, Duration.ofMinutes(-41 + i))
                            .build());
            if (i == 20) {
                events.add(signedIn(Duration.ofMinutes(21)).ip("203.0.113.9").device(PAW).build());
            }
        }
        events.add(activation());
        events.add(LATER);

        assertThat(job().given(events).alertsOf(ID)).isEmpty();
        AnyOrder.givesTheSame(() -> job().given(events), ID);
    }

    @Test
    void mistakesAPhoneBehindTheSameAddressThatSignedInLater() {
        EntraEvent paw = signedIn(FIVE_MINUTES).ip("203.0.113.9").device(PAW).build();
        EntraEvent phone = signedIn(Duration.ofMinutes(1)).ip("203.0.113.9").build();

        assertThat(job().given(paw, phone, activation()).alertsOf(ID)).hasSize(1);
    }

    @Test
    void sleepsWithoutAListOfWorkstations() {
        assertThat(TestJob.withoutPolicy().given(activation(), LATER).alertsOf(ID)).isEmpty();
    }

    private static EntraEvent activation() {
        return requested("req-1", Duration.ZERO).build();
    }

    private static Events.AuditBuilder requested(String request, Duration after) {
        return audit(REQUESTED)
                .service("PIM")
                .by("ann", "ann@example.com")
                .ip("203.0.113.9")
                .at(NOON, after)
                .onUser("ann", "Ann")
                .on("Request", request, null)
                .role(Events.GLOBAL_ADMINISTRATOR);
    }

    private static Events.SignInBuilder signedIn(Duration before) {
        return signIn().user("ann", "ann@example.com").at(NOON, before.negated());
    }

    private static EntraEvent passed(Duration after) {
        return signIn().user("u9", null).at(NOON, after).build();
    }

    private static TestJob job() {
        return TestJob.withPolicy(POLICY);
    }
}
