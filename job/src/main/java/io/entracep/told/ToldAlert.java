package io.entracep.told;

import io.entracep.alert.Alert;
import io.entracep.detection.Severity;
import io.entracep.output.AlertJson;
import io.entracep.state.StableHash;

/**
 * One alert as its receiver has it, beside what was said of it last. Part of state.
 *
 * @param active the status that was told
 * @param severity the severity that was told, lower case
 * @param digest of the body that was told
 * @param decidedAt of the delivery that was told, milliseconds
 * @param revision how often it was told
 * @param toldAt processing time, milliseconds
 * @param said digest of what was said last, told or not; empty where nothing is known to be said
 * @param saidAt processing time, milliseconds
 */
public record ToldAlert(
        boolean active,
        String severity,
        String digest,
        long decidedAt,
        int revision,
        long toldAt,
        String said,
        long saidAt) {
    /** Digest of every clearing: it has one text. */
    static final String CLEARED = "cleared";

    /** Said of what nothing is known. */
    static final String NOTHING = "";

    /** What was told with this delivery. */
    static ToldAlert of(Alert alert, long now) {
        String digest = digest(alert);
        return new ToldAlert(
                alert.active(),
                alert.severity(),
                digest,
                alert.delivery().decidedAt(),
                alert.delivery().revision(),
                now,
                digest,
                now);
    }

    /** Names a body: the same for the same text. */
    static String digest(Alert alert) {
        if (!alert.active()) {
            return CLEARED;
        }
        return StableHash.name(AlertJson.body(alert));
    }

    /** The same, of which something else was said. */
    ToldAlert saying(String digestSaid, long now) {
        return new ToldAlert(
                active, severity, digest, decidedAt, revision, toldAt, digestSaid, now);
    }

    /** Whether the receiver has what was said last. */
    boolean isTold() {
        return said.equals(digest);
    }

    /** Whether what was said last is that it holds. */
    boolean isSaidToHold() {
        return !said.equals(NOTHING) && !said.equals(CLEARED);
    }

    /** Whether this text is worse than what was told. */
    boolean isRaisedBy(Alert text) {
        return Severity.ofLabel(text.severity()).compareTo(Severity.ofLabel(severity)) > 0;
    }
}
