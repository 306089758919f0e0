package io.entracep.detections.account;

import static io.entracep.testing.Events.NOON;
import static io.entracep.testing.Events.audit;
import static io.entracep.testing.Events.azure;
import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.alert.Evidence;
import io.entracep.event.EntraEvent;
import io.entracep.event.RoleReference;
import io.entracep.testing.AnyOrder;
import io.entracep.testing.Events;
import io.entracep.testing.TestJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoleSoonAfterCreationTest {
    private static final String ID = "role-soon-after-creation";
    private static final String GROUP = "9f000000-0000-4000-8000-000000000001";
    private static final String POLICY =
            "default: {privileged-groups: [%s], approved-provisioners: [hr@example.com]}"
                    .formatted(GROUP);
    private static final EntraEvent CREATED =
            audit("Add user").by("eve", "eve@example.com").onUser("new", "new@example.com").build();

    @Test
    void isHighWithinADay() {
        Alert alert = job().given(CREATED, role(Duration.ofMinutes(20)).build()).onlyAlertOf(ID);

        assertThat(alert.severity()).isEqualTo("high");
        assertThat(alert.reason())
                .isEqualTo(
                        "new@example.com was created by eve@example.com and given the role Global"
                                + " Administrator by eve@example.com 20 min later; the same account"
                                + " did both.");
        assertThat(alert.evidence())
                .extracting(Evidence::stage)
                .containsExactly("created", "granted");
    }

    @Test
    void isMediumFromExactlyADayOnAndSilentFromExactlyFourteenOn() {
        Duration day = Duration.ofDays(1);
        Duration fourteen = Duration.ofDays(14);

        assertThat(
                        job().given(CREATED, role(day.minusMillis(1)).build())
                                .onlyAlertOf(ID)
                                .severity())
                .isEqualTo("high");
        assertThat(job().given(CREATED, role(day).build()).onlyAlertOf(ID).severity())
                .isEqualTo("medium");
        assertThat(job().given(CREATED, role(fourteen.minusMillis(1)).build()).alertsOf(ID))
                .hasSize(1);
        assertThat(job().given(CREATED, role(fourteen).build()).alertsOf(ID)).isEmpty();
    }

    @Test
    void isOneAlertForTheRecordOfPimAndItsEcho() {
        EntraEvent pim =
                audit("Add eligible member to role in PIM completed (permanent)")
                        .service("PIM")
                        .by("eve", "eve@example.com")
                        .at(NOON, Duration.ofMinutes(10))
                        .onUser("new", "New")
                        .role(Events.GLOBAL_ADMINISTRATOR)
                        .build();
        EntraEvent echo =
                audit("Add eligible member to role")
                        .byApp("pim", "MS-PIM")
                        .at(NOON, Duration.ofMinutes(10).plusSeconds(3))
                        .onUser("new", "new@example.com")
                        .role(Events.GLOBAL_ADMINISTRATOR)
                        .build();

        assertThat(job().given(CREATED, pim, echo).onlyAlertOf(ID).evidence()).hasSize(3);
        AnyOrder.givesTheSame(() -> job().given(CREATED, pim, echo), ID);
    }

    @Test
    void acceptsInvitationsPrivilegedGroupsAndAzureRoles() {
        EntraEvent invited =
                audit("Invite external user")
                        .by("eve", "eve@example.com")
                        .onUser("new", "new_x#EXT#@example.com")
                        .build();
        EntraEvent owner =
                azure("microsoft.authorization/roleassignments/write")
                        .by("eve", "eve@example.com")
                        .at(NOON, Duration.ofHours(1))
                        .detail("principalId", "new")
                        .detail("roleDefinitionId", "8e3af657-a8ff-443c-a75c-2fe8c4bcb635")
                        .build();

        assertThat(job().given(invited, group(GROUP, Duration.ofHours(1))).alertsOf(ID)).hasSize(1);
        assertThat(job().given(CREATED, owner).onlyAlertOf(ID).reason())
                .contains("the Azure role Owner by");
    }

    @Test
    void staysSilentForOtherRolesGroupsAndRequests() {
        EntraEvent reader =
                role(Duration.ofMinutes(1))
                        .role(new RoleReference("r-1", "Message Center Reader"))
                        .build();
        EntraEvent requested =
                audit("Add eligible member to role in PIM requested (permanent)")
                        .onUser("new", null)
                        .role(Events.GLOBAL_ADMINISTRATOR)
                        .build();

        assertThat(
                        job().given(
                                        CREATED,
                                        reader,
                                        requested,
                                        group(
                                                "9f000000-0000-4000-8000-000000000002",
                                                Duration.ZERO))
                                .alertsOf(ID))
                .isEmpty();
    }

    @Test
    void findsThePrivilegedGroupAmongManyOthers() {
        List<EntraEvent> events = new ArrayList<>(List.of(CREATED));
        for (int i = 0; i < 30; i++) {
            String id = i == 15 ? GROUP : "9f000000-0000-4000-8000-0000000001%02d".formatted(i);
            events.add(group(id, Duration.ofSeconds(i)));
        }

        assertThat(job().given(events).alertsOf(ID)).hasSize(1);
        AnyOrder.givesTheSame(() -> job().given(events), ID);
    }

    @Test
    void isCriticalWhereTheAccountIsDeletedWithinADayOfTheGrant() {
        Duration granted = Duration.ofDays(5);
        EntraEvent role = role(granted).build();

        Alert alert =
                job().given(CREATED, role, deleted(granted.plusHours(24).minusMillis(1)))
                        .onlyAlertOf(ID);
        assertThat(alert.severity()).isEqualTo("critical");
        assertThat(alert.reason()).endsWith("; eve@example.com deleted it soon after.");
        assertThat(
                        job().given(CREATED, role, deleted(granted.plusHours(24)))
                                .onlyAlertOf(ID)
                                .severity())
                .isEqualTo("medium");
        AnyOrder.givesTheSame(() -> job().given(CREATED, role, deleted(granted.plusHours(2))), ID);
    }

    @Test
    void staysSilentWhereProvisionersDidBoth() {
        EntraEvent created =
                audit("Add user").by("hr", "hr@example.com").onUser("new", null).build();
        EntraEvent granted = role(Duration.ofMinutes(1)).by("hr", "hr@example.com").build();

        assertThat(job().given(created, granted).alertsOf(ID)).isEmpty();
        assertThat(job().given(created, role(Duration.ofMinutes(1)).build()).alertsOf(ID))
                .hasSize(1);
    }

    @Test
    void needsNeitherActorNorNameNorAddress() {
        EntraEvent created = audit("Add user").onUser("new", null).build();
        EntraEvent granted =
                audit("Add member to role")
                        .onUser("new", null)
                        .at(NOON, Duration.ofHours(1))
                        .role(Events.GLOBAL_ADMINISTRATOR)
                        .build();

        assertThat(job().given(created, granted).onlyAlertOf(ID).reason())
                .isEqualTo(
                        "new was created by unknown and given the role Global Administrator by unknown 1 h later.");
    }

    private static Events.AuditBuilder role(Duration after) {
        return audit("Add member to role")
                .by("eve", "eve@example.com")
                .at(NOON, after)
                .onUser("new", "new@example.com")
                .role(Events.GLOBAL_ADMINISTRATOR);
    }

    private static EntraEvent group(String id, Duration after) {
        return audit("Add member to group")
                .by("eve", "eve@example.com")
                .at(NOON, after)
                .onUser("new", "new@example.com")
                .change("Group.ObjectID", null, id)
                .build();
    }

    private static EntraEvent deleted(Duration after) {
        return audit("Delete user")
                .by("eve", "eve@example.com")
                .at(NOON, after)
                .onUser("new", null)
                .build();
    }

    private static TestJob job() {
        return TestJob.withPolicy(POLICY);
    }
}
