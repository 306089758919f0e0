package io.entracep.told;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the log knows beyond the restored state: in doubt until it is said again. */
final class Recollection {
    private static final Logger LOG = LoggerFactory.getLogger(Recollection.class);
    private static final long HOUR = Duration.ofHours(1).toMillis();

    /** Whoever was cut off from the job may tell for so long after the job went on elsewhere. */
    private static final List<Duration> READ_AGAIN =
            List.of(Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(10));

    /** What was read once is read again in the same time, or in this. */
    private static final long LONGEST_REREADING = Duration.ofMinutes(15).toMillis();

    private static final long PAUSE_AFTER_REREADING = 10_000;

    private final ToldLog log;
    private final RestoredSince restored;
    private final Run run;
    private final Teller teller;
    private final ToldMetrics metrics;
    private final ToldTask task;

    /**
     * Who runs.
     *
     * @param sink its name
     * @param job id of the job
     * @param again whether an attempt of this job came before
     */
    record Run(String sink, String job, boolean again) {}

    Recollection(
            ToldLog log,
            RestoredSince restored,
            Run run,
            Teller teller,
            ToldMetrics metrics,
            ToldTask task) {
        this.log = log;
        this.restored = restored;
        this.run = run;
        this.teller = teller;
        this.metrics = metrics;
        this.task = task;
    }

    /** Reads now, waits for it a bounded time, and reads again later. */
    void begin() {
        List<Entry> entries = log.readNow(restored.time());
        if (entries != null) {
            find(entries);
            if (!log.foundAny()) {
                sayThatTheLogIsEmpty();
            }
        }
        READ_AGAIN.forEach(
                later ->
                        task.at(
                                task.now() + later.toMillis(),
                                () ->
                                        log.readAgain(
                                                restored.time(),
                                                found -> task.soon(() -> find(found)))));
    }

    /** Now and every hour. */
    void keepSmall() {
        log.keepSmall(task.now());
        task.at(task.now() + HOUR, this::keepSmall);
    }

    private void sayThatTheLogIsEmpty() {
        if (restored.isKnown()) {
            LOG.error(
                    "The log of sink {} in {} is gone: what was told since the checkpoint is not"
                            + " known, some of it may be told twice, or stay although it is wrong",
                    run.sink(),
                    log);
        } else {
            LOG.info("Sink {} is told for the first time, as far as {} knows", run.sink(), log);
        }
    }

    private void find(List<Entry> entries) {
        for (Entry entry : entries) {
            task.useKey(TellOperator.key(entry.alert()));
            long told = entry.decidedAt();
            boolean readAgain = restored.isKnown() || isOfThisRun(entry);
            long since = restored.isKnown() ? restored.time() : told;
            long rereading = Math.min(LONGEST_REREADING, Math.max(0, told - since));
            teller.found(
                    entry,
                    log.isAccepted(entry.alert()),
                    readAgain ? entry.complete() : Long.MAX_VALUE,
                    task.now() + rereading + PAUSE_AFTER_REREADING);
            task.wakeTomorrow();
        }
        metrics.inDoubt(entries.size());
    }

    /** Of an attempt that ended before its first checkpoint. */
    private boolean isOfThisRun(Entry entry) {
        return run.again() && entry.job().equals(run.job());
    }
}
