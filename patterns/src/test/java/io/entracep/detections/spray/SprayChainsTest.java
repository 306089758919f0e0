package io.entracep.detections.spray;

import static io.entracep.detections.spray.Sprays.ATTACKER;
import static io.entracep.detections.spray.Sprays.MINUTE;
import static io.entracep.detections.spray.Sprays.account;
import static io.entracep.detections.spray.Sprays.failure;
import static io.entracep.detections.spray.Sprays.repeated;
import static io.entracep.detections.spray.Sprays.spray;
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
import org.junit.jupiter.api.Test;

class SprayChainsTest {
    private static final String SIGN_IN = "spray-then-sign-in";
    private static final String ACTION = "spray-to-privileged-action";
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void tellsTheVictimOfASpray() {
        List<EntraEvent> events = spray(6, MINUTE);
        events.add(hit(0, HOUR));

        Alert alert = job(events).onlyAlertOf(SIGN_IN);

        assertThat(alert.severity()).isEqualTo("high");
        assertThat(alert.reason())
                .isEqualTo(
                        "198.51.100.7, which sprayed passwords against at least 6 accounts,"
                                + " presented the right password of ann@example.com; it signed in.");
        assertThat(alert.subject().id()).isEqualTo("ann");
        AnyOrder.givesTheSame(() -> job(events), SIGN_IN);
    }

    @Test
    void isMediumWhereASecondFactorStoppedIt() {
        Alert alert = sprayAnd(hit(50076, HOUR)).onlyAlertOf(SIGN_IN);

        assertThat(alert.severity()).isEqualTo("medium");
        assertThat(alert.reason()).endsWith("; it was stopped with code 50076.");
    }

    @Test
    void firesWithinADayOfTheSprayOnEitherSide() {
        assertThat(sprayAnd(hit(0, HOUR.multipliedBy(24))).alertsOf(SIGN_IN)).hasSize(1);
        assertThat(sprayAnd(hit(0, HOUR.multipliedBy(25))).alertsOf(SIGN_IN)).isEmpty();
        assertThat(sprayAnd(hit(0, HOUR.multipliedBy(-23))).alertsOf(SIGN_IN)).hasSize(1);
        assertThat(sprayAnd(hit(0, HOUR.multipliedBy(-25))).alertsOf(SIGN_IN)).isEmpty();
    }

    @Test
    void staysSilentForAnAccountThatKnowsTheAddress() {
        List<EntraEvent> events = new ArrayList<>(List.of(hit(0, Duration.ofDays(-3))));
        events.addAll(spray(6, MINUTE));
        events.add(hit(0, HOUR));

        assertThat(job(events).alertsOf(SIGN_IN)).isEmpty();
        AnyOrder.givesTheSame(() -> job(events), SIGN_IN);
    }

    @Test
    void tellsAnAccountThatWasTriedAndThenEntered() {
        List<EntraEvent> events = spray(6, MINUTE);
        events.addAll(repeated(1, HOUR, HOUR, i -> account(2)));

        assertThat(job(events).onlyAlertOf(SIGN_IN).subject().id()).isEqualTo("u2");
    }

    @Test
    void isOneAlertForEachAccountAndDay() {
        List<EntraEvent> events = spray(6, MINUTE);
        for (int i = 0; i < 20; i++) {
            events.add(hit(i == 7 ? 0 : 50076, HOUR.plusMinutes(i)));
        }

        assertThat(job(events).onlyAlertOf(SIGN_IN).severity()).isEqualTo("high");
        AnyOrder.givesTheSame(() -> job(events), SIGN_IN);
    }

    @Test
    void staysSilentFromElsewhereAndForRefreshesAndWithoutASpray() {
        EntraEvent elsewhere = signIn().user("ann", null).ip("203.0.113.1").at(NOON, HOUR).build();
        EntraEvent refresh = Events.refresh().user("ann", null).ip(ATTACKER).at(NOON, HOUR).build();

        assertThat(sprayAnd(elsewhere).alertsOf(SIGN_IN)).isEmpty();
        assertThat(sprayAnd(refresh).alertsOf(SIGN_IN)).isEmpty();
        assertThat(job(spray(2, MINUTE)).given(hit(0, HOUR)).alertsOf(SIGN_IN)).isEmpty();
    }

