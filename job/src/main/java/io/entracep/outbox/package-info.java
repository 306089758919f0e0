/**
 * Delivery to receivers that fail at times: what is not sent yet waits in the state of the writer,
 * and no checkpoint waits for a receiver. Start at {@link io.entracep.outbox.OutboxSink}; the
 * algorithm is {@code Outbox}, a receiver is a {@link io.entracep.outbox.Receiver}.
 */
@NullMarked
package io.entracep.outbox;

import org.jspecify.annotations.NullMarked;
