package io.entracep.outbox;

import io.entracep.output.TerminalText;
import java.util.function.Consumer;

/**
 * What an operator reads about a sink in trouble: when it begins, once in five minutes while it
 * lasts, and when it is over; of dead letters at most one line a minute, with their number. Texts
 * of receivers are made safe.
 */
final class DeliveryLog {
    private static final long FAILURES_EVERY = 5 * 60_000L;
    private static final long DEAD_LETTERS_EVERY = 60_000L;
    private static final int LONGEST = 300;

    private final String sink;
    private final Consumer<String> warnings;
    private boolean failing;
    private long nextFailure = Long.MIN_VALUE;
    private long nextDeadLetter = Long.MIN_VALUE;
    private long deadLetters;

    DeliveryLog(String sink, Consumer<String> warnings) {
        this.sink = sink;
        this.warnings = warnings;
    }

    /** The receiver asked to come again, or could not be reached. */
    void failed(String reason, int pending, long now) {
        failing = true;
        if (now < nextFailure) {
            return;
        }
        nextFailure = now + FAILURES_EVERY;
        warnings.accept(
                "Sink "
                        + sink
                        + ": the receiver does not take alerts now ("
                        + safe(reason)
                        + "). "
                        + pending
                        + " wait in the job's state and are sent again until the outbox is full."
                        + " Check that the receiver is up and can be reached from the task"
                        + " managers.");
    }

    /** The receiver took something. */
    void worked(int pending) {
        if (failing) {
            failing = false;
            nextFailure = Long.MIN_VALUE;
            warnings.accept(
                    "Sink " + sink + ": the receiver takes alerts again; " + pending + " wait.");
        }
    }

    /** An alert is in the dead-letter output. */
    void deadLettered(DeadDelivery letter, long now) {
        deadLetters++;
        if (now < nextDeadLetter) {
            return;
        }
        nextDeadLetter = now + DEAD_LETTERS_EVERY;
        warnings.accept(
                "Sink "
                        + sink
                        + ": "
                        + deadLetters
                        + " alerts went to the dead-letter output since the last such line, the"
                        + " last one "
                        + safe(letter.alertId())
                        + " ("
                        + safe(letter.reason())
                        + "). Correct the cause, then send them again with the command"
                        + " redeliver.");
        deadLetters = 0;
    }

    private static String safe(String text) {
        return TerminalText.of(text, LONGEST);
    }
}
