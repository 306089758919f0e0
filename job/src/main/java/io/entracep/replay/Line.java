package io.entracep.replay;

import io.entracep.alert.Alert;
import io.entracep.alert.AlertFactory;
import io.entracep.decode.Decoded;
import io.entracep.loop.Undecided;
import io.entracep.output.AlertJson;
import io.entracep.output.DeadLetterJson;
import io.entracep.output.UndecidedJson;

/**
 * One line of a part: columns divided by tabs, which none of them holds, and last the JSON.
 *
 * @param version of two lines with one id the greater counts
 * @param order what the result is sorted by
 * @param id identity, and what lines of equal order are sorted by
 * @param group what is counted
 * @param json what is written
 */
record Line(long version, String order, String id, String group, String json) {
    /** Parts of the group of an alert: status, detection, severity. */
    static final String DIVIDER = " ";

    static String of(Alert alert) {
        String group = String.join(DIVIDER, alert.status(), alert.detectionId(), alert.severity());
        return new Line(
                        alert.delivery().decidedAt(),
                        alert.firstEventTime(),
                        alert.alertId(),
                        group,
                        AlertJson.body(alert))
                .text();
    }

    static String of(Undecided undecided) {
        return new Line(
                        0,
                        AlertFactory.time(undecided.dueAt()),
                        undecided.alertId(),
                        undecided.detectionId(),
                        UndecidedJson.of(undecided))
                .text();
    }

    static String of(Decoded decoded) {
        Decoded.DeadLetter letter = (Decoded.DeadLetter) decoded;
        return new Line(0, "", "", letter.reason().name(), DeadLetterJson.of(letter)).text();
    }

    private String text() {
        return version + "\t" + order + "\t" + id + "\t" + group + "\t" + json;
    }
}
