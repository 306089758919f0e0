package io.entracep.outbox;

import io.entracep.alert.Alert;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives an {@link Outbox} time, threads and state. Everything runs in the task's own thread:
 * answers and timers come as its mails.
 */
final class OutboxWriter implements StatefulSinkWriter<Alert, PendingMessage> {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxWriter.class);

    private final String name;
    private final AlertBody format;
    private final OutboxSettings settings;
    private final Receiver receiver;
    private final DeadLetters deadLetters;
    private final DeliveryLog log;
    private final Acceptances.Listener acceptances;
    private final SinkMetrics metrics;
    private final Outbox outbox;
    private final MailboxExecutor mailbox;
    private final ProcessingTimeService time;

    /** When the next timer fires that was set for the outbox. */
    private long wakeAt = Long.MAX_VALUE;

    private @Nullable ScheduledFuture<?> timer;

    OutboxWriter(
            OutboxSink sink,
            Receiver receiver,
            WriterInitContext context,
            Collection<PendingMessage> restored)
            throws IOException {
        name = sink.name();
        format = sink.format();
        settings = sink.settings();
        mailbox = context.getMailboxExecutor();
        time = context.getProcessingTimeService();
        this.receiver = receiver;
        log = new DeliveryLog(name, LOG::warn);
        deadLetters = new DeadLetters(name, sink.deadLetters().createWriter(context), log);
        metrics =
                new SinkMetrics(
                        context.metricGroup(), name, settings, time::getCurrentProcessingTime);
        acceptances = sink.acceptances().open(context);
        outbox =
                new Outbox(
                        settings,
                        receiver::fitting,
                        new SplittableRandom(),
                        new Reported(metrics, deadLetters, acceptances));
        untaken(restored, sink.acceptances()).forEach(outbox::add);
        // Not now: the task is not running yet.
        mailbox.execute(this::work, "sink %s starts", name);
    }

    /** Not what the receiver took, or took something newer of, after the state was saved. */
    private static List<PendingMessage> untaken(
            Collection<PendingMessage> restored, Acceptances acceptances) {
        if (restored.isEmpty()) {
            return List.of();
        }
        long oldest =
                restored.stream()
                        .mapToLong(pending -> pending.message().decidedAt())
                        .min()
                        .orElseThrow();
        Map<String, Long> taken = acceptances.takenSince(oldest);
        return restored.stream().filter(pending -> !isTaken(pending.message(), taken)).toList();
    }

    private static boolean isTaken(Message message, Map<String, Long> taken) {
        Long newest = taken.get(message.alertId());
        return newest != null && newest >= message.decidedAt();
    }

    @Override
    public void write(Alert alert, Context context) throws IOException, InterruptedException {
        Message message =
                new Message(alert.alertId(), alert.delivery().decidedAt(), format.of(alert));
        if (alert.active()) {
            boolean opens = alert.delivery().revision() == 1;
            outbox.add(
                    new PendingMessage(message, message.decidedAt(), 0, alert.happensNow(), opens));
        } else {
            outbox.addClearing(message);
        }
        work();
    }

    @Override
    public List<PendingMessage> snapshotState(long checkpointId) {
        return outbox.snapshot();
    }

    /** Waits for no receiver, but at the end of the input for a bounded time. */
    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
        if (endOfInput) {
            waitForAnswers();
        }
        deadLetters.flush(endOfInput);
    }

    @Override
    public void close() throws Exception {
        try (DeadLetters closedLast = deadLetters;
                Acceptances.Listener closedBefore = acceptances) {
            receiver.close();
        }
    }

    /** Sends what may be sent now, and sets a timer for what may be sent later. */
    private void work() throws IOException, InterruptedException {
        long now = time.getCurrentProcessingTime();
        for (Request next = outbox.next(now); next != null; next = outbox.next(now)) {
            send(next);
        }
        deadLetters.write(now);
        metrics.show(outbox);
        setTimer(now);
    }

    private void setTimer(long now) {
        Long next = outbox.wakeAt();
        if (next == null || next <= now || next == wakeAt) {
            return;
        }
        if (timer != null) {
            timer.cancel(false);
        }
        wakeAt = next;
        timer = time.registerTimer(next, at -> wake());
    }

    private void wake() throws IOException, InterruptedException {
        wakeAt = Long.MAX_VALUE;
        work();
    }

    private void send(Request request) {
        CompletionStage<Answer> answer;
        try {
            answer = receiver.send(request.messages());
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        answer.whenComplete(
                (said, failure) -> {
                    try {
                        mailbox.execute(
                                () -> answered(request, said, failure), "answer to sink %s", name);
                    } catch (RejectedExecutionException taskHasEnded) {
                        LOG.debug("Sink {}: an answer came after the end of the task", name);
                    }
                });
    }

    private void answered(Request request, @Nullable Answer said, @Nullable Throwable failure)
            throws IOException, InterruptedException {
        Answer answer = said == null ? failed(failure) : said;
        long now = time.getCurrentProcessingTime();
        outbox.answered(request, answer, now);
        if (answer instanceof Answer.Later later) {
            log.failed(later.reason(), outbox.pending(), now);
        } else if (answer instanceof Answer.Accepted) {
            log.worked(outbox.pending());
        }
        work();
    }

    /** The class alone: a message may hold an address or a secret. */
    private static Answer failed(@Nullable Throwable failure) {
        return new Answer.Later(
                failure == null ? "no answer" : failure.getClass().getSimpleName(), null);
    }

    private void waitForAnswers() throws IOException, InterruptedException {
        long deadline = time.getCurrentProcessingTime() + settings.endOfInputWait().toMillis();
        ScheduledFuture<?> alarm = time.registerTimer(deadline, at -> {});
        work();
        while (!outbox.isEmpty() && time.getCurrentProcessingTime() < deadline) {
            mailbox.yield();
        }
        alarm.cancel(false);
        outbox.giveUp("not accepted before the end of the input");
        deadLetters.write(time.getCurrentProcessingTime());
        metrics.show(outbox);
    }

    /** Counts, and keeps what is given up. */
    private record Reported(
            SinkMetrics metrics, DeadLetters letters, Acceptances.Listener acceptances)
            implements Outcomes {
        @Override
        public void accepted(Message message) {
            acceptances.accepted(message.alertId(), message.decidedAt());
            metrics.accepted(message);
        }

        @Override
        public void retried(Message message) {
            metrics.retried(message);
        }

        @Override
        public void replaced(Message message) {
            metrics.replaced(message);
        }

        @Override
        public void refused(Message message) {
            metrics.refused(message);
        }

        @Override
        public void deadLettered(Message message, String reason, @Nullable String response) {
            metrics.deadLettered(message, reason, response);
            letters.add(message, reason, response);
        }
    }
}
