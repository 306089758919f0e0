package io.entracep.replay;

import io.entracep.catalogue.Catalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a replay did.
 *
 * @param out folder with the results
 * @param policyFile policy as named, null where there was none
 * @param parallelism subtasks
 * @param files number of files read
 * @param bytes their size
 * @param firstEventTime time of the earliest event, milliseconds; null where there is none
 * @param lastEventTime time of the latest event
 * @param records events judged, by category as logged
 * @param outsidePeriod events left out for their time
 * @param deadLetters by reason
 * @param alerts alerts written
 * @param undecided what the end of the input left open, by detection
 * @param late records older than the allowed disorder, judged alone
 * @param asleep detections that did not judge, by section of the policy
 * @param completeness whether everything was read
 * @param duration wall time of the job
 */
public record ReplaySummary(
        Path out,
        @Nullable String policyFile,
        int parallelism,
        int files,
        long bytes,
        @Nullable Long firstEventTime,
        @Nullable Long lastEventTime,
        SortedMap<String, Long> records,
        long outsidePeriod,
        SortedMap<String, Long> deadLetters,
        List<AlertCount> alerts,
        SortedMap<String, Long> undecided,
        long late,
        SortedMap<String, List<Catalogue.Asleep>> asleep,
        Completeness completeness,
        Duration duration) {

    /** Number of alerts of one detection, status and severity; all in lower case. */
    public record AlertCount(String detectionId, String status, String severity, long number) {}

    /** Number of events judged. */
    public long recordsInTotal() {
        return sum(records);
    }

    /** Number of dead letters. */
    public long deadLettersInTotal() {
        return sum(deadLetters);
    }

    /** Number of undecided absences. */
    public long undecidedInTotal() {
        return sum(undecided);
    }

    /** Number of alerts that hold. */
    public long activeAlerts() {
        return alerts.stream()
                .filter(count -> count.status().equals(io.entracep.alert.Alert.ACTIVE))
                .mapToLong(AlertCount::number)
                .sum();
    }

    private static long sum(SortedMap<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
