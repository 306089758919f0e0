package io.entracep.detections.signin;

import static io.entracep.detections.signin.Scenario.PRIVILEGED;
import static io.entracep.detections.signin.Scenario.alertsInAnyOrder;
import static io.entracep.detections.signin.Scenario.ann;
import static io.entracep.detections.signin.Scenario.habit;
import static io.entracep.detections.signin.Scenario.onlyAlert;
import static io.entracep.detections.signin.Scenario.together;
import static io.entracep.testing.Events.NOON;
import static io.entracep.testing.Events.refresh;
import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.event.EntraEvent;
import io.entracep.testing.TestJob;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutsideUsualHoursTest {
    private static final String ID = "outside-usual-hours";
    private static final String HOURS =
            """
            default:
              time-zone: Europe/Berlin
              privileged-accounts: [ann@example.com]
              working-hours:
                default: {days: [mon, tue, wed, thu, fri], from: 08:00, to: 18:00}
                countries:
                  US: {days: [mon, tue, wed, thu, fri], from: 08:00, to: 18:00, time-zone: America/New_York}
            """;

    @Test
    void firesAtNight() {
        Alert alert =
                onlyAlert(ID, () -> TestJob.withPolicy(HOURS).given(at("2026-03-03T01:30:00Z")));

        assertThat(alert.severity()).isEqualTo("high");
        assertThat(alert.reason())
                .isEqualTo(
                        "ann@example.com (listed as privileged account) signed in on Tuesday 02:30 Europe/Berlin, outside the working hours of the policy.");
        assertThat(alert.policyEntries()).contains("default.working-hours");
    }

    @Test
    void staysSilentInWorkingHoursForFailuresRefreshesAndOthers() {
        EntraEvent failed = ann().code(50126).at(Instant.parse("2026-03-03T01:30:00Z")).build();
        EntraEvent refreshed =
                refresh()
                        .user("ann", "ann@example.com")
                        .at(Instant.parse("2026-03-03T01:30:00Z"))
                        .build();

        assertThat(
                        TestJob.withPolicy(HOURS)
                                .given(at("2026-03-03T09:00:00Z"), failed, refreshed)
                                .alertsOf(ID))
                .isEmpty();
        assertThat(
                        TestJob.withPolicy(HOURS.replace("ann@", "bob@"))
                                .given(at("2026-03-03T01:30:00Z"))
                                .alertsOf(ID))
                .isEmpty();
    }

    @Test
    void hoursBeginInclusivelyAndEndExclusively() {
        assertThat(TestJob.withPolicy(HOURS).given(at("2026-03-03T07:00:00Z")).alertsOf(ID))
                .isEmpty();
        assertThat(TestJob.withPolicy(HOURS).given(at("2026-03-03T06:59:59.999Z")).alertsOf(ID))
                .hasSize(1);
        assertThat(TestJob.withPolicy(HOURS).given(at("2026-03-03T16:59:59.999Z")).alertsOf(ID))
                .isEmpty();
        assertThat(TestJob.withPolicy(HOURS).given(at("2026-03-03T17:00:00Z")).alertsOf(ID))
                .hasSize(1);
    }

    @Test
    void usesTheHoursOfTheCountryWhereTheAccountIsOnMostDays() {
        assertThat(inNewYork(3).alertsOf(ID)).isEmpty();
        assertThat(onlyAlert(ID, () -> inNewYork(2)).reason()).contains("21:00 Europe/Berlin");
    }

    @Test
    void theCountryOfTheSignInAloneDoesNotChooseTheHours() {
        assertThat(onlyAlert(ID, () -> inNewYork(0)).reason()).contains("21:00 Europe/Berlin");
    }

    @Test
    void isOneAlertPerDay() {
        assertThat(
                        alertsInAnyOrder(
                                ID,
                                () ->
                                        TestJob.withPolicy(HOURS)
                                                .given(
                                                        at("2026-03-03T01:30:00Z"),
                                                        at("2026-03-03T03:30:00Z"),
                                                        at("2026-03-03T20:30:00Z"))))
                .hasSize(1);
    }

    @Test
    void learnsTheHoursWhereThePolicyHasNone() {
        EntraEvent night = at("2026-03-03T02:30:00Z");
        EntraEvent nearby = at("2026-03-03T10:10:00Z");
        EntraEvent weekend = at("2026-03-07T09:00:00Z");

        assertThat(onlyAlert(ID, () -> learned(20, night)).reason())
                .endsWith(
                        "signed in on Tuesday 02:30 Z, outside the hours in which the account was seen before.");
        assertThat(learned(10, night).alertsOf(ID)).hasSize(1);
        assertThat(learned(9, night).alertsOf(ID)).isEmpty();
        assertThat(learned(20, nearby).alertsOf(ID)).isEmpty();
        assertThat(learned(20, weekend).alertsOf(ID)).hasSize(1);
    }

    @Test
    void aSingleNightDoesNotTeachTheNextOne() {
        assertThat(
                        alertsInAnyOrder(
                                ID,
                                () ->
                                        learned(
                                                20,
                                                at("2026-03-03T02:30:00Z"),
                                                at("2026-03-04T02:30:00Z"))))
                .hasSize(2);
    }

    @Test
    void eventsOfDoubtfulTimeDoNotCount() {
        EntraEvent doubtful = ann().timeSuspect().at(Instant.parse("2026-03-03T01:30:00Z")).build();

        assertThat(TestJob.withPolicy(HOURS).given(doubtful).alertsOf(ID)).isEmpty();
    }

    /** Mornings in New York on so many days before, then an afternoon there. */
    private static TestJob inNewYork(int days) {
        Instant now = Instant.parse("2026-03-06T20:00:00Z");
        List<EntraEvent> mornings =
                habit(days, now.minus(Duration.ofHours(5)), i -> ann().country("US"));
        return TestJob.withPolicy(HOURS)
                .given(together(mornings, List.of(ann().country("US").at(now).build())));
    }

    private static TestJob learned(int days, EntraEvent... events) {
        List<EntraEvent> habit = new ArrayList<>();
        Instant day = NOON.minus(Duration.ofDays(4)).minus(Duration.ofHours(3));
        while (habit.size() < days) {
            DayOfWeek weekday = day.atOffset(ZoneOffset.UTC).getDayOfWeek();
            if (weekday != DayOfWeek.SATURDAY && weekday != DayOfWeek.SUNDAY) {
                habit.add(ann().at(day).build());
            }
            day = day.minus(Duration.ofDays(1));
        }
        return TestJob.withPolicy(PRIVILEGED).given(together(habit, List.of(events)));
    }

    private static EntraEvent at(String time) {
        return ann().at(Instant.parse(time)).build();
    }
}
