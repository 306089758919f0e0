package io.entracep.outbox;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a receiver made of one request. Text from a receiver is kept short and is not trusted. */
public sealed interface Answer {

    /** It has them all. */
    record Accepted() implements Answer {}

    /**
     * Not now: the same messages are sent again later.
     *
     * @param reason for the log and the metric's label, a few words without secrets
     * @param after what the receiver asked to wait ({@code Retry-After}); null where it did not say
     */
    record Later(String reason, @Nullable Duration after) implements Answer {}

    /**
     * Never in this shape. A single message becomes a dead letter; of several see the reach.
     *
     * @param reason a few words without secrets, such as {@code HTTP 400}
     * @param response the beginning of what the receiver said; null for nothing
     * @param reach which messages of the request it is about
     */
    record Refused(String reason, @Nullable String response, Reach reach) implements Answer {
        /** Refused for {@link Reach#SOME} message. */
        public Refused(String reason, @Nullable String response) {
            this(reason, response, Reach.SOME);
        }
    }

    /** Which messages of a request a refusal is about. */
    enum Reach {
        /** One or more of them: the batch is split until the bad one stands alone. */
        SOME,
        /**
         * Every message, whatever it says, such as for a login that is not valid: all of them
         * become dead letters at once.
         */
        EVERY
    }
}
