package io.entracep.detections.privilege;

import static io.entracep.testing.Events.NOON;
import static io.entracep.testing.Events.audit;
import static io.entracep.testing.Events.refresh;
import static io.entracep.testing.Events.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.event.EntraEvent;
import io.entracep.testing.AnyOrder;
import io.entracep.testing.Events;
import io.entracep.testing.TestJob;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnusedPrivilegedAccountTest {
    private static final String ID = "unused-privileged-account";
    private static final String ADMIN = "a0000000-0000-4000-8000-000000000001";
    private static final String POLICY = "default: {privileged-accounts: [%s]}".formatted(ADMIN);

    @Test
    void firesWhenThirtyWholeDaysHavePassed() {
        Alert alert =
                job().given(used(0), passed(Duration.ofDays(30).plusHours(12))).onlyAlertOf(ID);

        assertThat(alert.severity()).isEqualTo("medium");
        assertThat(alert.reason())
                .isEqualTo(
                        ADMIN
                                + " is privileged (listed as privileged account) and was not active in the 30 days"
                                + " after 2026-03-02.");
        TestJob early =
                job().given(used(0), passed(Duration.ofDays(30).plusHours(12).minusMillis(1)));
        assertThat(early.alertsOf(ID)).isEmpty();
        assertThat(early.undecided()).extracting(finding -> finding.detectionId()).contains(ID);
    }

    @Test
    void staysSilentWhereItIsUsedOnTheThirtiethDay() {
        EntraEvent refreshed =
                refresh().user(ADMIN, "adm@example.com").at(NOON, Duration.ofDays(30)).build();

        assertThat(job().given(used(0), refreshed, passed(Duration.ofDays(40))).alertsOf(ID))
                .isEmpty();
    }

    @Test
    void staysOneWhenTheAccountComesBack() {
        List<EntraEvent> events =
                List.of(used(0), used(31), used(40), used(100), passed(Duration.ofDays(200)));

        assertThat(job().given(events).alertsOf(ID))
                .extracting(Alert::firstEventTime)
                .containsExactly(
                        "2026-03-02T00:00:00.000Z",
                        "2026-04-11T00:00:00.000Z",
                        "2026-06-10T00:00:00.000Z");
        AnyOrder.givesTheSame(() -> job().given(events), ID);
    }

    @Test
    void isClearedByALateUse() {
        TestJob job =
                job().given(
                                used(0),
                                passed(Duration.ofDays(31)),
                                used(30),
                                passed(Duration.ofDays(31).plusMinutes(1)))
                        .live(Duration.ofMinutes(15))
                        .allowing(Duration.ofDays(2));

        assertThat(job.alertsOf(ID)).isEmpty();
        assertThat(job.deliveries().stream().filter(alert -> alert.detectionId().equals(ID)))
                .extracting(Alert::status)
                .containsExactly(Alert.ACTIVE, Alert.CLEARED);
    }

    @Test
    void countsRolesHeldAtTheDeadlineOnly() {
        EntraEvent granted = role("Add member to role", 10);
        EntraEvent removed = role("Remove member from role", 20);
        EntraEvent use = signIn().user("u2", null).build();

        assertThat(
                        TestJob.withoutPolicy()
                                .given(use, granted, passed(Duration.ofDays(40)))
                                .alertsOf(ID))
                .hasSize(1);
        AnyOrder.givesTheSame(
                () -> TestJob.withoutPolicy().given(use, granted, passed(Duration.ofDays(40))), ID);
        assertThat(
                        TestJob.withoutPolicy()
                                .given(use, granted, removed, passed(Duration.ofDays(40)))
                                .alertsOf(ID))
                .isEmpty();
        assertThat(TestJob.withoutPolicy().given(use, passed(Duration.ofDays(40))).alertsOf(ID))
                .isEmpty();
    }

    @Test
    void staysSilentForEmergencyAccountsAndDeletedOnes() {
        String breakGlass = POLICY.replace("}", ", break-glass-accounts: [%s]}".formatted(ADMIN));
        EntraEvent deleted =
                audit("Delete user")
                        .by("eve", null)
                        .onUser(ADMIN, null)
                        .at(NOON, Duration.ofDays(3))
                        .build();

        assertThat(
                        TestJob.withPolicy(breakGlass)
                                .given(used(0), passed(Duration.ofDays(40)))
                                .alertsOf(ID))
                .isEmpty();
        assertThat(job().given(used(0), deleted, passed(Duration.ofDays(40))).alertsOf(ID))
                .isEmpty();
    }

    @Test
    void countsFromTheGrantWhereTheAccountWasNeverActive() {
        List<EntraEvent> events =
                List.of(role("Add member to role", 0), passed(Duration.ofDays(60)));

        assertThat(TestJob.withoutPolicy().given(events).onlyAlertOf(ID).reason())
                .contains("in the 30 days after 2026-03-02");
        AnyOrder.givesTheSame(() -> TestJob.withoutPolicy().given(events), ID);
    }

    @Test
    void missesAccountsThatAreListedByNameOnly() {
        TestJob byName = TestJob.withPolicy("default: {privileged-accounts: [adm@example.com]}");

        assertThat(byName.given(used(0), passed(Duration.ofDays(60))).alertsOf(ID)).isEmpty();
    }

    private static EntraEvent used(int day) {
        return signIn().user(ADMIN, "adm@example.com").at(NOON, Duration.ofDays(day)).build();
    }

    private static EntraEvent role(String activity, int day) {
        return audit(activity)
                .by("eve", null)
                .onUser("u2", null)
                .at(NOON, Duration.ofDays(day))
                .role(Events.GLOBAL_ADMINISTRATOR)
                .build();
    }

    /** A record of somebody else, so much later. */
    private static EntraEvent passed(Duration after) {
        return signIn().user("u9", null).at(NOON, after).build();
    }

    private static TestJob job() {
        return TestJob.withPolicy(POLICY);
    }
}
