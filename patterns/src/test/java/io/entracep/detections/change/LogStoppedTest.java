package io.entracep.detections.change;

import static io.entracep.testing.Events.NOON;
import static io.entracep.testing.Events.audit;
import static io.entracep.testing.Events.signIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.entracep.alert.Alert;
import io.entracep.event.EntraEvent;
import io.entracep.testing.TestJob;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogStoppedTest {
    private static final String ID = "log-stopped";
    private static final Instant A_WEEK_BEFORE = NOON.minus(Duration.ofDays(7));
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void firesWhenAFlowingLogIsSilentForAnHour() {
        Alert alert =
                job(audits(A_WEEK_BEFORE, NOON, QUARTER), otherLogUntil(HOUR)).onlyAlertOf(ID);

        assertThat(alert.severity()).isEqualTo("high");
        assertThat(alert.entity().type()).isEqualTo("tenant");
        assertThat(alert.reason())
                .isEqualTo(
                        "No record of AuditLogs since 2026-03-02T12:15:00Z, for at least 1 h; its longest"
                                + " pause in the 7 days before was at most 15 min.");
    }

    @Test
    void waitsForTheWholeHour() {
        TestJob early =
                job(audits(A_WEEK_BEFORE, NOON, QUARTER), otherLogUntil(HOUR.minusMillis(1)));

        assertThat(early.alertsOf(ID)).isEmpty();
        assertThat(early.undecided()).extracting(finding -> finding.detectionId()).contains(ID);
    }

    @Test
    void waitsTwiceAsLongAsTheLongestPause() {
        List<EntraEvent> everyFourHours = audits(A_WEEK_BEFORE, NOON, Duration.ofHours(4));
        Duration twiceThePause = QUARTER.multipliedBy(30);

        assertThat(job(everyFourHours, otherLogUntil(twiceThePause.minusMillis(1))).alertsOf(ID))
                .isEmpty();
        assertThat(job(everyFourHours, otherLogUntil(twiceThePause)).alertsOf(ID)).hasSize(1);
    }

    @Test
    void expectsNoLogThatIsNewOrRestsForMoreThanADay() {
        List<EntraEvent> sinceFiveDays = audits(NOON.minus(Duration.ofDays(5)), NOON, QUARTER);
        List<EntraEvent> restedTwoDays = new ArrayList<>(audits(A_WEEK_BEFORE, NOON, QUARTER));
        restedTwoDays.removeIf(
                event ->
                        event.time() > NOON.minus(Duration.ofDays(4)).toEpochMilli()
                                && event.time() < NOON.minus(Duration.ofDays(2)).toEpochMilli());

        for (List<EntraEvent> log : List.of(sinceFiveDays, restedTwoDays)) {
            TestJob job = job(log, otherLogUntil(Duration.ofDays(3)));
            assertThat(job.alertsOf(ID)).extracting(Alert::lastEventTime).hasSizeLessThan(2);
            assertThat(job.alertsOf(ID))
                    .extracting(Alert::reason)
                    .noneMatch(reason -> reason.contains("since 2026-03-02T12:15"));
        }
    }

    @Test
    void staysWithTheTimeWhenTheLogComesBack() {
        EntraEvent back = audit("Update user").at(NOON, HOUR.multipliedBy(2)).build();
        Alert alert =
                job(audits(A_WEEK_BEFORE, NOON, QUARTER), otherLogUntil(HOUR.multipliedBy(3)))
                        .given(back)
                        .onlyAlertOf(ID);

        assertThat(alert.reason()).endsWith("Records came again at 2026-03-02T14:00:00Z.");
    }

    @Test
    void isClearedByRecordsThatWereOnlyLate() {
        List<EntraEvent> late = audits(NOON, NOON.plus(HOUR.multipliedBy(2)), QUARTER);
        TestJob live =
                job(audits(A_WEEK_BEFORE, NOON, QUARTER), otherLogUntil(HOUR.multipliedBy(2)))
                        .given(late)
                        .live(QUARTER);

        assertThat(live.alertsOf(ID)).isEmpty();
        assertThat(live.deliveries())
                .filteredOn(alert -> alert.detectionId().equals(ID))
                .extracting(Alert::status)
                .contains("active", "cleared");
    }

    @Test
    void saysTheSameInAnyOrderAndTwice() {
        for (TestJob job :
                List.of(
                        stopped().shuffled(1),
                        stopped().shuffled(2).duplicated(),
                        stopped().live(QUARTER))) {
            assertThat(job.alertsOf(ID))
                    .extracting(Alert::alertId, Alert::reason)
                    .isEqualTo(
                            stopped().alertsOf(ID).stream()
                                    .map(a -> tuple(a.alertId(), a.reason()))
                                    .toList());
        }
    }

    @Test
    void eventsOfDoubtfulTimeAreNoRecords() {
        EntraEvent doubtful =
                audit("Update user").at(NOON, Duration.ofMinutes(30)).timeSuspect().build();

        assertThat(
                        job(audits(A_WEEK_BEFORE, NOON, QUARTER), otherLogUntil(HOUR.plus(QUARTER)))
                                .given(doubtful)
                                .alertsOf(ID))
                .hasSize(1);
    }

    private static TestJob stopped() {
        return job(audits(A_WEEK_BEFORE, NOON, QUARTER), otherLogUntil(HOUR.multipliedBy(2)));
    }

    private static TestJob job(List<EntraEvent> log, List<EntraEvent> others) {
        return TestJob.withoutPolicy().given(log).given(others);
    }

    /** From the one to the other time, both included. */
    private static List<EntraEvent> audits(Instant from, Instant to, Duration every) {
        List<EntraEvent> events = new ArrayList<>();
        for (Instant time = from; !time.isAfter(to); time = time.plus(every)) {
            events.add(audit("Update user").at(time).build());
        }
        return events;
    }

    /** One sign-in, so that event time passes the given time after the silence began. */
    private static List<EntraEvent> otherLogUntil(Duration silence) {
        return List.of(
                signIn().user("ann", "ann@example.com").at(NOON, QUARTER.plus(silence)).build());
    }
}
