package io.entracep.told;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.alert.Delivery;
import io.entracep.detection.Severity;
import io.entracep.output.AlertFilter;
import io.entracep.testing.Alerts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TellerTest {
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final long HOUR = 60 * MINUTE;
    private static final long NEVER = Long.MIN_VALUE;
    private static final AlertFilter HIGH =
            new AlertFilter(Set.of(Severity.HIGH, Severity.CRITICAL), Set.of(), Set.of());

    private final MapMemory memory = new MapMemory();
    private final List<Alert> told = new ArrayList<>();
    private final List<Long> timers = new ArrayList<>();
    private final List<Long> eventTimers = new ArrayList<>();
    private Teller teller = teller(AlertFilter.NONE, 500, 0);

    @Test
    void tellsEachChangeOnce() {
        teller.say(active("a", "high", "one"), 1);
        teller.say(active("a", "high", "one"), 2);
        teller.say(active("a", "high", "two"), 3);
        teller.say(cleared("a", "high"), 4);
        teller.say(cleared("a", "high"), 5);
        teller.say(active("a", "high", "two"), 6);

        assertThat(words()).containsExactly("one 1", "two 2", "cleared 3", "two 4");
    }

    @Test
    void decidedAtGrowsEvenWhereTheClockDoesNot() {
        teller.say(active("a", "high", "one", 50), 50);
        teller.say(active("a", "high", "two", 7), 7);

        assertThat(told)
                .extracting(alert -> alert.delivery().decidedAt())
                .containsExactly(50L, 51L);
    }

    @Test
    void whatTheFilterDoesNotWantIsNeverTold() {
        teller = teller(HIGH, 500, 0);
        teller.say(active("a", "low", "one"), 1);
        teller.say(cleared("a", "high"), 2);

        assertThat(told).isEmpty();
        assertThat(memory.isEmpty()).isTrue();
    }

    @Test
    void whatWasToldOnceIsHeardOfToTheEnd() {
        teller = teller(HIGH, 500, 0);
        teller.say(active("a", "low", "one"), 1);
        teller.say(active("a", "high", "two"), 2);
        teller.say(active("a", "low", "three"), 3);
        teller.say(cleared("a", "medium"), 4);

        assertThat(words()).containsExactly("two 1", "three 2", "cleared 3");
    }

    @Test
    void theClearingHasTheSeverityThatWasTold() {
        teller = teller(HIGH, 500, 0);
        teller.say(active("a", "critical", "one"), 1);
        teller.say(cleared("a", "medium"), 2);

        assertThat(told).extracting(Alert::severity).containsExactly("critical", "critical");
    }

    @Test
    void manyDeliveriesOfOneAlertDoNotHideOthers() {
        for (int i = 0; i < 1_100; i++) {
            teller.say(active("many", "high", "count " + i), i);
        }
        teller.say(active("many", "critical", "success"), 1_200);
        teller.say(active("other", "low", "other"), 1_201);

        assertThat(words()).contains("success 502", "other 1").hasSize(1 + 500 + 2);
    }

    @Test
    void theLastOfManyUpdatesIsToldAtTheEndOfTheHour() {
        for (int i = 0; i < 1_100; i++) {
            teller.say(active("many", "high", "count " + i), i);
        }
        wake(HOUR);

        assertThat(words()).last().isEqualTo("count 1099 502");
    }

    @Test
    void moreThan500AlertsOfADetectionBecomeOneSummaryAtTheEndOfTheHour() {
        for (int i = 0; i < 503; i++) {
            teller.say(active("a" + i, "high", "a" + i), 1);
            teller.say(active("a" + i, "high", "more of a" + i), 2);
        }
        assertThat(told).hasSize(1_000);

        wake(HOUR + 1);

        assertThat(told).hasSize(1_001);
        assertThat(told.get(1_000).title()).startsWith("3 more alerts within an hour");
        teller.say(active("a502", "high", "still there"), HOUR + 2);
        assertThat(words()).last().isEqualTo("still there 1");
    }

    @Test
    void theFirstThatIsWorseThanAllOfAStormIsTold() {
        teller = teller(AlertFilter.NONE, 2, 0);
        teller.say(active("a", "low", "a"), 1);
        teller.say(active("b", "low", "b"), 1);
        teller.say(active("worse", "high", "worse"), 2);
        teller.say(active("as bad", "high", "as bad"), 3);

        assertThat(words()).containsExactly("a 1", "b 1", "worse 1");
    }

    @Test
    void everyCriticalIsToldInTheMiddleOfAStorm() {
        Teller teller = teller(AlertFilter.NONE, 2, 0);
        teller.say(active("a", "critical", "a"), 1);
        teller.say(active("b", "high", "b"), 1);
        teller.say(active("held", "high", "held"), 2);
        teller.say(active("c", "critical", "c"), 3);
        teller.say(active("d", "critical", "d"), 4);

        assertThat(words()).containsExactly("a 1", "b 1", "c 1", "d 1");
    }

    @Test
    void whatWasToldIsClearedInTheMiddleOfAStorm() {
        for (int i = 0; i < 600; i++) {
            teller.say(active("a" + i, "high", "a" + i), 1);
        }
        teller.say(cleared("a1", "high"), 2);
        teller.say(cleared("a550", "high"), 3);

        assertThat(words()).hasSize(501).last().isEqualTo("cleared 2");
    }

    @Test
    void saysNothingMoreWhereNothingWasHeld() {
        teller.say(active("a", "high", "one"), 1);
        wake(HOUR + 1);

        assertThat(told).hasSize(1);
    }

    @Test
    void updatesOfOneAlertKeepTheirDistance() {
        teller = teller(AlertFilter.NONE, 500, 15 * MINUTE);
        for (int i = 0; i < 106; i++) {
            teller.say(active("a", "high", "count " + i), i * 1_000);
        }
        assertThat(words()).containsExactly("count 0 1");

        wake(15 * MINUTE);

        assertThat(words()).containsExactly("count 0 1", "count 105 2");
    }

    @Test
    void whatRisesAndWhatEndsDoesNotWait() {
        teller = teller(AlertFilter.NONE, 500, 15 * MINUTE);
        teller.say(active("a", "high", "one"), 1);
        teller.say(active("a", "high", "two"), 2);
        teller.say(active("a", "critical", "three"), 3);
        teller.say(cleared("a", "high"), 4);
        wake(HOUR);

        assertThat(words()).containsExactly("one 1", "three 2", "cleared 3");
    }

    @Test
    void anUpdateThatIsTakenBackIsNotTold() {
        teller = teller(AlertFilter.NONE, 500, 15 * MINUTE);
        teller.say(active("a", "high", "one"), 1);
        teller.say(active("a", "high", "two"), 2);
        teller.say(active("a", "high", "one"), 3);
        wake(HOUR);

        assertThat(words()).containsExactly("one 1");
    }

    @Test
    void toldAgainWithTheSameTextAndAcceptedIsNotSentAgain() {
        found(active("a", "high", "one", 10), true, 100);
        teller.say(active("a", "high", "one", 20), 20);
        wake(HOUR, 200);

        assertThat(told).isEmpty();
    }

    @Test
    void toldAgainWithTheSameTextAndNotKnownToBeAcceptedIsSentAgain() {
        found(active("a", "high", "one", 10), false, 100);
        teller.say(active("a", "high", "one", 5), 5);
        wake(HOUR, 200);

        assertThat(words()).containsExactly("one 2");
        assertThat(told.get(0).delivery().decidedAt()).isEqualTo(11);
    }

    @Test
    void toldAndNotSaidAgainIsClearedOnceEventTimeHasPassedIt() {
        found(active("a", "high", "one", 10), true, 100);
        assertThat(eventTimers).containsExactly(100L);
        wake(20, 99);
        assertThat(told).isEmpty();

        wake(30, 100);
        wake(40, 300);

        assertThat(words()).containsExactly("cleared 2");
        assertThat(told.get(0).delivery().decidedAt()).isEqualTo(30);
        assertThat(told.get(0).severity()).isEqualTo("high");
    }

    @Test
    void whatIsSaidAfterAllIsToldAgainLater() {
        found(active("a", "high", "one", 10), true, 100);
        wake(30, 100);
        teller.say(active("a", "high", "one", 25), 35);

        assertThat(words()).containsExactly("cleared 2", "one 3");
        assertThat(told.get(1).delivery().decidedAt()).isEqualTo(31);
    }

    @Test
    void aClearingOfWhatTheStateNeverKnewIsNoReasonToTellAnything() {
        found(cleared("a", "high", 10), true, 100);
        wake(30, 100);

        assertThat(told).isEmpty();
    }

    @Test
    void aClearingThatMayNotHaveArrivedIsSentAgain() {
        found(active("a", "high", "one", 10), true, 100);
        found(cleared("a", "high", 11), false, 100);
        wake(30, 100);

        assertThat(words()).containsExactly("cleared 2");
    }

    @Test
    void whatWasToldOnTheWayIsNotToldAgain() {
        found(active("a", "high", "one", 10), true, 100);
        found(active("a", "high", "two", 11), true, 101);
        teller.say(active("a", "high", "one", 20), 20);
        assertThat(told).isEmpty();

        teller.say(active("a", "high", "two", 21), 21);
        wake(30, 200);

        assertThat(told).isEmpty();
    }

    @Test
    void whereTheWayEndsElsewhereThatIsToldAtTheEndOfTheDoubt() {
        found(active("a", "high", "one", 10), true, 100);
        found(active("a", "high", "two", 11), true, 101);
        teller.say(active("a", "high", "one", 20), 20);
        wake(30, 101);

        assertThat(words()).containsExactly("one 2");
    }

    @Test
    void whatTheStateKnewHoldsAgainWhereNothingElseIsSaid() {
        teller.say(active("a", "high", "one", 5), 5);
        found(cleared("a", "high", 10), true, 100);
        wake(30, 100);

        assertThat(words()).containsExactly("one 1", "one 2");
    }

    @Test
    void somethingNewIsToldAtOnce() {
        found(active("a", "high", "one", 10), true, 100);
        teller.say(active("a", "high", "new", 20), 20);
        wake(30, 200);

        assertThat(words()).containsExactly("new 2");
    }

    @Test
    void theDoubtDoesNotEndBeforeTheInputCanHaveBeenReadAgain() {
        teller.found(Entry.of(active("a", "high", "one", 10), 100, "j"), true, 100, 5_000);
        wake(30, 100);
        assertThat(told).isEmpty();
        assertThat(timers).contains(5_000L);

        wake(5_000, 100);

        assertThat(words()).containsExactly("cleared 2");
    }

    @Test
    void whereItIsNotKnownWhatIsReadAgainNothingIsCleared() {
        found(active("a", "high", "one", 10), true, Long.MAX_VALUE);
        wake(HOUR, Long.MAX_VALUE - 1);

        assertThat(told).isEmpty();
    }

    @Test
    void entriesThatTheStateKnowsRaiseNoDoubt() {
        teller.say(active("a", "high", "one", 10), 10);
        found(Alerts.alert("a", 10), true, 100);
        wake(30, 200);

        assertThat(words()).containsExactly("one 1");
    }

    @Test
    void forgetsAnAlertLongAfterItsLastDelivery() {
        teller.say(active("a", "high", "one"), 1);
        wake(HOUR + 1);
        assertThat(teller.forget(Teller.MEMORY - 1)).isTrue();

        assertThat(teller.forget(Teller.MEMORY + 1)).isFalse();
        assertThat(memory.isEmpty()).isTrue();
    }

    private void found(Alert alert, boolean accepted, long until) {
        teller.found(Entry.of(alert, until, "j"), accepted, until, 0);
    }

    private void wake(long now) {
        wake(now, NEVER);
    }

    private void wake(long now, long eventTime) {
        teller.wake(now, eventTime);
    }

    private List<String> words() {
        return told.stream()
                .map(
                        alert ->
                                (alert.active() ? alert.reason() : "cleared")
                                        + " "
                                        + alert.delivery().revision())
                .toList();
    }

    private Teller teller(AlertFilter filter, int most, long interval) {
        ToldSettings settings =
                new ToldSettings(
                        "soc", filter, most, interval, ToldSettings.LogSettings.in("unused"));
        return new Teller(
                settings,
                memory,
                new Teller.Out() {
                    @Override
                    public void tell(Alert alert) {
                        told.add(alert);
                    }

                    @Override
                    public void summarise(Alert summary) {
                        told.add(summary);
                    }

                    @Override
                    public void wakeAt(long processingTime) {
                        timers.add(processingTime);
                    }

                    @Override
                    public void wakeAtEventTime(long eventTime) {
                        eventTimers.add(eventTime);
                    }
                });
    }

    private static Alert active(String id, String severity, String reason) {
        return active(id, severity, reason, 0);
    }

    private static Alert active(String id, String severity, String reason, long decidedAt) {
        return alert(id, Alert.ACTIVE, severity, reason, decidedAt);
    }

    private static Alert cleared(String id, String severity) {
        return cleared(id, severity, 0);
    }

    private static Alert cleared(String id, String severity, long decidedAt) {
        return alert(id, Alert.CLEARED, severity, Alert.NO_LONGER_HOLDS, decidedAt);
    }

    static Alert alert(String id, String status, String severity, String reason, long decidedAt) {
        return alert("password-spray", id, status, severity, reason, decidedAt);
    }

    static Alert of(String detectionId, Alert alert) {
        return alert(
                detectionId,
                alert.alertId(),
                alert.status(),
                alert.severity(),
                alert.reason(),
                alert.delivery().decidedAt());
    }

    private static Alert alert(
            String detectionId,
            String id,
            String status,
            String severity,
            String reason,
            long decidedAt) {
        Alert alert = Alerts.alert(id, decidedAt);
        return Alert.ofOne(
                id,
                status,
                detectionId,
                alert.title(),
                severity,
                alert.tenantId(),
                alert.entity(),
                alert.subject(),
                alert.firstEventTime(),
                alert.lastEventTime(),
                reason,
                alert.evidence(),
                alert.guideRows(),
                alert.mitre(),
                alert.policyEntries(),
                alert.contains(),
                alert.triage(),
                alert.suppressedBy(),
                new Delivery(decidedAt, 1, false));
    }
}
