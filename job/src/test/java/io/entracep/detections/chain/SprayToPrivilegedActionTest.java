package io.entracep.detections.chain;

import static io.entracep.detections.chain.Sprays.spray;
import static io.entracep.testing.Events.NOON;
import static io.entracep.testing.Events.audit;
import static io.entracep.testing.Events.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.alert.Evidence;
import io.entracep.event.EntraEvent;
import io.entracep.testing.AnyOrder;
import io.entracep.testing.Events;
import io.entracep.testing.TestJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class SprayToPrivilegedActionTest {
    private static final String ID = "spray-to-privileged-action";
    private static final String IP = "203.0.113.9";
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void isOneCriticalAlertForTheWholeAttack() {
        List<EntraEvent> events = attack();

        Alert alert = job().given(events).onlyAlertOf(ID);
        assertThat(alert.severity()).isEqualTo("critical");
        assertThat(alert.reason())
                .isEqualTo(
                        "ann@example.com was signed in to from 203.0.113.9, which sprayed passwords against at"
                                + " least 6 accounts, did \"User registered security info\" and 1 h later did"
                                + " \"Add member to role completed (PIM activation)\" (role Global"
                                + " Administrator).");
        assertThat(alert.evidence().stream().map(Evidence::stage).distinct())
                .containsExactly("spray", "sign-in", "method", "action");
        assertThat(alert.entity().id()).isEqualTo("ann");
        AnyOrder.givesTheSame(() -> job().given(events), ID);
    }

    @Test
    void isOneAlertForThirtyActions() {
        List<EntraEvent> events = attack();
        for (int i = 1; i < 30; i++) {
            events.add(action("Consent to application", HOUR.multipliedBy(2).plusMinutes(i)));
        }

        assertThat(job().given(events).onlyAlertOf(ID).reason()).contains("1 h later");
        AnyOrder.givesTheSame(() -> job().given(events), ID);
    }

    @Test
    void staysSilentFromExactlyADayAfterTheSignInOn() {
        Duration day = HOUR.plusDays(1);

        assertThat(
                        sprayAnd(hit(), action("Consent to application", day.minusMillis(1)))
                                .alertsOf(ID))
                .hasSize(1);
        assertThat(sprayAnd(hit(), action("Consent to application", day)).alertsOf(ID)).isEmpty();
        assertThat(
                        sprayAnd(hit(), action("Consent to application", HOUR.minusMillis(1)))
                                .alertsOf(ID))
                .isEmpty();
    }

    @Test
    void leavesOutAMethodRegisteredTwoHoursLater() {
        EntraEvent action = action("Consent to application", HOUR.plusHours(3));

        assertThat(
                        sprayAnd(hit(), method(HOUR.plusHours(2).minusMillis(1)), action)
                                .onlyAlertOf(ID)
                                .reason())
                .contains("registered");
        assertThat(sprayAnd(hit(), method(HOUR.plusHours(2)), action).onlyAlertOf(ID).reason())
                .doesNotContain("registered");
    }

    @Test
    void staysSilentWhereTheUserKnowsTheNetwork() {
        EntraEvent known =
                signIn().user("ann", "ann@example.com")
                        .ip(IP)
                        .at(NOON, Duration.ofDays(-3))
                        .build();
        EntraEvent tooOld =
                signIn().user("ann", "ann@example.com")
                        .ip(IP)
                        .at(NOON, Duration.ofDays(-31))
                        .build();

        List<EntraEvent> events = new ArrayList<>(List.of(known));
        events.addAll(attack());
        assertThat(job().given(events).alertsOf(ID)).isEmpty();
        AnyOrder.givesTheSame(() -> job().given(events), ID);
        assertThat(job().given(tooOld).given(attack()).alertsOf(ID)).hasSize(1);
    }

    @Test
    void staysSilentForOrdinaryAndForFailedActionsAndForOthers() {
        EntraEvent other =
                audit("Consent to application")
                        .by("bob", "bob@example.com")
                        .at(NOON, HOUR.plusHours(1))
                        .build();
        EntraEvent failed =
                audit("Consent to application")
                        .by("ann", null)
                        .failed()
                        .at(NOON, HOUR.plusHours(1))
                        .build();

        assertThat(
                        sprayAnd(hit(), action("Update user", HOUR.plusHours(1)), other, failed)
                                .alertsOf(ID))
                .isEmpty();
        assertThat(sprayAnd(action("Consent to application", HOUR.plusHours(1))).alertsOf(ID))
                .isEmpty();
    }

    @Test
    void followsAClientThatSprayedFromManyAddresses() {
        List<EntraEvent> events = clientSpray(i -> "198.51.100." + i);

        Alert alert = job().given(events).onlyAlertOf(ID);
        assertThat(alert.severity()).isEqualTo("critical");
        assertThat(alert.reason())
                .startsWith(
                        "ann@example.com was signed in to from 203.0.113.9 by AS64501 spray/1.0, which sprayed"
                                + " passwords against at least 30 accounts and 1 h later did");
        AnyOrder.givesTheSame(() -> job().given(events), ID);
    }

    @Test
    void isOneAlertWhereBothAddressAndClientSprayed() {
        List<EntraEvent> events = clientSpray(i -> i < 20 ? "198.51.100." + i : IP);

        assertThat(job().given(events).alertsOf("spray-then-sign-in")).hasSize(1);
        assertThat(job().given(events).alertsOf("spray-then-sign-in-by-client")).hasSize(1);
        job().given(events).onlyAlertOf(ID);
        AnyOrder.givesTheSame(() -> job().given(events), ID);
    }

    @Test
    void missesSensitiveActionsThatAreNotOnTheList() {
        assertThat(
                        sprayAnd(hit(), action("Add owner to application", HOUR.plusHours(1)))
                                .alertsOf(ID))
                .isEmpty();
    }

    private static List<EntraEvent> attack() {
        List<EntraEvent> events = new ArrayList<>(spray(IP));
        events.add(hit());
        events.add(method(HOUR.plusMinutes(30)));
        events.add(
                audit("Add member to role completed (PIM activation)")
                        .service("PIM")
                        .by("ann", "ann@example.com")
                        .onUser("ann", "Ann")
                        .role(Events.GLOBAL_ADMINISTRATOR)
                        .at(NOON, HOUR.plusHours(1))
                        .build());
        return events;
    }

    /** Thirty accounts within five minutes, then Ann's, and what she is made to do. */
    private static List<EntraEvent> clientSpray(IntFunction<String> ip) {
        List<EntraEvent> events = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            events.add(
                    signIn().user("s" + i, "s" + i + "@example.com")
                            .code(50126)
                            .ip(ip.apply(i))
                            .asn(64501)
                            .userAgent("spray/1.0")
                            .at(NOON, Duration.ofSeconds(10).multipliedBy(i))
                            .build());
        }
        events.add(
                signIn().user("ann", "ann@example.com")
                        .ip(IP)
                        .asn(64501)
                        .userAgent("spray/1.0")
                        .at(NOON, HOUR)
                        .build());
        events.add(action("Consent to application", HOUR.multipliedBy(2)));
        return events;
    }

    private static TestJob sprayAnd(EntraEvent... events) {
        return job().given(spray(IP)).given(events);
    }

    private static EntraEvent hit() {
        return signIn().user("ann", "ann@example.com").ip(IP).at(NOON, HOUR).build();
    }

    private static EntraEvent method(Duration after) {
        return audit("User registered security info")
                .by("ann", "ann@example.com")
                .onUser("ann", "ann@example.com")
                .at(NOON, after)
                .build();
    }

    private static EntraEvent action(String activity, Duration after) {
        return audit(activity).by("ann", "ann@example.com").at(NOON, after).build();
    }

    private static TestJob job() {
        return TestJob.withoutPolicy();
    }
}
