package io.entracep.detections.breakglass;

import static io.entracep.detections.breakglass.EmergencyAccounts.BG;
import static io.entracep.detections.breakglass.EmergencyAccounts.job;
import static io.entracep.detections.breakglass.EmergencyAccounts.on;
import static io.entracep.testing.Events.NOON;
import static io.entracep.testing.Events.audit;
import static io.entracep.testing.Events.azure;
import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.event.EntraEvent;
import io.entracep.testing.AnyOrder;
import io.entracep.testing.Events;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BreakGlassPermissionTest {
    private static final String ID = "break-glass-permission";

    @Test
    void firesWhenItsRoleIsTakenAway() {
        EntraEvent removed =
                on("Remove member from role").role(Events.GLOBAL_ADMINISTRATOR).build();

        assertThat(job().given(removed).onlyAlertOf(ID).reason())
                .isEqualTo(
                        "Remove member from role on the emergency access account bg1@example.com by"
                                + " eve@example.com (role Global Administrator).");
    }

    @Test
    void firesForGroupsStateAttributesAndFailedRequests() {
        for (EntraEvent event :
                List.of(
                        on("Add member to group").build(),
                        on("Disable account").build(),
                        on("Update user").change("AccountEnabled", "true", "false").build(),
                        on("Add eligible member to role in PIM requested (permanent)").build(),
                        on("Remove member from role").failed().build())) {
            assertThat(job().given(event).alertsOf(ID)).as(event.activityName()).hasSize(1);
        }
    }

    @Test
    void firesForAzureRolesOnceTheyHaveEnded() {
        EntraEvent ended =
                azure("microsoft.authorization/roleassignments/write")
                        .by("eve", "eve@example.com")
                        .detail("principalId", BG)
                        .build();
        EntraEvent other =
                azure("microsoft.authorization/roleassignments/read")
                        .by("eve", "eve@example.com")
                        .detail("principalId", BG)
                        .build();

        assertThat(job().given(ended).alertsOf(ID)).hasSize(1);
        assertThat(job().given(other).alertsOf(ID)).isEmpty();
    }

    @Test
    void staysSilentForSynchronisationStampsAndAuthenticationProperties() {
        assertThat(
                        job().given(
                                        on("Update user")
                                                .change("LastDirSyncTime", "1", "2")
                                                .build(),
                                        on("Update user")
                                                .change("StrongAuthenticationMethod", null, "[]x")
                                                .build())
                                .alertsOf(ID))
                .isEmpty();
    }

    @Test
    void staysSilentWhenTheAccountChangesAnother() {
        EntraEvent other =
                audit("Add member to role")
                        .by(BG, "bg1@example.com")
                        .onUser("u2", "ann@example.com")
                        .build();

        assertThat(job().given(other).alertsOf(ID)).isEmpty();
    }

    @Test
    void saysTheSameInAnyOrder() {
        List<EntraEvent> events =
                List.of(
                        on("Disable account").build(),
                        on("Enable account").at(NOON, Duration.ofMinutes(1)).build(),
                        on("Disable account").at(NOON, Duration.ofMinutes(2)).build());

        assertThat(job().given(events).alertsOf(ID)).hasSize(2);
        AnyOrder.givesTheSame(() -> job().given(events), ID);
    }
}
