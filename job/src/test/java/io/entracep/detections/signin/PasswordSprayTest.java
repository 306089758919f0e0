package io.entracep.detections.signin;

import static io.entracep.detections.signin.Scenario.ATTACKER;
import static io.entracep.detections.signin.Scenario.onlyAlert;
import static io.entracep.detections.signin.Scenario.repeated;
import static io.entracep.detections.signin.Scenario.together;
import static io.entracep.testing.Events.NOON;
import static io.entracep.testing.Events.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.alert.Evidence;
import io.entracep.event.EntraEvent;
import io.entracep.testing.Events.SignInBuilder;
import io.entracep.testing.TestJob;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PasswordSprayTest {
    private static final String ID = "password-spray";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void firesWhenFiveAccountsFailFromOneAddress() {
        Alert alert = onlyAlert(ID, () -> TestJob.withoutPolicy().given(spray(5, MINUTE)));

        assertThat(alert.severity()).isEqualTo("high");
        assertThat(alert.reason())
                .isEqualTo("198.51.100.7 failed to sign in to at least 5 accounts (usual window).");
        assertThat(alert.evidence()).extracting(Evidence::stage).containsOnly("failures");
        assertThat(alert.evidence()).hasSize(5);
    }

    @Test
    void staysSilentWhenFourAccountsFail() {
        assertThat(TestJob.withoutPolicy().given(spray(4, MINUTE)).alertsOf(ID)).isEmpty();
    }

    @Test
    void staysSilentWhenOneAccountFailsOften() {
        assertThat(
                        TestJob.withoutPolicy()
                                .given(repeated(30, NOON, MINUTE, i -> failure(1)))
                                .alertsOf(ID))
                .isEmpty();
    }

    @Test
    void countsOnlyWithinTheHalfOpenWindow() {
        Duration within = Duration.ofMinutes(5).minusMillis(1);
        Duration exactly = Duration.ofMinutes(5);

        assertThat(TestJob.withoutPolicy().given(spray(5, within)).alertsOf(ID)).hasSize(1);
        assertThat(TestJob.withoutPolicy().given(spray(5, exactly)).alertsOf(ID)).isEmpty();
    }

    @Test
    void findsSlowSprays() {
        Alert alert =
                onlyAlert(
                        ID, () -> TestJob.withoutPolicy().given(spray(15, Duration.ofMinutes(30))));

        assertThat(alert.reason()).contains("at least 15 accounts (slow window)");
    }

    @Test
    void findsSlowSpraysBesideAnAccountThatFailsAllDay() {
        List<EntraEvent> broken =
                repeated(200, NOON, Duration.ofMinutes(2), i -> failure(99).ip(ATTACKER));

        assertThat(
                        TestJob.withoutPolicy()
                                .given(together(broken, spray(15, Duration.ofMinutes(30))))
                                .alertsOf(ID))
                .hasSize(1);
    }

    @Test
    void staysSilentWhenSlowlyTriedAccountsAreTriedThreeTimesEach() {
        List<EntraEvent> tries =
                repeated(45, NOON, Duration.ofMinutes(15), i -> failure(i / 3).ip(ATTACKER));

        assertThat(TestJob.withoutPolicy().given(tries).alertsOf(ID)).isEmpty();
    }

    @Test
    void namesAccountsOfWhichThePasswordIsKnownAlsoWhereSomethingStoppedTheSignIn() {
        EntraEvent stopped = account(20).code(50074).at(NOON, Duration.ofMinutes(2)).build();
        EntraEvent later = account(21).code(0).at(NOON, Duration.ofHours(3)).build();
        EntraEvent disabled = account(3).code(50057).at(NOON, Duration.ofMinutes(3)).build();

        Alert alert =
                onlyAlert(
                        ID,
                        () ->
                                TestJob.withoutPolicy()
                                        .given(
                                                together(
                                                        spray(6, MINUTE),
                                                        List.of(stopped, later, disabled))));

        assertThat(alert.reason())
                .endsWith(
                        "it presented the right password of user20@example.com, user21@example.com, user3@example.com.");
        assertThat(alert.evidence()).extracting(Evidence::stage).contains("right passwords");
    }

    @Test
    void staysSilentInAnOfficeWhereMorePeopleSucceedThanFail() {
        List<EntraEvent> office =
                repeated(12, NOON, Duration.ofSeconds(20), i -> account(100 + i).code(0));

        assertThat(TestJob.withoutPolicy().given(together(office, spray(6, MINUTE))).alertsOf(ID))
                .isEmpty();
    }

    @Test
    void aListOfDisabledAccountsIsASprayToo() {
        assertThat(
                        TestJob.withoutPolicy()
                                .given(repeated(6, NOON, MINUTE, i -> account(i).code(50057)))
                                .alertsOf(ID))
                .hasSize(1);
    }

    @Test
    void ownAddressesNeedFiftyAccountsAlsoWithinAMinute() {
        String policy = "default: {corporate-egress: [198.51.100.0/24]}";

        assertThat(TestJob.withPolicy(policy).given(spray(49, Duration.ofSeconds(1))).alertsOf(ID))
                .isEmpty();
        assertThat(TestJob.withPolicy(policy).given(spray(50, Duration.ofSeconds(1))).alertsOf(ID))
                .hasSize(1);
    }

    @Test
    void approvedScannersMaySpray() {
        assertThat(
                        TestJob.withPolicy("default: {approved-scanners: [198.51.100.7]}")
                                .given(spray(40, Duration.ofSeconds(2)))
                                .alertsOf(ID))
                .isEmpty();
    }

    @Test
    void countsAddressesOfOneSixtyFourTogetherAndNamesWithoutId() {
        List<EntraEvent> events =
                repeated(
                        5,
                        NOON,
                        MINUTE,
                        i ->
                                signIn().user(null, "guess" + i + "@example.com")
                                        .code(50034)
                                        .ip("2001:db8:1:2:0:0:0:" + (i + 1)));

        assertThat(onlyAlert(ID, () -> TestJob.withoutPolicy().given(events)).entity().id())
                .isEqualTo("2001:db8:1:2::/64");
    }

    @Test
    void missesAttemptsWithoutAnAddressAndWithoutAnAccount() {
        List<EntraEvent> noAddress = repeated(9, NOON, MINUTE, i -> failure(i).ip(null));
        List<EntraEvent> noAccount =
                repeated(9, NOON, MINUTE, i -> signIn().code(50126).ip(ATTACKER));

        assertThat(TestJob.withoutPolicy().given(noAddress).given(noAccount).alertsOf(ID))
                .isEmpty();
    }

    private static List<EntraEvent> spray(int accounts, Duration apart) {
        return repeated(accounts, NOON, apart, PasswordSprayTest::failure);
    }

    private static SignInBuilder failure(int number) {
        return account(number).code(50126);
    }

    private static SignInBuilder account(int number) {
        return signIn().user("u" + number, "user" + number + "@example.com").ip(ATTACKER);
    }
}
