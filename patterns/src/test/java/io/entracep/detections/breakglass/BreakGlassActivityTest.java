package io.entracep.detections.breakglass;

import static io.entracep.detections.breakglass.EmergencyAccounts.BG;
import static io.entracep.detections.breakglass.EmergencyAccounts.job;
import static io.entracep.detections.breakglass.EmergencyAccounts.on;
import static io.entracep.testing.Events.NOON;
import static io.entracep.testing.Events.audit;
import static io.entracep.testing.Events.azure;
import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.alert.Evidence;
import io.entracep.event.EntraEvent;
import io.entracep.testing.AnyOrder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BreakGlassActivityTest {
    private static final String ID = "break-glass-activity";

    @Test
    void firesForWhatTheAccountDoes() {
        EntraEvent changed =
                audit("Update conditional access policy")
                        .by(BG, "bg1@example.com")
                        .ip("203.0.113.9")
                        .on("Policy", "p1", "Require MFA")
                        .build();

        Alert alert = job().given(changed).onlyAlertOf(ID);
        assertThat(alert.severity()).isEqualTo("high");
        assertThat(alert.reason())
                .isEqualTo(
                        "At least 1 records by or on the emergency access account bg1@example.com,"
                                + " first Update conditional access policy by bg1@example.com from"
                                + " 203.0.113.9.");
        assertThat(alert.evidence()).extracting(Evidence::stage).containsExactly("by the account");
    }

    @Test
    void firesForWhatIsDoneToItOtherwise() {
        assertThat(job().given(on("Add owner to application").build()).alertsOf(ID)).hasSize(1);
        assertThat(job().given(azure("microsoft.insights/x").by(BG, null).build()).alertsOf(ID))
                .hasSize(1);
    }

    @Test
    void leavesOutWhatOthersTell() {
        assertThat(
                        job().given(
                                        on("Reset user password").build(),
                                        on("Disable account").build(),
                                        on("Admin registered security info").build(),
                                        on("Update user")
                                                .change("LastDirSyncTime", "1", "2")
                                                .build())
                                .alertsOf(ID))
                .isEmpty();
    }

    @Test
    void findsTheOneThatOthersDoNotTellAmongMany() {
        List<EntraEvent> events = new java.util.ArrayList<>();
        for (int i = 0; i < 40; i++) {
            events.add(
                    on(i == 20 ? "Add owner to application" : "Reset user password")
                            .at(NOON, Duration.ofSeconds(i))
                            .build());
        }

        assertThat(job().given(events).onlyAlertOf(ID).reason())
                .contains("first Add owner to application");
        AnyOrder.givesTheSame(() -> job().given(events), ID);
    }

    @Test
    void isOneAlertAnHour() {
        assertThat(
                        job().given(
                                        on("Add owner to application").build(),
                                        on("Hide user").at(NOON, Duration.ofMinutes(59)).build(),
                                        on("Hide user").at(NOON, Duration.ofHours(1)).build())
                                .alertsOf(ID))
                .hasSize(2);
    }

    @Test
    void staysSilentForOthers() {
        EntraEvent other =
                audit("Update user").by("eve", null).onUser("u2", "ann@example.com").build();

        assertThat(job().given(other).alertsOf(ID)).isEmpty();
    }
}
