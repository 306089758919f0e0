package io.entracep.webhook;

import java.time.Duration;

/**
 * Spreads requests: at most so many a second over time, and at most one second's worth at once (but
 * at least one). A pure function of the times it is given.
 */
final class TokenBucket {
    private static final double SECOND = Duration.ofSeconds(1).toNanos();

    private final double perNano;
    private final double most;
    private double tokens;
    private long last;

    /**
     * @param nanos now, on a clock that never goes back
     */
    TokenBucket(double perSecond, long nanos) {
        perNano = perSecond / SECOND;
        most = Math.max(1, perSecond);
        tokens = most;
        last = nanos;
    }

    /** Takes a token, be it a future one; gives the nanoseconds until it is there. */
    long take(long nanos) {
        tokens = Math.min(most, tokens + (nanos - last) * perNano);
        last = nanos;
        tokens--;
        return tokens >= 0 ? 0 : (long) Math.ceil(-tokens / perNano);
    }
}
