package io.entracep.told;

import io.entracep.alert.Alert;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * One delivery in the log.
 *
 * @param digest of its body
 * @param eventTime of the operator when it was told, milliseconds
 * @param job that told it
 * @param alert what was told, without evidence
 */
record Entry(String digest, long eventTime, String job, Alert alert) {

    static Entry of(Alert alert, long eventTime, String job) {
        return new Entry(ToldAlert.digest(alert), eventTime, job, Revised.withoutEvidence(alert));
    }

    String alertId() {
        return alert.alertId();
    }

    long decidedAt() {
        return alert.delivery().decidedAt();
    }

    /** Event time after which nothing more is needed to say it again. */
    long complete() {
        long last = Instant.parse(alert.lastEventTime()).toEpochMilli();
        return Math.max(last, eventTime);
    }

    /** What the receiver has with it. */
    ToldAlert picture(String said, long saidAt) {
        return new ToldAlert(
                alert.active(),
                alert.severity(),
                digest,
                decidedAt(),
                alert.delivery().revision(),
                decidedAt(),
                said,
                saidAt);
    }

    /** In the order of their decisions. */
    static List<Entry> inOrder(List<Entry> entries) {
        return entries.stream().sorted(Comparator.comparingLong(Entry::decidedAt)).toList();
    }
}
