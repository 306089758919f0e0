package io.entracep.detections.signin;

import static io.entracep.detections.signin.Scenario.ATTACKER;
import static io.entracep.detections.signin.Scenario.HOME;
import static io.entracep.detections.signin.Scenario.alertsInAnyOrder;
import static io.entracep.detections.signin.Scenario.ann;
import static io.entracep.detections.signin.Scenario.habit;
import static io.entracep.detections.signin.Scenario.onlyAlert;
import static io.entracep.detections.signin.Scenario.repeated;
import static io.entracep.detections.signin.Scenario.together;
import static io.entracep.testing.Events.NOON;
import static io.entracep.testing.Events.refresh;
import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.alert.Evidence;
import io.entracep.event.EntraEvent;
import io.entracep.testing.Events.SignInBuilder;
import io.entracep.testing.TestJob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BruteForceThenSuccessTest {
    private static final String ID = "brute-force-then-success";
    private static final Instant LAST_FAILURE = NOON.plusSeconds(9 * 30);
    private static final Duration WITHIN = Duration.ofMinutes(20);

    @Test
    void firesWhenTheRightPasswordComesFromANewAddress() {
        EntraEvent success = guessed().at(LAST_FAILURE.plusSeconds(60)).build();

        Alert alert = onlyAlert(ID, () -> given(failures(10), success));

        assertThat(alert.severity()).isEqualTo("high");
        assertThat(alert.reason())
                .isEqualTo(
                        "After at least 10 wrong passwords somebody signed in as ann@example.com from 198.51.100.7, an address that the account is not known for, 1 min after the last failure.");
        assertThat(alert.evidence()).hasSize(11);
        assertThat(alert.evidence())
                .extracting(Evidence::stage)
                .containsOnly("failures", "right password");
    }

    @Test
    void staysSilentWhenTheOwnerFinallySucceedsFromAKnownAddress() {
        assertThat(
                        given(failures(10), ann().ip(HOME).at(LAST_FAILURE.plusSeconds(60)).build())
                                .alertsOf(ID))
                .isEmpty();
    }

    @Test
    void needsTenFailuresWithoutASuccessBetween() {
        EntraEvent success = guessed().at(NOON, Duration.ofMinutes(10)).build();
        EntraEvent between = ann().ip(HOME).at(NOON.plusSeconds(4 * 30 + 1)).build();
        EntraEvent refreshed =
                refresh()
                        .user("ann", "ann@example.com")
                        .ip(HOME)
                        .at(NOON.plusSeconds(4 * 30 + 1))
                        .build();

        assertThat(given(failures(9), success).alertsOf(ID)).isEmpty();
        assertThat(
                        given(
                                        together(
                                                Scenario.habit(3, NOON, i -> ann().ip(HOME).asn(1)),
                                                failures(10)),
                                        between,
                                        success)
                                .alertsOf(ID))
                .hasSize(1);
        assertThat(given(failures(10), refreshed, success).alertsOf(ID)).hasSize(1);
    }

    @Test
    void theSuccessMustComeLessThanTwentyMinutesLater() {
        assertThat(
                        given(
                                        failures(10),
                                        guessed().at(LAST_FAILURE, WITHIN.minusMillis(1)).build())
                                .alertsOf(ID))
                .hasSize(1);
        EntraEvent elsewhere = ann().ip("203.0.113.99").at(LAST_FAILURE, WITHIN).build();
        EntraEvent hours = guessed().at(LAST_FAILURE, Duration.ofHours(23)).build();

        assertThat(given(failures(10), elsewhere).alertsOf(ID)).isEmpty();
        assertThat(given(failures(10), hours).alertsOf(ID)).hasSize(1);
    }

    @Test
    void findsGuessingAtAnyPaceWhileTheOwnerWorksOn() {
        List<EntraEvent> slow =
                Scenario.repeated(
                        30, NOON, Duration.ofMinutes(10), i -> guessed().code(50126).asn(64666));
        List<EntraEvent> owner =
                Scenario.repeated(
                        5, NOON.plusSeconds(60), Duration.ofHours(1), i -> ann().ip(HOME).asn(1));
        EntraEvent success = guessed().asn(64666).at(NOON, Duration.ofHours(6)).build();
        List<EntraEvent> all =
                together(Scenario.habit(3, NOON, i -> ann().ip(HOME).asn(1)), slow, owner);

        assertThat(onlyAlert(ID, () -> given(all, success)).severity()).isEqualTo("high");
    }

    @Test
    void isMediumWhereASecondFactorStoppedIt() {
        EntraEvent stopped = guessed().code(50074).at(LAST_FAILURE.plusSeconds(60)).build();

        Alert alert = onlyAlert(ID, () -> given(failures(10), stopped));

        assertThat(alert.severity()).isEqualTo("medium");
        assertThat(alert.reason())
                .contains("presented the right password, which was stopped with code 50074");
    }

    @Test
    void becomesHighWhenASuccessFollowsTheStoppedAttempt() {
        EntraEvent stopped = guessed().code(50074).at(LAST_FAILURE.plusSeconds(60)).build();
        EntraEvent success = guessed().at(LAST_FAILURE.plusSeconds(120)).build();

        Alert alert = onlyAlert(ID, () -> given(failures(10), stopped, success));

        assertThat(alert.severity()).isEqualTo("high");
        assertThat(alert.evidence()).extracting(Evidence::stage).contains("success");
    }

    @Test
    void staysSilentWhenTheOwnerContinuesTheStoppedFlowAtHome() {
        EntraEvent stopped =
                guessed().code(50076).correlation("flow").at(LAST_FAILURE.plusSeconds(60)).build();
        EntraEvent continued =
                ann().ip(HOME).correlation("flow").at(LAST_FAILURE.plusSeconds(90)).build();
        EntraEvent another =
                ann().ip(HOME).correlation("other").at(LAST_FAILURE.plusSeconds(90)).build();

        assertThat(given(failures(10), stopped, continued).alertsOf(ID)).isEmpty();
        assertThat(given(failures(10), stopped, another).alertsOf(ID)).hasSize(1);
    }

    /** The address was used the day before, which is closed only once midnight has passed. */
    @Test
    void staysSilentWhenTheOwnerStartsAnewAtTheSameApplicationAndAddress() {
        Instant midnight = NOON.plus(Duration.ofHours(12));
        List<EntraEvent> guesses =
                repeated(
                        10,
                        midnight.minusSeconds(600),
                        Duration.ofSeconds(30),
                        i -> ann().code(50126).ip(ATTACKER));
        EntraEvent dayBefore = guessed().at(NOON, Duration.ofDays(-1)).build();
        EntraEvent stopped =
                guessed().code(50076).correlation("one").at(midnight.minusSeconds(120)).build();
        Duration within = Duration.ofMinutes(8);

        assertThat(
                        alertsInAnyOrder(
                                ID,
                                () ->
                                        given(
                                                guesses,
                                                dayBefore,
                                                stopped,
                                                anew(midnight.plus(within).minusMillis(1)))))
                .isEmpty();
        assertThat(given(guesses, dayBefore, stopped, anew(midnight.plus(within))).alertsOf(ID))
                .hasSize(1);
        EntraEvent otherApp =
                guessed()
                        .app("mail", "Mail")
                        .correlation("two")
                        .at(midnight.plusSeconds(60))
                        .build();
        assertThat(given(guesses, dayBefore, stopped, otherApp).alertsOf(ID)).hasSize(1);
    }

    @Test
    void isHighWhenAStoppedAttemptGoesOnAfterTheWindowOfTheRun() {
        String policy =
                "default: {detections: {brute-force-then-success: {settings: {within: 2m}}}}";
        EntraEvent stopped =
                guessed().code(50074).correlation("one").at(LAST_FAILURE.plusSeconds(60)).build();
        EntraEvent success = anew(LAST_FAILURE.plusSeconds(360));

        Alert alert =
                onlyAlert(
                        ID,
                        () ->
                                TestJob.withPolicy(policy)
                                        .given(together(failures(10), List.of(stopped, success))));

        assertThat(alert.severity()).isEqualTo("high");
        assertThat(alert.evidence()).extracting(Evidence::stage).contains("success");
    }

    private static EntraEvent anew(Instant time) {
        return guessed().correlation("two").at(time).build();
    }

    @Test
    void tellsEachAddressOnceForOneRun() {
        EntraEvent first = guessed().at(LAST_FAILURE.plusSeconds(60)).build();
        EntraEvent again = guessed().app("mail", "Mail").at(LAST_FAILURE.plusSeconds(70)).build();
        EntraEvent elsewhere = ann().ip("203.0.113.9").at(LAST_FAILURE.plusSeconds(80)).build();

        assertThat(alertsInAnyOrder(ID, () -> given(failures(10), first, again, elsewhere)))
                .hasSize(2);
    }

    @Test
    void anExpiredPasswordOfAStaleDeviceIsNoSuccess() {
        assertThat(
                        given(
                                        repeated(
                                                12,
                                                NOON,
                                                Duration.ofSeconds(30),
                                                i -> ann().code(50055).ip(ATTACKER)))
                                .alertsOf(ID))
                .isEmpty();
    }

    @Test
    void anUnknownAddressIsNotAKnownOne() {
        assertThat(
                        given(failures(10), ann().ip(null).at(LAST_FAILURE.plusSeconds(60)).build())
                                .alertsOf(ID))
                .hasSize(1);
    }

    @Test
    void missesASuccessFromAnAddressThatTheAccountUsedBefore() {
        List<EntraEvent> shared = habit(8, NOON, i -> ann().ip(ATTACKER));

        assertThat(
                        TestJob.withoutPolicy()
                                .given(
                                        together(
                                                shared,
                                                failures(10),
                                                List.of(
                                                        guessed()
                                                                .at(LAST_FAILURE.plusSeconds(60))
                                                                .build())))
                                .alertsOf(ID))
                .isEmpty();
    }

    private static TestJob given(List<EntraEvent> failures, EntraEvent... more) {
        return TestJob.withoutPolicy()
                .given(together(habit(8, NOON, i -> ann().ip(HOME)), failures, List.of(more)));
    }

    private static SignInBuilder guessed() {
        return ann().ip(ATTACKER);
    }

    private static List<EntraEvent> failures(int count) {
        return repeated(count, NOON, Duration.ofSeconds(30), i -> ann().code(50126).ip(ATTACKER));
    }
}
