package io.entracep.detections.privilege;

import static io.entracep.testing.Events.NOON;
import static io.entracep.testing.Events.audit;
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

class RoleAssignedOutsidePimTest {
    private static final String ID = "role-assigned-outside-pim";
    private static final String REPORT = "Add member to role outside of PIM (permanent)";

    @Test
    void firesForAnAssignmentInCoreDirectory() {
        Alert alert =
                job().given(assigned("Add member to role", Duration.ZERO).ip("203.0.113.9").build())
                        .onlyAlertOf(ID);

        assertThat(alert.severity()).isEqualTo("high");
        assertThat(alert.reason())
                .isEqualTo(
                        "ann@example.com holds Global Administrator outside privileged identity management:"
                                + " assigned by eve@example.com from 203.0.113.9.");
    }

    @Test
    void staysSilentForTheEchoOfPimForOtherRolesAndServices() {
        EntraEvent echo =
                audit("Add member to role")
                        .byApp("sp-pim", "MS-PIM")
                        .onUser("ann", "ann@example.com")
                        .role(Events.GLOBAL_ADMINISTRATOR)
                        .build();
        EntraEvent harmless =
                assigned("Add member to role", Duration.ZERO)
                        .role(new RoleReference("r-1", "Message Center Reader"))
                        .build();
        EntraEvent otherService =
                assigned("Add member to role", Duration.ZERO).service("PIM").build();
        EntraEvent eligible = assigned("Add member to role", Duration.ZERO).failed().build();

        assertThat(job().given(echo, harmless, otherService, eligible).alertsOf(ID)).isEmpty();
    }

    @Test
    void tellsReportsOnceForAsLongAsTheyCome() {
        List<EntraEvent> reports = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            reports.add(
                    assigned(REPORT, Duration.ofHours(2L * i))
                            .service("PIM")
                            .id("report-" + i)
                            .build());
        }

        assertThat(job().given(reports).onlyAlertOf(ID).reason())
                .endsWith(
                        "management; reported by privileged identity management, in the name of eve@example.com.");
        AnyOrder.givesTheSame(() -> job().given(reports), ID);
        EntraEvent anew =
                assigned(REPORT, Duration.ofHours(598).plusDays(30)).service("PIM").build();
        assertThat(job().given(reports).given(anew).alertsOf(ID)).hasSize(2);
    }

    @Test
    void aReportOfAnAssignmentThatWasToldIsNoAlertOfItsOwn() {
        EntraEvent assigned = assigned("Add member to role", Duration.ZERO).build();
        EntraEvent report = assigned(REPORT, Duration.ofHours(2)).service("PIM").id("one").build();
        EntraEvent late =
                assigned(REPORT, Duration.ofDays(30).minusMillis(1))
                        .service("PIM")
                        .id("two")
                        .build();
        EntraEvent later =
                assigned(REPORT, Duration.ofDays(30).plusHours(2))
                        .service("PIM")
                        .id("three")
                        .build();

        assertThat(job().given(assigned, report, late).onlyAlertOf(ID).reason())
                .contains("assigned by eve@example.com")
                .doesNotContain("reported");
        AnyOrder.givesTheSame(() -> job().given(assigned, report, late), ID);
        assertThat(job().given(assigned, report, later).alertsOf(ID)).hasSize(2);
    }

    @Test
    void aReportOfAnotherRoleThanWasAssignedIsTold() {
        EntraEvent assigned =
                assigned("Add member to role", Duration.ZERO)
                        .role(new RoleReference(null, "User Administrator"))
                        .build();
        EntraEvent report = assigned(REPORT, Duration.ofHours(2)).service("PIM").build();

        assertThat(job().given(assigned, report).alertsOf(ID)).hasSize(2);
    }

    @Test
    void tellsAssignmentsOfOneRoleOncePerHourAndOtherRolesApart() {
        List<EntraEvent> events =
                List.of(
                        assigned("Add member to role", Duration.ZERO).build(),
                        assigned("Add member to role", Duration.ofMinutes(59)).build(),
                        assigned("Add member to role", Duration.ofMinutes(59))
                                .role(new RoleReference(null, "User Administrator"))
                                .build(),
                        assigned("Add member to role", Duration.ofMinutes(60)).build());

        assertThat(job().given(events).alertsOf(ID)).hasSize(3);
        AnyOrder.givesTheSame(() -> job().given(events), ID);
    }

    @Test
    void readsGroupsAndServicePrincipalsToo() {
        EntraEvent group =
                audit("Add member to role")
                        .by("eve", null)
                        .on("Group", "9f000000-0000-4000-8000-000000000001", "Admins")
                        .role(Events.GLOBAL_ADMINISTRATOR)
                        .build();
        EntraEvent principal =
                audit("Add member to role")
                        .by("eve", null)
                        .on("ServicePrincipal", "sp1", "Backup")
                        .role(Events.GLOBAL_ADMINISTRATOR)
                        .build();

        assertThat(job().given(group).alertsOf(ID + "-to-group")).hasSize(1);
        assertThat(job().given(principal).alertsOf(ID + "-to-service-principal")).hasSize(1);
        assertThat(job().given(group, principal).alertsOf(ID)).isEmpty();
        assertThat(
                        TestJob.withPolicy(
                                        "default: {pim-governed-groups: [9f000000-0000-4000-8000-000000000001]}")
                                .given(group)
                                .alertsOf(ID + "-to-group"))
                .isEmpty();
    }

    @Test
    void staysSilentForWhomThePolicyLetsHoldRoles() {
        TestJob job =
                TestJob.withPolicy("default: {approved-standing-assignments: [ann@example.com]}");

        assertThat(job.given(assigned("Add member to role", Duration.ZERO).build()).alertsOf(ID))
                .isEmpty();
    }

    @Test
    void needsNeitherActorNorRoleId() {
        EntraEvent bare =
                audit("Add scoped member to role")
                        .onUser("ann", null)
                        .role(new RoleReference(null, "Global Administrator"))
                        .build();

        assertThat(job().given(bare).onlyAlertOf(ID).reason())
                .isEqualTo(
                        "ann holds Global Administrator outside privileged identity management.");
    }

    private static Events.AuditBuilder assigned(String activity, Duration after) {
        return audit(activity)
                .by("eve", "eve@example.com")
                .at(NOON, after)
                .onUser("ann", "ann@example.com")
                .role(Events.GLOBAL_ADMINISTRATOR);
    }

    private static TestJob job() {
        return TestJob.withoutPolicy();
    }
}
