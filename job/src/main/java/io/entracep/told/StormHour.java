package io.entracep.told;

import io.entracep.alert.Alert;
import io.entracep.detection.Severity;
import org.jspecify.annotations.Nullable;

/**
 * Where one detection of one tenant stands in the current hour. Part of state.
 *
 * @param end processing time at which the hour ends, milliseconds
 * @param alerts alerts that were told for the first time
 * @param updates further deliveries that were neither another status nor worse
 * @param worstTold the worst severity told, lower case; empty for none
 * @param held alerts that were not told
 * @param worstHeld the worst of them; null where there is none
 */
public record StormHour(
        long end, int alerts, int updates, String worstTold, int held, @Nullable Alert worstHeld) {

    static StormHour until(long end) {
        return new StormHour(end, 0, 0, "", 0, null);
    }

    /**
     * Whether it passes however many were told: it is Critical, or worse than everything told for
     * the first time in this hour.
     */
    boolean isExceededBy(Alert alert) {
        return worstTold.isEmpty()
                || severity(alert) == Severity.CRITICAL
                || severity(alert).compareTo(Severity.ofLabel(worstTold)) > 0;
    }

    StormHour telling(Alert alert) {
        boolean worse =
                worstTold.isEmpty() || severity(alert).compareTo(Severity.ofLabel(worstTold)) > 0;
        String worst = worse ? alert.severity() : worstTold;
        return new StormHour(end, alerts + 1, updates, worst, held, worstHeld);
    }

    StormHour updating() {
        return new StormHour(end, alerts, updates + 1, worstTold, held, worstHeld);
    }

    StormHour holding(Alert alert) {
        boolean worse = worstHeld == null || severity(alert).compareTo(severity(worstHeld)) >= 0;
        return new StormHour(end, alerts, updates, worstTold, held + 1, worse ? alert : worstHeld);
    }

    /** Without the alert that a summary would be made of: there is none then. */
    StormHour withoutText() {
        return new StormHour(end, alerts, updates, worstTold, held, null);
    }

    private static Severity severity(Alert alert) {
        return Severity.ofLabel(alert.severity());
    }
}