    @Test
    void isOneCriticalAlertForTheWholeAttack() {
        List<EntraEvent> events = attack();

        Alert alert = job(events).onlyAlertOf(ACTION);
        assertThat(alert.severity()).isEqualTo("critical");
        assertThat(alert.reason())
                .isEqualTo(
                        "ann@example.com was signed in to from 198.51.100.7, which sprayed passwords"
                                + " against at least 6 accounts, did \"User registered security"
                                + " info\" and 1 h later did \"Add member to role completed (PIM"
                                + " activation)\" (role Global Administrator).");
        assertThat(alert.evidence().stream().map(Evidence::stage).distinct())
                .containsExactly("spray", "sign-in", "method", "action");
        assertThat(alert.subject().id()).isEqualTo("ann");
        AnyOrder.givesTheSame(() -> job(events), ACTION);
    }

    @Test
    void isOneAlertForThirtyActions() {
        List<EntraEvent> events = attack();
        for (int i = 1; i < 30; i++) {
            events.add(action("Consent to application", HOUR.multipliedBy(2).plusMinutes(i)));
        }

        assertThat(job(events).onlyAlertOf(ACTION).reason()).contains("1 h later");
        AnyOrder.givesTheSame(() -> job(events), ACTION);
    }

    @Test
    void staysSilentFromADayAfterTheSignInOnAndBeforeIt() {
        Duration day = HOUR.plusDays(1);

        assertThat(
                        sprayAnd(hit(0, HOUR), action("Consent to application", day.minusMillis(1)))
                                .alertsOf(ACTION))
                .hasSize(1);
        assertThat(
                        sprayAnd(hit(0, HOUR), action("Consent to application", day.plusMillis(1)))
                                .alertsOf(ACTION))
                .isEmpty();
        assertThat(
                        sprayAnd(hit(0, HOUR), action("Consent to application", MINUTE))
                                .alertsOf(ACTION))
                .isEmpty();
    }

    @Test
    void staysSilentWhereTheUserKnowsTheNetwork() {
        List<EntraEvent> events = attack();
        events.add(hit(0, Duration.ofDays(-3)));

        assertThat(job(events).alertsOf(ACTION)).isEmpty();
    }

    @Test
    void followsASprayFromManyAddresses() {
        List<EntraEvent> events = repeated(12, MINUTE, i -> failure(i).ip("203.0.113." + i));
        events.add(hit(0, HOUR));
        events.add(action("Consent to application", HOUR.multipliedBy(2)));

        assertThat(job(events).onlyAlertOf("spray-to-privileged-action-by-network").reason())
                .startsWith("ann@example.com was signed in to from 198.51.100.7 of AS64666, which");
        AnyOrder.givesTheSame(() -> job(events), "spray-to-privileged-action-by-network");
    }

    @Test
    void missesSensitiveActionsThatAreNotOnTheList() {
        assertThat(
                        sprayAnd(
                                        hit(0, HOUR),
                                        action("Add owner to application", HOUR.plusHours(1)))
                                .alertsOf(ACTION))
                .isEmpty();
    }

    private static List<EntraEvent> attack() {
        List<EntraEvent> events = new ArrayList<>(spray(6, MINUTE));
        events.add(hit(0, HOUR));
        events.add(
                audit("User registered security info")
                        .by("ann", "ann@example.com")
                        .onUser("ann", "ann@example.com")
                        .at(NOON, HOUR.plusMinutes(30))
                        .build());
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

    private static EntraEvent hit(int code, Duration after) {
        return signIn().user("ann", "ann@example.com")
                .code(code)
                .ip(ATTACKER)
                .asn(64666)
                .at(NOON, after)
                .build();
    }

    private static EntraEvent action(String activity, Duration after) {
        return audit(activity).by("ann", "ann@example.com").at(NOON, after).build();
    }

    private static TestJob sprayAnd(EntraEvent... events) {
        return job(spray(6, MINUTE)).given(events);
    }

    private static TestJob job(List<EntraEvent> events) {
        return TestJob.withoutPolicy().given(events);
    }
}
