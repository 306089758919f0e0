package io.entracep.detections.signin;

import static io.entracep.detections.signin.Scenario.ATTACKER;
import static io.entracep.detections.signin.Scenario.PRIVILEGED;
import static io.entracep.detections.signin.Scenario.ann;
import static io.entracep.detections.signin.Scenario.onlyAlert;
import static io.entracep.detections.signin.Scenario.repeated;
import static io.entracep.detections.signin.Scenario.together;
import static io.entracep.testing.Events.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.alert.Evidence;
import io.entracep.event.EntraEvent;
import io.entracep.testing.TestJob;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PasswordGuessingTest {
    private static final String ID = "password-guessing";

    @Test
    void firesWhenTwentyPasswordsFailWithinTenMinutes() {
        Alert alert =
                onlyAlert(
                        ID,
                        () -> TestJob.withoutPolicy().given(guesses(20, Duration.ofSeconds(27))));

        assertThat(alert.severity()).isEqualTo("medium");
        assertThat(alert.reason())
                .isEqualTo(
                        "At least 20 wrong passwords for ann@example.com, the first from 198.51.100.7, from where it never worked.");
        assertThat(alert.evidence()).hasSize(20);
        assertThat(alert.evidence()).extracting(Evidence::stage).containsOnly("failures");
    }

    @Test
    void staysSilentWithNineteenAndWhenSpreadOverThreeHours() {
        assertThat(TestJob.withoutPolicy().given(guesses(19, Duration.ofSeconds(20))).alertsOf(ID))
                .isEmpty();
        assertThat(
                        TestJob.withoutPolicy()
                                .given(known())
                                .given(guesses(20, Duration.ofMinutes(9)))
                                .alertsOf(ID))
                .isEmpty();
    }

    @Test
    void findsTwentyOfADayFromWhereTheAccountNeverWorkedAtAnyPace() {
        List<EntraEvent> slow = guesses(20, Duration.ofMinutes(70));

        Alert alert = onlyAlert(ID, () -> TestJob.withoutPolicy().given(slow));

        assertThat(alert.reason()).endsWith(", from where it never worked.");
        assertThat(TestJob.withoutPolicy().given(slow.subList(0, 19)).alertsOf(ID)).isEmpty();
    }

    @Test
    void aDeviceWithAnOldPasswordHidesNobodyAndIsNobody() {
        List<EntraEvent> device =
                repeated(
                        300,
                        NOON,
                        Duration.ofMinutes(4),
                        i -> ann().code(50126).ip(Scenario.HOME).asn(64500));
        List<EntraEvent> habit = Scenario.habit(3, NOON, i -> ann().ip(Scenario.HOME).asn(64500));

        assertThat(TestJob.withoutPolicy().given(together(habit, device)).alertsOf(ID)).isEmpty();
        assertThat(
                        TestJob.withoutPolicy()
                                .given(together(habit, device, guesses(20, Duration.ofMinutes(50))))
                                .alertsOf(ID))
                .hasSize(1);
    }

    /** Ann worked from the attacker's address before. */
    private static List<EntraEvent> known() {
        return Scenario.habit(3, NOON, i -> ann().ip(Scenario.ATTACKER));
    }

    @Test
    void countsOnlyWithinTheHalfOpenWindow() {
        List<EntraEvent> nineteen = guesses(19, Duration.ofSeconds(10));
        Duration ten = Duration.ofMinutes(10);

        assertThat(
                        TestJob.withoutPolicy()
                                .given(nineteen)
                                .given(ann().code(50126).at(NOON, ten.minusMillis(1)).build())
                                .alertsOf(ID))
                .hasSize(1);
        assertThat(
                        TestJob.withoutPolicy()
                                .given(known())
                                .given(nineteen)
                                .given(
                                        ann().code(50126)
                                                .ip(Scenario.ATTACKER)
                                                .at(NOON, ten)
                                                .build())
                                .alertsOf(ID))
                .isEmpty();
    }

    @Test
    void countsDuplicatesOnce() {
        assertThat(
                        TestJob.withoutPolicy()
                                .given(guesses(10, Duration.ofSeconds(20)))
                                .duplicated()
                                .alertsOf(ID))
                .isEmpty();
    }

    @Test
    void isHighForAPrivilegedAccount() {
        Alert alert =
                onlyAlert(
                        ID,
                        () ->
                                TestJob.withPolicy(PRIVILEGED)
                                        .given(guesses(20, Duration.ofSeconds(20))));

        assertThat(alert.severity()).isEqualTo("high");
        assertThat(alert.reason()).contains("(listed as privileged account)");
    }

    @Test
    void findsThirtyOneOfADayFromThreePlaces() {
        assertThat(onlyAlert(ID, () -> TestJob.withoutPolicy().given(distributed(31, 3))).reason())
                .isEqualTo(
                        "At least 31 wrong passwords for ann@example.com, from 3 places within a day, from where it never worked.");
        List<EntraEvent> known =
                Scenario.habit(3, NOON, i -> ann().ip(Scenario.ATTACKER).asn(64666));

        assertThat(TestJob.withoutPolicy().given(known).given(distributed(30, 3)).alertsOf(ID))
                .isEmpty();
        assertThat(TestJob.withoutPolicy().given(known).given(distributed(31, 2)).alertsOf(ID))
                .isEmpty();
    }

    @Test
    void needsNoAddress() {
        assertThat(
                        TestJob.withoutPolicy()
                                .given(
                                        repeated(
                                                20,
                                                NOON,
                                                Duration.ofSeconds(5),
                                                i -> ann().code(50126).ip(null)))
                                .alertsOf(ID))
                .hasSize(1);
    }

    private static List<EntraEvent> guesses(int count, Duration apart) {
        return repeated(count, NOON, apart, i -> ann().code(50126).ip(ATTACKER));
    }

    private static List<EntraEvent> distributed(int count, int places) {
        return repeated(
                count,
                NOON,
                Duration.ofMinutes(20),
                i -> ann().code(50126).asn(64666).place("C" + i % places, "S", "NL", 52, 5));
    }
}
