package io.entracep.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entracep.outbox.OutboxSettings.BackOff;
import io.entracep.outbox.OutboxSettings.Bounds;
import io.entracep.outbox.OutboxSettings.GiveUp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final long NOON = 1_000_000;
    private static final Answer ACCEPTED = new Answer.Accepted();
    private static final Answer BUSY = new Answer.Later("HTTP 503", null);
    private static final Answer BAD = new Answer.Refused("HTTP 400", "bad field");
    private static final OutboxSettings ONE_AT_A_TIME =
            new OutboxSettings(
                    new Bounds(100, 1_000_000),
                    1,
                    500,
                    new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofHours(1)),
                    new GiveUp(null, null),
                    Duration.ZERO);

    private final Journal journal = new Journal();
    private Outbox outbox = outbox(ONE_AT_A_TIME);

    @Test
    void anAlertIsSentAsSoonAsItComesAndForgottenWhenItIsAccepted() {
        outbox.add(message("a", 1));
        assertThat(outbox.pending()).isEqualTo(1);
        assertThat(outbox.oldest()).isEqualTo(1);

        Request request = send();
        assertThat(request.messages()).containsExactly(message("a", 1));
        outbox.answered(request, ACCEPTED, NOON);

        assertThat(journal.take()).containsExactly("accepted a@1");
        assertThat(outbox.isEmpty()).isTrue();
        assertThat(outbox.pendingBytes()).isZero();
        assertThat(outbox.oldest()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void theNewestReplacesAnUnsentOlderOneInItsPlace() {
        Request busy = sendAlone("first");
        outbox.add(message("a", 1));
        outbox.add(message("b", 1));
        outbox.add(message("a", 2));
        outbox.add(message("b", 0));
        outbox.answered(busy, ACCEPTED, NOON);

        assertThat(journal.take())
                .containsExactly("replaced a@1", "replaced b@0", "accepted first@1");
        assertThat(send().messages()).containsExactly(message("a", 2), message("b", 1));
    }

    @Test
    void anAlertUnderWayIsNotSentASecondTime() {
        outbox = outbox(withRequests(4));
        Request first = sendAlone("a");
        outbox.add(message("a", 2));

        assertThat(outbox.next(NOON)).isNull();
        outbox.answered(first, ACCEPTED, NOON);

        assertThat(send().messages()).containsExactly(message("a", 2));
    }

    @Test
    void whatFailedUnderWayIsReplacedByTheNewerOne() {
        Request first = sendAlone("a");
        outbox.add(message("a", 2));
        outbox.answered(first, BUSY, NOON);

        assertThat(journal.take()).containsExactly("replaced a@1");
        assertThat(outbox.pending()).isEqualTo(1);
        assertThat(outbox.next(NOON + 1_000).messages()).containsExactly(message("a", 2));
    }

    @Test
    void waitsLongerWithEveryFailureAndStartsAnewAfterASuccess() {
        outbox.add(message("a", 1));
        long now = NOON;
        for (long longest : new long[] {1_000, 2_000, 4_000, 8_000}) {
            outbox.answered(outbox.next(now), BUSY, now);
            long delay = outbox.wakeAt() - now;
            assertThat(delay).isBetween(longest / 2, longest);
            assertThat(outbox.next(now + delay - 1)).isNull();
            now += delay;
        }
        outbox.answered(outbox.next(now), ACCEPTED, now);
        outbox.add(message("b", 1));
        outbox.answered(outbox.next(now), BUSY, now);

        assertThat(outbox.wakeAt() - now).isBetween(500L, 1_000L);
    }

    @Test
    void waitsAsLongAsAskedButNotForEver() {
        Request request = sendAlone("a");
        outbox.answered(request, new Answer.Later("HTTP 429", Duration.ofMinutes(5)), NOON);
        assertThat(outbox.wakeAt()).isEqualTo(NOON + 300_000);

        Request again = outbox.next(NOON + 300_000);
        outbox.answered(
                again, new Answer.Later("HTTP 429", Duration.ofDays(9_000)), NOON + 300_000);
        assertThat(outbox.wakeAt()).isEqualTo(NOON + 300_000 + 3_600_000);
    }

    @Test
    void requestsThatFailTogetherAreOneFailure() {
        outbox = outbox(withRequests(4));
        List<Request> requests = new ArrayList<>();
        for (String id : List.of("a", "b", "c", "d")) {
            requests.add(sendAlone(id));
        }
        requests.forEach(request -> outbox.answered(request, BUSY, NOON));

        assertThat(outbox.failures()).isEqualTo(1);
        assertThat(outbox.wakeAt() - NOON).isLessThanOrEqualTo(1_000);
    }

    @Test
    void aReceiverThatFailsIsTriedWithOneRequest() {
        outbox = outbox(withRequests(4), 1);
        List<Request> requests = new ArrayList<>();
        for (String id : List.of("a", "b", "c")) {
            requests.add(sendAlone(id));
        }
        requests.forEach(request -> outbox.answered(request, BUSY, NOON));
        long later = NOON + 1_000;

        Request probe = outbox.next(later);
        assertThat(probe.messages()).containsExactly(message("a", 1));
        assertThat(outbox.next(later)).isNull();
        assertThat(outbox.wakeAt()).isNull();
        outbox.answered(probe, ACCEPTED, later);

        assertThat(outbox.next(later).messages()).containsExactly(message("b", 1));
        assertThat(outbox.next(later).messages()).containsExactly(message("c", 1));
    }

    @Test
    void aRefusedBatchIsSplitUntilTheBadOneStandsAlone() {
        Request busy = sendAlone("first");
        for (int i = 0; i < 8; i++) {
            outbox.add(message("m" + i, 1));
        }
        outbox.answered(busy, ACCEPTED, NOON);
        int requests = 0;
        for (Request next = outbox.next(NOON); next != null; next = outbox.next(NOON)) {
            boolean bad = next.messages().contains(message("m5", 1));
            outbox.answered(next, bad ? BAD : ACCEPTED, NOON);
            requests++;
        }

        assertThat(journal.take())
                .filteredOn(line -> !line.startsWith("retried"))
                .containsExactly(
                        "accepted first@1",
                        "accepted m0@1",
                        "accepted m1@1",
                        "accepted m2@1",
                        "accepted m3@1",
                        "accepted m4@1",
                        "refused m5@1",
                        "dead m5@1",
                        "HTTP 400 / bad field",
                        "accepted m6@1",
                        "accepted m7@1");
        assertThat(requests).isEqualTo(7);
    }

    @Test
    void aRefusalOfEveryMessageIsNotSplit() {
        Request busy = sendAlone("first");
        outbox.add(message("a", 1));
        outbox.add(message("b", 1));
        outbox.answered(busy, ACCEPTED, NOON);
        outbox.answered(send(), new Answer.Refused("HTTP 401", null, Answer.Reach.EVERY), NOON);

        assertThat(journal.take())
                .containsExactly(
                        "accepted first@1",
                        "refused a@1",
                        "dead a@1",
                        "HTTP 401",
                        "refused b@1",
                        "dead b@1",
                        "HTTP 401");
        assertThat(outbox.isEmpty()).isTrue();
    }

    @Test
    void whatIsTooMuchBecomesDeadLettersOldestFirst() {
        outbox = outbox(bounded(new Bounds(3, 1_000_000)));
        sendAlone("a");
        outbox.add(message("b", 1));
        outbox.add(message("c", 1));
        outbox.add(message("d", 1));

        assertThat(journal.take())
                .containsExactly(
                        "dead b@1", "too many wait: more than 3 messages or 1000000 bytes");
        assertThat(ids(outbox.snapshot())).containsExactly("a@1", "c@1", "d@1");
    }

    @Test
    void whatHappensNowGoesBeforeClearingsAndWhatIsCaughtUp() {
        Request busy = sendAlone("first");
        outbox.addClearing(message("cleared", 5));
        outbox.add(new PendingMessage(message("caught up", 1), 1, 0, false, true));
        outbox.add(message("now", 9));
        assertThat(outbox.oldest()).isEqualTo(1);
        outbox.answered(busy, ACCEPTED, NOON);

        assertThat(send().messages())
                .containsExactly(message("now", 9), message("cleared", 5), message("caught up", 1));
    }

    @Test
    void whatIsToldNowOfAnAlertThatWaitedMovesUp() {
        Request busy = sendAlone("first");
        outbox.addClearing(message("other", 1));
        outbox.addClearing(message("a", 1));
        outbox.add(message("a", 2));
        outbox.answered(busy, ACCEPTED, NOON);

        assertThat(send().messages()).containsExactly(message("a", 2), message("other", 1));
    }

    @Test
    void whereTooManyWaitThoseGoThatCanWait() {
        outbox = outbox(bounded(new Bounds(3, 100_000)));
        sendAlone("first");
        outbox.add(message("a", 1));
        outbox.addClearing(message("b", 1));
        outbox.add(message("c", 1));

        assertThat(journal.take()).startsWith("dead b@1");
    }

    @Test
    void whatWasClearedBeforeItWasSentIsNotSent() {
        Request busy = sendAlone("first");
        outbox.add(new PendingMessage(message("new", 1), 1, 0, true, true));
        outbox.add(message("known", 1));
        outbox.addClearing(message("new", 2));
        outbox.addClearing(message("known", 2));
        outbox.answered(busy, ACCEPTED, NOON);

        assertThat(send().messages()).containsExactly(message("known", 2));
        assertThat(outbox.pendingBytes()).isPositive();
    }

    @Test
    void whatMayHaveArrivedIsCleared() {
        outbox.add(new PendingMessage(message("a", 1), 1, 0, true, true));
        outbox.answered(send(), BUSY, NOON);
        outbox.addClearing(message("a", 2));

        assertThat(outbox.next(NOON + 60_000).messages()).containsExactly(message("a", 2));
    }

    @Test
    void theBoundInBytesHoldsToo() {
        outbox = outbox(bounded(new Bounds(100, 1_000)));
        Request first = sendAlone("a");
        outbox.add(new Message("b", 1, new byte[300]));
        outbox.add(new Message("c", 1, new byte[300]));

        assertThat(journal.take()).startsWith("dead b@1");
        assertThat(outbox.pendingBytes()).isLessThanOrEqualTo(1_000);
        outbox.answered(first, ACCEPTED, NOON);
        outbox.answered(send(), ACCEPTED, NOON);
        assertThat(outbox.pendingBytes()).isZero();
    }

    @Test
    void givesUpAfterSoManyAttemptsWhereToldSo() {
        outbox = outbox(givingUp(new GiveUp(null, 2)));
        outbox.answered(sendAlone("a"), BUSY, NOON);
        assertThat(journal.take()).containsExactly("retried a@1");
        outbox.answered(outbox.next(NOON + 1_000), BUSY, NOON + 1_000);

        assertThat(journal.take())
                .containsExactly("dead a@1", "given up after 2 attempts: HTTP 503");
        assertThat(outbox.isEmpty()).isTrue();
    }

    @Test
    void givesUpAfterSoMuchTimeWhereToldSo() {
        outbox = outbox(givingUp(new GiveUp(Duration.ofHours(1), null)));
        outbox.add(message("a", NOON));
        outbox.answered(send(), BUSY, NOON + 3_599_999);
        assertThat(journal.take()).containsExactly("retried a@" + NOON);
        outbox.answered(outbox.next(NOON + 3_700_000), BUSY, NOON + 3_700_000);

        assertThat(journal.take()).startsWith("dead a@" + NOON);
    }

    @Test
    void aSnapshotHoldsTheNewestOfEachAlertInOrderAndWhatIsUnderWay() {
        Request first = sendAlone("a");
        outbox.add(message("b", 1));
        outbox.add(message("a", 2));
        assertThat(ids(outbox.snapshot())).containsExactly("a@2", "b@1");

        List<PendingMessage> saved = outbox.snapshot();
        outbox.answered(first, ACCEPTED, NOON);
        Outbox restored = outbox(ONE_AT_A_TIME);
        saved.forEach(restored::add);

        assertThat(restored.next(NOON).messages())
                .containsExactly(message("a", 2), message("b", 1));
    }

    @Test
    void attemptsAndAgeSurviveARestore() {
        outbox.answered(sendAlone("a"), BUSY, NOON);
        outbox.add(message("a", 7));

        assertThat(outbox.snapshot())
                .containsExactly(new PendingMessage(message("a", 7), 1, 1, true, false));
    }

    @Test
    void givenUpAtTheEndNothingIsForgottenAndLateAnswersAreNotHeard() {
        Request first = sendAlone("a");
        outbox.add(message("a", 2));
        outbox.add(message("b", 1));
        outbox.giveUp("end");
        outbox.answered(first, BUSY, NOON);

        assertThat(journal.take())
                .containsExactly("replaced a@1", "dead a@2", "end", "dead b@1", "end");
        assertThat(outbox.isEmpty()).isTrue();
        assertThat(outbox.pendingBytes()).isZero();
    }

    @Test
    void defaultsAreAsDocumented() {
        OutboxSettings defaults = OutboxSettings.defaults();

        assertThat(defaults.bounds()).isEqualTo(new Bounds(100_000, 67_108_864));
        assertThat(defaults.requestsInFlight()).isEqualTo(4);
        assertThat(defaults.mostPerRequest()).isEqualTo(500);
        assertThat(defaults.backOff())
                .isEqualTo(
                        new BackOff(
                                Duration.ofMillis(500),
                                Duration.ofMinutes(1),
                                Duration.ofHours(1)));
        assertThat(defaults.giveUp()).isEqualTo(new GiveUp(null, null));
        assertThat(defaults.endOfInputWait()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void aBoundOfNothingIsRefused() {
        assertThatThrownBy(() -> new Bounds(0, 1))
                .hasMessage("Outbox: messages that may wait is 0, must be at least 1.");
    }

    private Request sendAlone(String id) {
        outbox.add(message(id, 1));
        return send();
    }

    private Request send() {
        Request request = outbox.next(NOON);
        assertThat(request).isNotNull();
        return request;
    }

    private Outbox outbox(OutboxSettings settings) {
        return outbox(settings, Integer.MAX_VALUE);
    }

    private Outbox outbox(OutboxSettings settings, int fitting) {
        return new Outbox(settings, messages -> fitting, new SplittableRandom(1), journal);
    }

    private static OutboxSettings withRequests(int requests) {
        return new OutboxSettings(
                ONE_AT_A_TIME.bounds(),
                requests,
                500,
                ONE_AT_A_TIME.backOff(),
                ONE_AT_A_TIME.giveUp(),
                Duration.ZERO);
    }

    private static OutboxSettings bounded(Bounds bounds) {
        return new OutboxSettings(
                bounds, 1, 500, ONE_AT_A_TIME.backOff(), ONE_AT_A_TIME.giveUp(), Duration.ZERO);
    }

    private static OutboxSettings givingUp(GiveUp giveUp) {
        return new OutboxSettings(
                ONE_AT_A_TIME.bounds(), 1, 500, ONE_AT_A_TIME.backOff(), giveUp, Duration.ZERO);
    }

    private static List<String> ids(List<PendingMessage> pending) {
        return pending.stream()
                .map(one -> one.message().alertId() + "@" + one.message().decidedAt())
                .toList();
    }

    private static Message message(String id, long decidedAt) {
        return new Message(id, decidedAt, new byte[10]);
    }
}
