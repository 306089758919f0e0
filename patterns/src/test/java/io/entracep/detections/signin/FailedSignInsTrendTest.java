package io.entracep.detections.signin;

import static io.entracep.detections.signin.Scenario.onlyAlert;
import static io.entracep.detections.signin.Scenario.repeated;
import static io.entracep.detections.signin.Scenario.together;
import static io.entracep.testing.Events.NOON;
import static io.entracep.testing.Events.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.event.EntraEvent;
import io.entracep.testing.TestJob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailedSignInsTrendTest {
    private static final String ID = "failed-sign-ins-trend";
    private static final Instant LAST_WEEK = NOON.minus(Duration.ofDays(7));
    private static final String SMALL =
            "default: {detections: {failed-sign-ins-trend: {settings: {at-least: 50}}}}";

    @Test
    void firesAboveTenPercentMoreThanAWeekBefore() {
        Alert alert = onlyAlert(ID, () -> small(100, 111));

        assertThat(alert.severity()).isEqualTo("medium");
        assertThat(alert.entity().type()).isEqualTo("tenant");
        assertThat(alert.reason())
                .isEqualTo(
                        "111 sign-ins failed on 2026-03-02 up to hour 13, usually 100 on that weekday (median of 1 weeks).");
    }

    @Test
    void staysSilentAtTenPercentAndBelowTheLeastNumber() {
        assertThat(small(100, 110).alertsOf(ID)).isEmpty();
        assertThat(small(10, 49).alertsOf(ID)).isEmpty();
        assertThat(small(10, 50).alertsOf(ID)).hasSize(1);
    }

    @Test
    void needsFiveHundredUnlessToldOtherwise() {
        assertThat(
                        TestJob.withoutPolicy()
                                .given(together(failures(100, LAST_WEEK), failures(499, NOON)))
                                .alertsOf(ID))
                .isEmpty();
        assertThat(
                        TestJob.withoutPolicy()
                                .given(together(failures(100, LAST_WEEK), failures(500, NOON)))
                                .alertsOf(ID))
                .hasSize(1);
    }

    @Test
    void staysSilentInTheFirstWeek() {
        assertThat(small(0, 300).alertsOf(ID)).isEmpty();
    }

    @Test
    void comparesUpToTheSameHourOnly() {
        List<EntraEvent> evening = failures(500, LAST_WEEK.plus(Duration.ofHours(8)));

        assertThat(
                        TestJob.withPolicy(SMALL)
                                .given(
                                        together(
                                                failures(100, LAST_WEEK),
                                                evening,
                                                failures(120, NOON)))
                                .alertsOf(ID))
                .hasSize(1);
    }

    @Test
    void leavesOutTheLifeCycleOfTokensAndSilentProbes() {
        List<EntraEvent> expired =
                repeated(300, NOON, Duration.ofSeconds(5), i -> attempt(i).code(70008));

        assertThat(
                        TestJob.withPolicy(SMALL)
                                .given(together(failures(100, LAST_WEEK), expired))
                                .alertsOf(ID))
                .isEmpty();
    }

    @Test
    void tellsAnApplicationThatDoubledWhileTheTenantDidNot() {
        String policy =
                "default: {detections: {failed-sign-ins-trend-of-application: {settings: {at-least: 50}}}}";
        List<EntraEvent> others =
                repeated(
                        400,
                        LAST_WEEK,
                        Duration.ofSeconds(5),
                        i -> attempt(i).code(50126).app("other", "Other"));

        List<Alert> alerts =
                TestJob.withPolicy(policy)
                        .given(together(failures(30, LAST_WEEK), others, failures(61, NOON)))
                        .alertsOf(ID + "-of-application");

        assertThat(alerts).hasSize(1);
        assertThat(alerts.get(0).entity().type()).isEqualTo("application");
        assertThat(
                        TestJob.withPolicy(policy)
                                .given(together(failures(30, LAST_WEEK), failures(60, NOON)))
                                .alertsOf(ID + "-of-application"))
                .isEmpty();
    }

    private static TestJob small(int lastWeek, int today) {
        return TestJob.withPolicy(SMALL)
                .given(together(failures(lastWeek, LAST_WEEK), failures(today, NOON)));
    }

    private static List<EntraEvent> failures(int count, Instant start) {
        return repeated(count, start, Duration.ofSeconds(5), i -> attempt(i).code(50126));
    }

    private static io.entracep.testing.Events.SignInBuilder attempt(int number) {
        return signIn().user("u" + number, "user" + number + "@example.com");
    }
}
