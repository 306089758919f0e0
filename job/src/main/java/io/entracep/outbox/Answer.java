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
     * Never in this shape. With several messages in the request the batch is split until the bad
     * one stands alone; a single one becomes a dead letter.
     *
     * @param reason a few words without secrets, such as {@code HTTP 400}
     * @param response the beginning of what the receiver said; null for nothing
     */
    record Refused(String reason, @Nullable String response) implements Answer {}
}
