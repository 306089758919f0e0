package io.entracep.detections.change;

import io.entracep.detection.AbsenceDetection;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.event.Category;
import io.entracep.signal.EntityType;
import io.entracep.signal.Metrics;
import io.entracep.signal.Observation;
import io.entracep.signal.SignalSet;
import io.entracep.state.Need;
import io.entracep.state.Presence;
import io.entracep.state.TimeRange;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

/**
 * A log that used to flow has stopped: its export may have been switched off, so that nobody sees
 * what follows.
 *
 * <p>Reads of every log only in which quarters of an hour it had records. A silence is told when it
 * is at least {@code at-least} long and twice as long as the longest pause in the {@code
 * learn-days} before. Time without a record at the beginning of those days is a pause too, so a new
 * log is learned first; a log with a pause above {@code longest-pause} is not expected at all. It
 * takes event time to notice: another log that flows, or live the heartbeat. One alert per log and
 * silence; it is cleared by records that were only late, and stays when the log merely comes back.
 *
 * <p>Misses logs that rest overnight for longer than {@code longest-pause}, parts of a log that are
 * left out, and a log that was never sent.
 *
 * <p>Source: row BEYOND-19 of the guides; ATT&CK T1562.008.
 */
public final class LogStopped extends AbsenceDetection {
    private static final List<Category> LOGS = Metrics.logs();

    /** How much longer than any pause a silence must be. */
    private static final int TIMES_LONGEST = 2;

    /**
     * @param atLeast shortest silence that is told
     * @param learnDays days before it in which pauses are looked for
     * @param longestPause a log that pauses for longer is not expected
     */
    public record Settings(
            @DurationMin(minutes = 15) @DurationMax(days = 1) Duration atLeast,
            @Min(1) @Max(10) int learnDays,
            @DurationMin(minutes = 15) @DurationMax(days = 1) Duration longestPause) {}

    private final long atLeast;
    private final long learned;
    private final long longestPause;

    public LogStopped(Entry entry, Settings settings) {
        super(entry);
        atLeast = slots(settings.atLeast());
        learned = slots(Duration.ofDays(settings.learnDays()));
        longestPause = slots(settings.longestPause());
    }

    @Override
    public EntityType entityType() {
        return EntityType.TENANT;
    }

    @Override
    public SignalSet triggers() {
        return SignalSet.NONE;
    }

    @Override
    public List<Need> needs() {
        return List.of();
    }

    @Override
    public Set<String> readsTotals() {
        return LOGS.stream().map(LogStopped::metric).collect(Collectors.toUnmodifiableSet());
    }

    /** The longest silence that is waited for, with the slot of the last record. */
    @Override
    protected Duration period() {
        return Duration.ofMillis(
                (1 + Math.max(atLeast, TIMES_LONGEST * longestPause)) * Presence.SLOT_MILLIS);
    }

    @Override
    protected TimeRange anchorsAffectedBy(Observation observation) {
        return TimeRange.NEVER;
    }

    /** The silences that a record of that day may end or begin, and those that it teaches of. */
    @Override
    public TimeRange anchorsAffectedByTotal(long hour) {
        long day = Duration.ofHours(hour).toMillis();
        return new TimeRange(
                day - period().toMillis(),
                day + Duration.ofDays(1).toMillis() + learned * Presence.SLOT_MILLIS);
    }

    @Override
    protected List<Unanswered> unanswered(View view, TimeRange anchors) {
        TimeRange read =
                new TimeRange(
                        TimeRange.plus(anchors.from(), -learned * Presence.SLOT_MILLIS),
                        TimeRange.plus(anchors.to(), period().toMillis()));
        List<Unanswered> unanswered = new ArrayList<>();
        for (Category log : LOGS) {
            long[] seen = view.slots(metric(log), read);
            for (int i = 0; i < seen.length; i++) {
                Unanswered silence =
                        anchors.contains(seen[i] * Presence.SLOT_MILLIS)
                                ? silenceAfter(log, seen, i)
                                : null;
                if (silence != null) {
                    unanswered.add(silence);
                }
            }
        }
        return unanswered;
    }

    private @Nullable Unanswered silenceAfter(Category log, long[] seen, int last) {
        boolean resumed = last + 1 < seen.length;
        // Most slots are followed by the next; only for others is the past looked at.
        if (resumed && seen[last + 1] - seen[last] - 1 < atLeast) {
            return null;
        }
        long pause = longestPauseBefore(seen, last);
        long expected = Math.max(atLeast, TIMES_LONGEST * pause);
        if (pause > longestPause || (resumed && seen[last + 1] - seen[last] - 1 < expected)) {
            return null;
        }
        Instant since = startOf(seen[last] + 1);
        return new Unanswered(
                log.logName() + "|" + since,
                seen[last] * Presence.SLOT_MILLIS,
                (seen[last] + 1 + expected) * Presence.SLOT_MILLIS,
                Draft.of(severity())
                        .value("log", log.logName())
                        .value("since", since)
                        .value("silence", words(expected))
                        .value("pause", words(pause))
                        .value("days", learned / Presence.SLOTS_PER_DAY)
                        .value("resumed", resumed ? startOf(seen[last + 1]) : null));
    }

    /** In slots, of the learned days before the last record. */
    private long longestPauseBefore(long[] seen, int last) {
        long before = seen[last] - learned;
        int found = Arrays.binarySearch(seen, before);
        long longest = 0;
        for (int i = found < 0 ? -found - 1 : found; i <= last; i++) {
            longest = Math.max(longest, seen[i] - before - 1);
            before = seen[i];
        }
        return longest;
    }

    private static String metric(Category log) {
        return Objects.requireNonNull(Metrics.log(log));
    }

    private static Instant startOf(long slot) {
        return Instant.ofEpochMilli(slot * Presence.SLOT_MILLIS);
    }

    private static String words(long slots) {
        return slots == 0
                ? "15 min"
                : Words.duration(Duration.ofMillis(slots * Presence.SLOT_MILLIS));
    }

    private static long slots(Duration duration) {
        return duration.toMillis() / Presence.SLOT_MILLIS;
    }
}
