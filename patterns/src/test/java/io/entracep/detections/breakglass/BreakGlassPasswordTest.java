package io.entracep.detections.breakglass;

import static io.entracep.detections.breakglass.EmergencyAccounts.BG;
import static io.entracep.detections.breakglass.EmergencyAccounts.job;
import static io.entracep.detections.breakglass.EmergencyAccounts.on;
import static io.entracep.testing.Events.NOON;
import static io.entracep.testing.Events.audit;
import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.alert.Evidence;
import io.entracep.event.EntraEvent;
import io.entracep.testing.AnyOrder;
import io.entracep.testing.TestJob;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BreakGlassPasswordTest {
    private static final String ID = "break-glass-password";

    @Test
    void firesWhenAnAdministratorResetsIt() {
        Alert alert =
                job().given(on("Reset password (by admin)").ip("203.0.113.9").build())
                        .onlyAlertOf(ID);

        assertThat(alert.severity()).isEqualTo("high");
        assertThat(alert.reason())
                .isEqualTo(
                        "Reset password (by admin) on the emergency access account bg1@example.com by"
                                + " eve@example.com from 203.0.113.9.");
        assertThat(alert.evidence()).extracting(Evidence::stage).containsExactly("change");
    }

    @Test
    void firesWhateverTheResultAndForSelfService() {
        EntraEvent own =
                audit("Change password (self-service)")
                        .by(BG, "bg1@example.com")
                        .onUser(BG, "bg1@example.com")
                        .build();

        assertThat(job().given(on("Reset user password").failed().build()).alertsOf(ID)).hasSize(1);
        assertThat(job().given(own).onlyAlertOf(ID).reason()).endsWith("by the account itself.");
    }

    @Test
    void staysSilentForOtherAccountsAndOtherActivities() {
        EntraEvent other =
                audit("Reset password (by admin)")
                        .by(BG, "bg1@example.com")
                        .onUser("u2", "ann@example.com")
                        .build();

        assertThat(job().given(other, on("Update user").build()).alertsOf(ID)).isEmpty();
    }

    @Test
    void isOneAlertForEachActivityAndHourInAnyOrder() {
        List<EntraEvent> events =
                List.of(
                        on("Reset user password").build(),
                        on("Reset user password").at(NOON, Duration.ofMinutes(59)).build(),
                        on("Change user password").at(NOON, Duration.ofMinutes(59)).build(),
                        on("Reset user password").at(NOON, Duration.ofHours(1)).build());

        assertThat(job().given(events).alertsOf(ID)).hasSize(3);
        AnyOrder.givesTheSame(() -> job().given(events), ID);
    }

    @Test
    void isInformationalInADrill() {
        EntraEvent drill = on("Reset user password").at(NOON, Duration.ofDays(1)).build();

        assertThat(job().given(drill).onlyAlertOf(ID).severity()).isEqualTo("informational");
    }

    @Test
    void needsNoActorAndNoObjectIdWhereThePolicyListsTheName() {
        EntraEvent bare = audit("Reset user password").onUser(BG, null).build();
        EntraEvent noId = audit("Reset user password").onUser(null, "bg1@example.com").build();

        assertThat(job().given(bare).alertsOf(ID)).hasSize(1);
        assertThat(
                        TestJob.withPolicy("default: {break-glass-accounts: [bg1@example.com]}")
                                .given(noId)
                                .alertsOf(ID))
                .hasSize(1);
    }

    @Test
    void missesTheNameWithoutObjectIdWhereThePolicyListsTheId() {
        EntraEvent noId = audit("Reset user password").onUser(null, "bg1@example.com").build();

        assertThat(job().given(noId).alertsOf(ID)).isEmpty();
    }
}
