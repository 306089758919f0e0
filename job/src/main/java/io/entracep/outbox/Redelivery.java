package io.entracep.outbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends dead deliveries again, outside of a job: the same {@link Outbox}, driven by the thread that
 * calls. A message is tried five times; a receiver that fails five times in a row is not asked
 * again.
 */
public final class Redelivery {
    private static final int ATTEMPTS = 5;

    private final String sink;
    private final Receiver receiver;
    private final InstantSource clock;
    private final BlockingQueue<Answered> answers = new LinkedBlockingQueue<>();

    private record Answered(Request request, Answer answer) {}

    /**
     * What became of them.
     *
     * @param accepted how many the receiver has now
     * @param remaining the others, with the reason of today
     */
    public record Result(int accepted, List<DeadDelivery> remaining) {
        public Result {
            remaining = List.copyOf(remaining);
        }
    }

    /**
     * @param sink name of the sink
     * @param receiver of the sink; closed by who opened it
     * @param clock for times to wait
     */
    public Redelivery(String sink, Receiver receiver, InstantSource clock) {
        this.sink = sink;
        this.receiver = receiver;
        this.clock = clock;
    }

    /**
     * Sends them, and returns when each is accepted or given up.
     *
     * @param letters of this sink; of one alert the newest is sent, the others are dropped
     * @param progress hears how many are done, now and then
     */
    public Result send(List<DeadDelivery> letters, IntConsumer progress)
            throws InterruptedException {
        Collected outcomes = new Collected(sink);
        Outbox outbox = new Outbox(settings(), receiver::fitting, new SplittableRandom(), outcomes);
        for (DeadDelivery letter : letters) {
            byte[] body = letter.body().getBytes(StandardCharsets.UTF_8);
            outbox.add(new Message(letter.alertId(), letter.decidedAt(), body));
        }
        while (!outbox.isEmpty()) {
            sendWhatMayBeSent(outbox);
            Answered next = awaitAnswer(outbox);
            if (next != null) {
                outbox.answered(next.request(), next.answer(), clock.millis());
                stopWhereItFails(outbox, next.answer());
                progress.accept(outcomes.done());
            }
        }
        return new Result(outcomes.accepted, outcomes.remaining);
    }

    private void sendWhatMayBeSent(Outbox outbox) {
        long now = clock.millis();
        for (Request next = outbox.next(now); next != null; next = outbox.next(now)) {
            Request request = next;
            CompletionStage<Answer> answer;
            try {
                answer = receiver.send(request.messages());
            } catch (RuntimeException e) {
                answer = CompletableFuture.failedFuture(e);
            }
            answer.whenComplete(
                    (said, failure) -> answers.add(new Answered(request, orLater(said, failure))));
        }
    }

    /** An answer; null where it is time to send before one comes. */
    private @Nullable Answered awaitAnswer(Outbox outbox) throws InterruptedException {
        Long wakeAt = outbox.wakeAt();
        if (wakeAt == null) {
            return answers.take();
        }
        return answers.poll(Math.max(1, wakeAt - clock.millis()), TimeUnit.MILLISECONDS);
    }

    private static void stopWhereItFails(Outbox outbox, Answer answer) {
        if (outbox.failures() >= ATTEMPTS && answer instanceof Answer.Later later) {
            outbox.giveUp("the receiver failed " + ATTEMPTS + " times: " + later.reason());
        }
    }

    /** The class alone: a message may hold an address or a secret. */
    private static Answer orLater(@Nullable Answer said, @Nullable Throwable failure) {
        if (said != null) {
            return said;
        }
        return new Answer.Later(
                failure == null ? "no answer" : failure.getClass().getSimpleName(), null);
    }

    /** All may wait, for somebody who looks on. */
    private static OutboxSettings settings() {
        OutboxSettings defaults = OutboxSettings.defaults();
        return new OutboxSettings(
                new OutboxSettings.Bounds(Integer.MAX_VALUE, Long.MAX_VALUE),
                defaults.requestsInFlight(),
                defaults.mostPerRequest(),
                new OutboxSettings.BackOff(
                        Duration.ofMillis(500), Duration.ofSeconds(10), Duration.ofMinutes(1)),
                new OutboxSettings.GiveUp(null, ATTEMPTS),
                defaults.endOfInputWait());
    }

    private static final class Collected implements Outcomes {
        private final String sink;
        private final List<DeadDelivery> remaining = new ArrayList<>();
        private int accepted;

        Collected(String sink) {
            this.sink = sink;
        }

        int done() {
            return accepted + remaining.size();
        }

        @Override
        public void accepted(Message message) {
            accepted++;
        }

        @Override
        public void retried(Message message) {
            // It is heard of again.
        }

        @Override
        public void replaced(Message message) {
            // The newer one is heard of.
        }

        @Override
        public void refused(Message message) {
            // It becomes a dead letter next.
        }

        @Override
        public void deadLettered(Message message, String reason, @Nullable String response) {
            remaining.add(
                    new DeadDelivery(
                            sink,
                            message.alertId(),
                            message.decidedAt(),
                            reason,
                            response,
                            new String(message.body(), StandardCharsets.UTF_8)));
        }
    }
}
