package io.entracep.outbox;

import java.util.Objects;

/**
 * One delivery of an alert as its receiver gets it.
 *
 * @param alertId of the alert; the newest message of an id replaces an older one that is not sent
 * @param decidedAt processing time of the decision, milliseconds since 1970; strictly increasing
 *     for one id
 * @param body what is sent, in the receiver's format; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes on their way out; equality is by id and time.
public record Message(String alertId, long decidedAt, byte[] body) {

    /** Whether this one makes the other needless: same alert, decided later. */
    public boolean replaces(Message other) {
        return alertId.equals(other.alertId) && decidedAt >= other.decidedAt;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Message message
                && alertId.equals(message.alertId)
                && decidedAt == message.decidedAt;
    }

    @Override
    public int hashCode() {
        return Objects.hash(alertId, decidedAt);
    }

    @Override
    public String toString() {
        return alertId + "@" + decidedAt + " (" + body.length + " bytes)";
    }
}
