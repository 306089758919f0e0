package io.entracep.decode;

import io.entracep.event.EntraEvent;

/** What became of one record: an event or a dead letter. Records in = events + dead letters. */
public sealed interface Decoded {

    /**
     * A record that could be read.
     *
     * @param event the event
     */
    record Event(EntraEvent event) implements Decoded {}

    /**
     * A record that could not be read, or could not be judged.
     *
     * @param reason kind of trouble; counted by this
     * @param detail what exactly, one sentence
     * @param source file, or topic and partition
     * @param position byte offset in the file, or offset in the partition
     * @param time when the broker took it, milliseconds, 0 where unknown
     * @param rawText the record as text, cut at 65536 characters. Attacker-controlled
     */
    record DeadLetter(
            Reason reason, String detail, String source, long position, long time, String rawText)
            implements Decoded {}

    /** Kinds of trouble. Numbers are written to state. */
    enum Reason {
        /** Not JSON, or cut short. */
        MALFORMED_JSON(1),
        /** JSON, but not an object where a record must be one. */
        NOT_A_RECORD(2),
        /** Nested deeper or longer than the limits allow. */
        LIMIT_EXCEEDED(3),
        /** An object that is no log record: neither category nor anything that tells one. */
        UNRECOGNISED(4),
        /** A detection threw while judging it. */
        DETECTION_FAILED(5),
        /** Of a tenant for which there is no room beside all others. */
        TOO_MANY_TENANTS(10);

        private final int number;

        Reason(int number) {
            this.number = number;
        }

        /** The number written to state. */
        public int number() {
            return number;
        }
    }
}
