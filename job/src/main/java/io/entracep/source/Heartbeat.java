package io.entracep.source;

import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;

/**
 * How event time goes on where nothing arrives. A partition that was silent for a while, and of
 * which the broker has just confirmed that we stand at its end, has event time "now less the
 * delay". Nothing else moves it: not an outage of the broker, not a backlog.
 *
 * @param delay how far event time lags behind the clock; the watermark delay of the records
 * @param quietAfter how long a partition must be silent; positive
 * @param interval how often the broker is asked while one is; positive
 * @param clock tells now
 */
public record Heartbeat(Duration delay, Duration quietAfter, Duration interval, Clock clock)
        implements Serializable {

    /**
     * Entra gives out most records within minutes; a shorter silence says little, a longer one lets
     * quiet partitions hold up "did not happen".
     */
    private static final Duration QUIET_AFTER = Duration.ofMinutes(5);

    private static final Duration INTERVAL = Duration.ofSeconds(10);

    /** Refuses times that are not positive, with an IllegalArgumentException. */
    public Heartbeat {
        if (delay.isNegative() || !isPositive(quietAfter) || !isPositive(interval)) {
            throw new IllegalArgumentException(
                    "A heartbeat's delay must not be negative, and its other times positive");
        }
    }

    /** Five minutes of silence, asked every ten seconds, by the clock of the machine. */
    public static Heartbeat after(Duration delay) {
        return new Heartbeat(delay, QUIET_AFTER, INTERVAL, Clock.systemUTC());
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isZero() && !duration.isNegative();
    }
}
