package io.entracep.outbox;

import java.io.Serializable;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How one sink keeps and sends what its receiver has not taken yet.
 *
 * @param bounds how much may wait; what is more becomes dead letters, oldest first
 * @param requestsInFlight requests at once, at least 1; 4. One while the receiver fails
 * @param mostPerRequest messages offered to one request, at least 1; 500. The receiver takes as
 *     many as its own limits allow
 * @param backOff how long to wait after a failure
 * @param giveUp when to stop sending a message again; never
 * @param endOfInputWait how long the end of a bounded input waits for answers; what is left then
 *     becomes dead letters; 1 minute
 */
public record OutboxSettings(
        Bounds bounds,
        int requestsInFlight,
        int mostPerRequest,
        BackOff backOff,
        GiveUp giveUp,
        Duration endOfInputWait)
        implements Serializable {
    public OutboxSettings {
        atLeast(requestsInFlight, 1, "requests in flight");
        atLeast(mostPerRequest, 1, "messages per request");
        atLeast(endOfInputWait.toMillis(), 0, "wait at the end of input in milliseconds");
    }

    /** The defaults stated for each component. */
    public static OutboxSettings defaults() {
        return new OutboxSettings(
                new Bounds(100_000, 64L << 20),
                4,
                500,
                new BackOff(Duration.ofMillis(500), Duration.ofMinutes(1), Duration.ofHours(1)),
                new GiveUp(null, null),
                Duration.ofMinutes(1));
    }

    /**
     * How much may wait, requests under way included. All of it is in memory and in every
     * checkpoint.
     *
     * @param messages at least 1; 100 000
     * @param bytes of ids and bodies, at least 1; 64 MiB
     */
    public record Bounds(int messages, long bytes) implements Serializable {
        public Bounds {
            atLeast(messages, 1, "messages that may wait");
            atLeast(bytes, 1, "bytes that may wait");
        }
    }

    /**
     * How long to wait after a failure, for all messages of the receiver. Doubles with every
     * failure in a row; a random part keeps several senders from coming back at once.
     *
     * @param min after the first failure, at least 1 ms; 500 ms
     * @param max at most, at least {@code min}; 1 minute
     * @param maxRetryAfter what a receiver may ask for at most; 1 hour
     */
    public record BackOff(Duration min, Duration max, Duration maxRetryAfter)
            implements Serializable {
        private static final int MOST_DOUBLINGS = 30;

        public BackOff {
            atLeast(min.toMillis(), 1, "milliseconds of the first back-off");
            atLeast(max.toMillis(), min.toMillis(), "milliseconds of the longest back-off");
            atLeast(maxRetryAfter.toMillis(), 0, "milliseconds of the longest Retry-After");
        }

        /**
         * Milliseconds to wait: between half of the back-off and all of it, and not less than
         * asked.
         *
         * @param failures in a row, at least 1
         * @param asked what the receiver asked for; null where it did not
         */
        long delayMillis(int failures, @Nullable Duration asked, RandomGenerator random) {
            long doubled = min.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS);
            long full = Math.min(doubled, max.toMillis());
            long delay = full - random.nextLong(full / 2 + 1);
            if (asked == null) {
                return delay;
            }
            Duration bounded = asked.compareTo(maxRetryAfter) > 0 ? maxRetryAfter : asked;
            return Math.max(delay, bounded.toMillis());
        }
    }

    /**
     * When a message that is always answered with {@link Answer.Later} becomes a dead letter:
     * whatever comes first.
     *
     * @param after time since the decision; null for never
     * @param attempts requests that carried it, at least 1; null for any number
     */
    public record GiveUp(@Nullable Duration after, @Nullable Integer attempts)
            implements Serializable {
        public GiveUp {
            if (attempts != null) {
                atLeast(attempts, 1, "attempts");
            }
        }

        boolean isReached(long ageMillis, int attempted) {
            return (after != null && ageMillis >= after.toMillis())
                    || (attempts != null && attempted >= attempts);
        }
    }

    private static void atLeast(long value, long least, String what) {
        if (value < least) {
            throw new IllegalArgumentException(
                    "Outbox: " + what + " is " + value + ", must be at least " + least + ".");
        }
    }
}
