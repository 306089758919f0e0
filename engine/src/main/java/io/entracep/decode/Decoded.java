package io.entracep.decode;

import io.entracep.event.EntraEvent;
import java.util.Arrays;

/**
 * What became of one record: an event or a dead letter. Records in = events + dead letters. Between
 * them a source may tell what is decided by from here on.
 */
public sealed interface Decoded {

    /**
     * A record that could be read.
     *
     * @param event the event
     * @param rules numbers of the signals of rules that the record matches, ascending
     * @param source file, or topic and partition; empty behind the operators that need it
     */
    @SuppressWarnings("ArrayRecordComponent") // Never shared for writing.
    record Event(EntraEvent event, long[] rules, String source) implements Decoded {
        private static final long[] NO_RULES = {};

        /** One that matches no rule, and of which it does not matter where it came from. */
        public Event(EntraEvent event) {
            this(event, NO_RULES);
        }

        /** One of which it does not matter any more where it came from. */
        public Event(EntraEvent event, long[] rules) {
            this(event, rules, "");
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Event that
                    && event.equals(that.event)
                    && Arrays.equals(rules, that.rules)
                    && source.equals(that.source);
        }

        @Override
        public int hashCode() {
            return (event.hashCode() * 31 + Arrays.hashCode(rules)) * 31 + source.hashCode();
        }

        @Override
        public String toString() {
            return "Event[event=%s, rules=%s, source=%s]"
                    .formatted(event, Arrays.toString(rules), source);
        }
    }

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

    /**
     * No record: what is decided by from here on. The same for every subtask of the source, before
     * any record and with each edit.
     *
     * @param written policies and rules with their times, as the catalogue's format writes them
     */
    @SuppressWarnings("ArrayRecordComponent") // Never shared for writing.
    record NewRulebooks(byte[] written) implements Decoded {}

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
        /** Somebody wrote objects of it as text on the way: what was in them is lost. */
        DAMAGED(6),
        /** Nothing tells when it happened, or nobody can read it. */
        UNREADABLE_TIME(7),
        /** Not a record: a file, or an answer, of which a part is missing. */
        INCOMPLETE(8),
        /** Not a record: a file that is not read. */
        REFUSED(9),
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
