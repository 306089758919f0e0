package io.entracep.output;

import io.entracep.alert.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** An alert as one line for a terminal. */
public final class AlertLine {
    private static final int SECONDS = "2026-03-03T10:00:00".length();
    private static final int LONGEST_ENTITY = 100;

    private AlertLine() {}

    /**
     * Severity, time of the last evidence, title and whom it is about.
     *
     * @param note put behind the title, such as {@code (cleared)}; may be empty
     */
    public static String of(Alert alert, String note) {
        String name = alert.entity().name();
        return String.format(
                Locale.ROOT,
                "%-13s  %s  %s%s: %s",
                alert.severity().toUpperCase(Locale.ROOT),
                alert.lastEventTime().substring(0, SECONDS).replace('T', ' '),
                alert.title(),
                note.isEmpty() ? "" : " " + note,
                TerminalText.of(
                        alert.entity().type() + " " + (name == null ? alert.entity().id() : name),
                        LONGEST_ENTITY));
    }

    /** Like {@link #of}, with the time from the last evidence to the decision. */
    public static String withLag(Alert alert) {
        Duration lag =
                Duration.between(
                        Instant.parse(alert.lastEventTime()),
                        Instant.ofEpochMilli(alert.delivery().decidedAt()));
        return of(alert, alert.active() ? "" : "(cleared)")
                + "  ["
                + words(lag)
                + " after its last record"
                + (alert.delivery().late() ? ", late]" : "]");
    }

    private static String words(Duration lag) {
        if (lag.toHours() >= 48) {
            return lag.toDays() + " days";
        }
        return lag.toMinutes() >= 120 ? lag.toHours() + " h" : lag.toSeconds() + " s";
    }
}
