package io.entracep.detections.privilege;

import static io.entracep.testing.Events.NOON;
import static io.entracep.testing.Events.audit;
import static io.entracep.testing.Events.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.event.EntraEvent;
import io.entracep.event.RoleReference;
import io.entracep.testing.AnyOrder;
import io.entracep.testing.Events;
import io.entracep.testing.TestJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoleNeverUsedTest {
    private static final String ID = "role-never-used";
    private static final RoleReference USER_ADMINISTRATOR =
            new RoleReference("fe930be7-5e62-47db-91af-98c3a49a38b1", "User Administrator");

    @Test
    void firesForTheFirstActivationOfARole() {
        Alert alert =
                job().given(known(20))
                        .given(activated(Events.GLOBAL_ADMINISTRATOR, Duration.ZERO))
                        .onlyAlertOf(ID);

        assertThat(alert.severity()).isEqualTo("medium");
        assertThat(alert.reason())
                .isEqualTo(
                        "ann@example.com activated Global Administrator for the first time in 90 days; given"
                                + " reason: ticket 7.");
    }

    @Test
    void staysSilentForARoleUsedInTheLastNinetyDays() {
        EntraEvent used = activated(Events.GLOBAL_ADMINISTRATOR, Duration.ofDays(-90));
        EntraEvent before = activated(Events.GLOBAL_ADMINISTRATOR, Duration.ofDays(-91));
        EntraEvent now = activated(Events.GLOBAL_ADMINISTRATOR, Duration.ZERO);

        assertThat(job().given(used).given(known(20)).given(now).alertsOf(ID)).isEmpty();
        assertThat(job().given(before).given(known(20)).given(now).alertsOf(ID)).hasSize(1);
    }

    @Test
    void learnsFirst() {
        EntraEvent now = activated(Events.GLOBAL_ADMINISTRATOR, Duration.ZERO);

        assertThat(job().given(known(6)).given(now).alertsOf(ID)).hasSize(1);
        assertThat(job().given(known(5)).given(now).alertsOf(ID)).isEmpty();
    }

    @Test
    void leavesActivationsOfTheNextDaysToTheFirst() {
        List<EntraEvent> events = known(20);
        for (int day = 0; day < 5; day++) {
            events.add(activated(Events.GLOBAL_ADMINISTRATOR, Duration.ofDays(day)));
            events.add(activated(Events.GLOBAL_ADMINISTRATOR, Duration.ofDays(day).plusHours(2)));
        }

        assertThat(job().given(events).alertsOf(ID)).hasSize(1);
        AnyOrder.givesTheSame(() -> job().given(events), ID);
    }

    @Test
    void isHighWhereTheRoleMatrixForbidsIt() {
        TestJob job =
                TestJob.withPolicy(
                        "default: {role-matrix: {Global Administrator: [bob@example.com]}}");

        Alert alert =
                job.given(known(20))
                        .given(activated(Events.GLOBAL_ADMINISTRATOR, Duration.ZERO))
                        .onlyAlertOf(ID);
        assertThat(alert.severity()).isEqualTo("high");
        assertThat(alert.policyEntries()).containsExactly("default.role-matrix");
    }

    @Test
    void needsTheRole() {
        assertThat(job().given(known(20)).given(activated(null, Duration.ZERO)).alertsOf(ID))
                .isEmpty();
    }

    /** One sign-in a day; the day before the activation is not closed. */
    private static List<EntraEvent> known(int days) {
        List<EntraEvent> events = new ArrayList<>();
        for (int day = days; day > 0; day--) {
            events.add(
                    signIn().user("ann", "ann@example.com")
                            .at(NOON, Duration.ofDays(-day))
                            .build());
        }
        events.add(activated(USER_ADMINISTRATOR, Duration.ofDays(-days)));
        return events;
    }

    private static EntraEvent activated(RoleReference role, Duration after) {
        return audit("Add member to role completed (PIM activation)")
                .service("PIM")
                .by("ann", "ann@example.com")
                .onUser("ann", "Ann")
                .at(NOON, after)
                .reason("ticket 7")
                .role(role)
                .build();
    }

    private static TestJob job() {
        return TestJob.withoutPolicy();
    }
}
