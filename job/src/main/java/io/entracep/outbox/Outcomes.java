package io.entracep.outbox;

import org.jspecify.annotations.Nullable;

/** Hears what becomes of messages. Every message ends as accepted, replaced or a dead letter. */
interface Outcomes {
    /** The receiver has it. */
    void accepted(Message message);

    /** It is sent again. */
    void retried(Message message);

    /** A newer one of the same alert makes it needless. */
    void replaced(Message message);

    /** The receiver refused it for good; it becomes a dead letter next. */
    void refused(Message message);

    /** It is not sent again. */
    void deadLettered(Message message, String reason, @Nullable String response);
}
