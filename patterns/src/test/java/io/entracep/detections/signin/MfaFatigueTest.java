package io.entracep.detections.signin;

import static io.entracep.detections.signin.Scenario.ATTACKER;
import static io.entracep.detections.signin.Scenario.HOME;
import static io.entracep.detections.signin.Scenario.PRIVILEGED;
import static io.entracep.detections.signin.Scenario.alertsInAnyOrder;
import static io.entracep.detections.signin.Scenario.ann;
import static io.entracep.detections.signin.Scenario.habit;
import static io.entracep.detections.signin.Scenario.onlyAlert;
import static io.entracep.detections.signin.Scenario.repeated;
import static io.entracep.detections.signin.Scenario.together;
import static io.entracep.testing.Events.NOON;
import static io.entracep.testing.Events.audit;
import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.alert.Evidence;
import io.entracep.event.EntraEvent;
import io.entracep.testing.Events.SignInBuilder;
import io.entracep.testing.TestJob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MfaFatigueTest {
    private static final String ID = "mfa-fatigue";
    private static final String NO_RESPONSE =
            "MFA denied; user did not respond to mobile app notification";
    private static final Duration TWO_MINUTES = Duration.ofMinutes(2);
    private static final Instant LAST_PROMPT = NOON.plus(TWO_MINUTES.multipliedBy(4));
    private static final EntraEvent APPROVED =
            ann().withMfa().ip(ATTACKER).at(LAST_PROMPT, Duration.ofMinutes(12)).build();

    @Test
    void firesWhenASuccessFollowsFivePrompts() {
        Alert alert = onlyAlert(ID, () -> given(prompts(5), APPROVED));

        assertThat(alert.severity()).isEqualTo("high");
        assertThat(alert.reason())
                .isEqualTo(
                        "ann@example.com left at least 5 second-factor prompts unapproved; 12 min later a sign-in with a second factor succeeded from 198.51.100.7.");
        assertThat(alert.evidence()).hasSize(6);
        assertThat(alert.evidence()).extracting(Evidence::stage).containsOnly("prompts", "success");
    }

    @Test
    void staysSilentWithFourPromptsOrWithoutASecondFactor() {
        EntraEvent withoutFactor =
                ann().ip(ATTACKER).at(LAST_PROMPT, Duration.ofMinutes(12)).build();

        assertThat(given(prompts(4), APPROVED).alertsOf(ID)).isEmpty();
        assertThat(given(prompts(5), withoutFactor).alertsOf(ID)).isEmpty();
    }

    @Test
    void theSuccessMustComeLessThanThirtyMinutesLater() {
        Duration half = Duration.ofMinutes(30);

        assertThat(given(prompts(5), approvedAfter(half.minusMillis(1))).alertsOf(ID)).hasSize(1);
        List<EntraEvent> home =
                Scenario.habit(3, NOON, i -> ann().ip(Scenario.ATTACKER).asn(64666));

        assertThat(given(together(home, prompts(5)), approvedAfter(half)).alertsOf(ID)).isEmpty();
    }

    @Test
    void findsPromptsAtAnyPaceFromWhereTheAccountNeverWorked() {
        List<EntraEvent> habit = Scenario.habit(5, NOON, i -> ann().ip(Scenario.HOME).asn(1));
        List<EntraEvent> slow =
                Scenario.repeated(
                        12, NOON, Duration.ofMinutes(31), i -> strange(500121, UNANSWERED));
        EntraEvent approved = strange(0, null).withMfa().at(NOON, Duration.ofHours(8)).build();
        EntraEvent elsewhere =
                ann().ip("203.0.113.77").asn(64777).withMfa().at(NOON, Duration.ofHours(8)).build();

        assertThat(onlyAlert(ID, () -> given(together(habit, slow), approved)).severity())
                .isEqualTo("high");
        assertThat(given(together(habit, slow), elsewhere).alertsOf(ID)).isEmpty();
        assertThat(given(together(habit, slow.subList(0, 1)), approved).alertsOf(ID)).isEmpty();
    }

    @Test
    void onePromptThatWasDeclinedIsEnoughFromWhereTheAccountNeverWorked() {
        List<EntraEvent> habit = Scenario.habit(5, NOON, i -> ann().ip(Scenario.HOME).asn(1));
        EntraEvent declined = strange(500121, DECLINED).at(NOON).build();
        EntraEvent approved = strange(0, null).withMfa().at(NOON, Duration.ofHours(2)).build();
        EntraEvent ownLaptop =
                strange(0, null).withMfa().device("laptop").at(NOON, Duration.ofHours(2)).build();
        List<EntraEvent> laptop =
                Scenario.habit(5, NOON, i -> ann().ip(Scenario.HOME).asn(1).device("laptop"));

        assertThat(given(together(habit, List.of(declined)), approved).alertsOf(ID)).hasSize(1);
        assertThat(given(together(laptop, List.of(declined)), ownLaptop).alertsOf(ID)).isEmpty();
        assertThat(given(List.of(declined), approved).alertsOf(ID)).isEmpty();
    }

    private static final String UNANSWERED =
            "MFA denied; user did not respond to mobile app notification";
    private static final String DECLINED = "MFA denied; user declined the authentication";

    private static SignInBuilder strange(int code, String detail) {
        return ann().ip("198.51.100.99").asn(64666).code(code).detail(detail);
    }

    @Test
    void promptsMustLieWithinTheHalfOpenTenMinutes() {
        Duration quarter = Duration.ofMinutes(10).dividedBy(4);
        EntraEvent approved = ann().withMfa().at(NOON, Duration.ofMinutes(15)).build();

        assertThat(given(promptsApart(5, quarter.minusMillis(1)), approved).alertsOf(ID))
                .hasSize(1);
        assertThat(given(promptsApart(5, quarter), approved).alertsOf(ID)).isEmpty();
    }

    @Test
    void threePromptsAreEnoughForAPrivilegedAccountAndItIsCritical() {
        Alert alert =
                onlyAlert(
                        ID,
                        () ->
                                TestJob.withPolicy(PRIVILEGED)
                                        .given(together(prompts(3), List.of(APPROVED))));

        assertThat(alert.severity()).isEqualTo("critical");
        assertThat(given(prompts(3), APPROVED).alertsOf(ID)).isEmpty();
    }

    @Test
    void isMediumFromAKnownDeviceAtAKnownAddress() {
        List<EntraEvent> habit = habit(8, NOON, i -> ann().ip(HOME).device("laptop"));
        EntraEvent own =
                ann().withMfa().ip(HOME).device("laptop").at(LAST_PROMPT, TWO_MINUTES).build();
        EntraEvent otherDevice =
                ann().withMfa().ip(HOME).device("other").at(LAST_PROMPT, TWO_MINUTES).build();

        Alert alert = onlyAlert(ID, () -> given(together(habit, prompts(5)), own));
        assertThat(alert.severity()).isEqualTo("medium");
        assertThat(alert.reason()).contains("address and device are known");
        assertThat(given(together(habit, prompts(5)), otherDevice).alertsOf(ID).get(0).severity())
                .isEqualTo("high");
    }

    @Test
    void isWorseWhenSecurityInfoIsRegisteredSoonAfter() {
        Duration twoHours = Duration.ofHours(2);

        Alert alert =
                onlyAlert(
                        ID, () -> given(prompts(5), APPROVED, registered(twoHours.minusMillis(1))));
        assertThat(alert.severity()).isEqualTo("critical");
        assertThat(alert.reason()).endsWith("; then: User registered security info.");
        assertThat(alert.evidence()).extracting(Evidence::stage).contains("aftermath");
        assertThat(given(prompts(5), APPROVED, registered(twoHours)).alertsOf(ID).get(0).severity())
                .isEqualTo("high");
    }

    @Test
    void tellsEachSourceOnceForOneSeries() {
        EntraEvent again =
                ann().withMfa()
                        .ip(ATTACKER)
                        .app("mail", "Mail")
                        .at(LAST_PROMPT, Duration.ofMinutes(14))
                        .build();
        EntraEvent elsewhere =
                ann().withMfa().ip("203.0.113.9").at(LAST_PROMPT, Duration.ofMinutes(15)).build();

        assertThat(alertsInAnyOrder(ID, () -> given(prompts(5), APPROVED, again, elsewhere)))
                .hasSize(2);
    }

    @Test
    void countsFailedStepsWithoutAStatusDetail() {
        List<EntraEvent> steps =
                repeated(
                        5,
                        NOON,
                        TWO_MINUTES,
                        i ->
                                ann().code(50074)
                                        .stepDetail(
                                                "MFA denied; user declined the authentication"));

        assertThat(given(steps, APPROVED).alertsOf(ID)).hasSize(1);
    }

    @Test
    void missesASuccessThatTheRecordDoesNotShowAsOneWithASecondFactor() {
        EntraEvent plain =
                io.entracep.testing.Events.refresh()
                        .user("ann", "ann@example.com")
                        .ip(ATTACKER)
                        .at(LAST_PROMPT, TWO_MINUTES)
                        .build();

        assertThat(given(prompts(5), plain).alertsOf(ID)).isEmpty();
    }

    private static TestJob given(List<EntraEvent> events, EntraEvent... more) {
        return TestJob.withoutPolicy().given(together(events, List.of(more)));
    }

    private static List<EntraEvent> prompts(int count) {
        return promptsApart(count, TWO_MINUTES);
    }

    private static List<EntraEvent> promptsApart(int count, Duration apart) {
        return repeated(
                count, NOON, apart, i -> ann().code(500121).detail(NO_RESPONSE).ip(ATTACKER));
    }

    private static EntraEvent approvedAfter(Duration gap) {
        return ann().withMfa().ip(ATTACKER).at(LAST_PROMPT, gap).build();
    }

    private static EntraEvent registered(Duration afterSuccess) {
        return audit("User registered security info")
                .by("ann", "ann@example.com")
                .onUser("ann", "ann@example.com")
                .at(LAST_PROMPT.plus(Duration.ofMinutes(12)), afterSuccess)
                .build();
    }
}
