package io.entracep.replay;

import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A span of event time.
 *
 * @param from first moment in it, null for no limit
 * @param to first moment after it, null for no limit
 */
public record Period(@Nullable Instant from, @Nullable Instant to) implements Serializable {
    /** No limits. */
    public static final Period ALWAYS = new Period(null, null);

    /** Whether this time, in milliseconds since the epoch, lies in it. */
    boolean contains(long time) {
        return (from == null || time >= from.toEpochMilli())
                && (to == null || time < to.toEpochMilli());
    }
}
