package io.entracep.detections.breakglass;

import static io.entracep.detections.breakglass.EmergencyAccounts.BG;
import static io.entracep.detections.breakglass.EmergencyAccounts.job;
import static io.entracep.detections.breakglass.EmergencyAccounts.on;
import static io.entracep.testing.Events.NOON;
import static io.entracep.testing.Events.audit;
import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.event.EntraEvent;
import io.entracep.testing.AnyOrder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BreakGlassCredentialTest {
    private static final String ID = "break-glass-credential";

    @Test
    void firesWhenAnAdministratorRegistersAMethod() {
        Alert alert = job().given(on("Admin registered security info").build()).onlyAlertOf(ID);

        assertThat(alert.severity()).isEqualTo("high");
        assertThat(alert.reason())
                .isEqualTo(
                        "Admin registered security info on the emergency access account"
                                + " bg1@example.com by eve@example.com.");
    }

    @Test
    void firesForKeysForFailuresAndForChangedProperties() {
        for (EntraEvent event :
                List.of(
                        on("Add FIDO2 security key").build(),
                        on("User registered security info").failed().build(),
                        on("Update user")
                                .change("StrongAuthenticationMethod", null, "[{}]")
                                .build())) {
            assertThat(job().given(event).alertsOf(ID)).as(event.activityName()).hasSize(1);
        }
    }

    @Test
    void staysSilentWhereOnlyTheTimeOfLastUseChanged() {
        EntraEvent used =
                on("Update user")
                        .change(
                                "StrongAuthenticationPhoneAppDetail",
                                "[{\"Id\":\"1\",\"LastAuthenticatedTimestamp\":\"a\"}]",
                                "[{\"Id\":\"1\",\"LastAuthenticatedTimestamp\":\"b\"}]")
                        .build();

        assertThat(job().given(used).alertsOf(ID)).isEmpty();
    }

    @Test
    void staysSilentForOthers() {
        EntraEvent other =
                audit("Admin registered security info")
                        .by(BG, "bg1@example.com")
                        .onUser("u2", "a@b.c")
                        .build();

        assertThat(job().given(other).alertsOf(ID)).isEmpty();
    }

    @Test
    void saysTheSameInAnyOrder() {
        List<EntraEvent> events =
                List.of(
                        on("Admin registered security info").build(),
                        on("Admin deleted security info").at(NOON, Duration.ofSeconds(9)).build());

        assertThat(job().given(events).alertsOf(ID)).hasSize(2);
        AnyOrder.givesTheSame(() -> job().given(events), ID);
    }
}
