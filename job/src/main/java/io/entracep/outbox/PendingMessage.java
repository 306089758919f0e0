package io.entracep.outbox;

/**
 * A message in the writer's state: not accepted yet as far as we know.
 *
 * @param message the newest of its alert
 * @param since {@code decidedAt} of the first message of this alert that waits, milliseconds since
 *     1970
 * @param attempts requests that carried this alert since then
 * @param first whether it goes before those that are not first
 * @param opens whether the receiver was told nothing of this alert before
 */
record PendingMessage(Message message, long since, int attempts, boolean first, boolean opens) {}
