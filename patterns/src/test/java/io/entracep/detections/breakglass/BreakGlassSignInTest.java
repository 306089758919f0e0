package io.entracep.detections.breakglass;

import static io.entracep.testing.Events.NOON;
import static io.entracep.testing.Events.refresh;
import static io.entracep.testing.Events.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.event.EntraEvent;
import io.entracep.testing.AnyOrder;
import io.entracep.testing.Events;
import io.entracep.testing.TestJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BreakGlassSignInTest {
    private static final String ID = "break-glass-sign-in";
    private static final String BG = "b6000000-0000-4000-8000-000000000001";
    private static final String POLICY =
            """
            default:
              break-glass-accounts: [%s, bg2@example.com]
              break-glass-drills:
                - {start: 2026-03-03T00:00, end: 2026-03-04T00:00, accounts: [%s]}
            """
                    .formatted(BG, BG);

    @Test
    void isCriticalWhenItSucceeds() {
        Alert alert = job().given(triedWith(0, Duration.ZERO)).onlyAlertOf(ID);

        assertThat(alert.severity()).isEqualTo("critical");
        assertThat(alert.reason())
                .isEqualTo(
                        "Sign-in attempt with the emergency access account bg1@example.com; it"
                                + " succeeded from 198.51.100.7 to Azure Portal.");
        assertThat(alert.policyEntries()).containsExactly("default.break-glass-accounts: " + BG);
    }

    @Test
    void isHighWhateverElseTheResult() {
        Alert alert = job().given(triedWith(50126, Duration.ZERO)).onlyAlertOf(ID);

        assertThat(alert.severity()).isEqualTo("high");
        assertThat(alert.reason()).endsWith("it failed with code 50126 from 198.51.100.7.");
    }

    @Test
    void readsTokenRefreshesAndNamesAndWhatWasTyped() {
        EntraEvent byRefresh = refresh().user(BG, "bg1@example.com").build();
        EntraEvent byName = signIn().user("u2", "BG2@example.com").build();
        EntraEvent byTyped = signIn().user("u3", null).alternateName("bg2@example.com").build();

        assertThat(job().given(byRefresh).alertsOf(ID)).hasSize(1);
        assertThat(job().given(byName).alertsOf(ID)).hasSize(1);
        assertThat(job().given(byTyped).alertsOf(ID)).hasSize(1);
    }

    @Test
    void staysSilentForOtherAccountsAndWithoutThePolicy() {
        EntraEvent other = signIn().user("u4", "ann@example.com").build();

        assertThat(job().given(other).alertsOf(ID)).isEmpty();
        assertThat(TestJob.withoutPolicy().given(triedWith(0, Duration.ZERO)).alertsOf(ID))
                .isEmpty();
    }

    @Test
    void isOneAlertForEachHour() {
        Duration hour = Duration.ofHours(1);

        assertThat(
                        job().given(triedWith(0, Duration.ZERO), triedWith(0, hour.minusMillis(1)))
                                .alertsOf(ID))
                .hasSize(1);
        assertThat(job().given(triedWith(0, Duration.ZERO), triedWith(0, hour)).alertsOf(ID))
                .hasSize(2);
    }

    @Test
    void findsTheSuccessAmongManyFailures() {
        List<EntraEvent> events = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            events.add(triedWith(i == 20 ? 0 : 50126, Duration.ofSeconds(i)));
        }

        assertThat(job().given(events).onlyAlertOf(ID).severity()).isEqualTo("critical");
        AnyOrder.givesTheSame(() -> job().given(events), ID);
    }

    @Test
    void isInformationalInAnAnnouncedDrillOfTheAccountOnly() {
        Duration tomorrow = Duration.ofDays(1);

        Alert drill = job().given(triedWith(0, tomorrow)).onlyAlertOf(ID);
        assertThat(drill.severity()).isEqualTo("informational");
        assertThat(drill.reason()).endsWith("announced drill default.break-glass-drills[0].");
        EntraEvent other = signIn().user("u2", "bg2@example.com").at(NOON, tomorrow).build();
        assertThat(job().given(other).onlyAlertOf(ID).severity()).isEqualTo("critical");
    }

    @Test
    void needsNeitherAddressNorName() {
        EntraEvent bare = signIn().user(BG, null).build();

        assertThat(job().given(bare).onlyAlertOf(ID).reason())
                .contains(BG)
                .contains("it succeeded from an unknown address");
    }

    private static EntraEvent triedWith(int code, Duration after) {
        return attempt().code(code).at(NOON, after).build();
    }

    private static Events.SignInBuilder attempt() {
        return Events.signIn().user(BG, "bg1@example.com").ip("198.51.100.7");
    }

    private static TestJob job() {
        return TestJob.withPolicy(POLICY);
    }
}
