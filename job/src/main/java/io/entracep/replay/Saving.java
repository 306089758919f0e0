package io.entracep.replay;

import io.entracep.source.ReplayProgress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.jspecify.annotations.Nullable;

/** Ends a replay with a savepoint instead of with the end of time, if that is asked for. */
final class Saving {
    private static final long PAUSE_MILLIS = 100;

    private final @Nullable Path target;
    private @Nullable Path saved;

    /**
     * @param target folder for the savepoint, null where none is asked for
     */
    Saving(@Nullable Path target) {
        this.target = target;
    }

    boolean isAskedFor() {
        return target != null;
    }

    /** The savepoint that was left. */
    Optional<Path> saved() {
        return Optional.ofNullable(saved);
    }

    /**
     * Waits until everything is read and judged up to the last record, saves, and ends the job.
     *
     * @param end the file of {@link OpenEnd}
     * @param latest no record after this moment counts, milliseconds
     */
    void stop(JobClient job, ReplayProgress progress, Path end, long latest)
            throws IOException, InterruptedException, ExecutionException {
        while (!progress.areFilesRead()) {
            pause(job);
        }
        Object last = job.getAccumulators().get().get(PeriodFilter.LAST);
        long time = last instanceof Long read ? Math.min(read, latest) : Long.MIN_VALUE;
        Path written = end.resolveSibling(end.getFileName() + ".new");
        Files.writeString(written, Long.toString(time));
        Files.move(written, end, StandardCopyOption.ATOMIC_MOVE);
        while (Files.exists(end)) {
            pause(job);
        }
        String place =
                job.stopWithSavepoint(
                                false,
                                String.valueOf(target == null ? null : target.toUri()),
                                SavepointFormatType.CANONICAL)
                        .get();
        saved = Path.of(URI.create(place));
    }

    /** State of nobody would never meet a record of the live job. */
    void describe(InputTally tally, InputFacts facts) throws IOException {
        if (saved == null) {
            return;
        }
        SortedSet<String> tenants = new TreeSet<>(tally.tenants().keySet());
        String given = facts.tenant();
        if (tenants.remove(InputFacts.UNKNOWN)) {
            if (given == null) {
                drop();
                throw new ReplayException(
                        "No savepoint is left: there are records that name no tenant, and a live job would not find what they taught. Say whose they are with --tenant ID.");
            }
            tenants.add(given);
        }
        new WarmStart(tenants).write(new org.apache.flink.core.fs.Path(saved.toUri()));
    }

    /** Deletes what was saved, where it was not yet right. */
    void drop() throws IOException {
        if (saved != null) {
            OutputFolder.deleteTree(saved);
            saved = null;
        }
    }

    /** A job that failed does not read on, and is told with its own reason. */
    private static void pause(JobClient job) throws InterruptedException, ExecutionException {
        CompletableFuture<?> ended = job.getJobExecutionResult();
        try {
            ended.get(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            throw new IllegalStateException("The job ended before it was saved");
        } catch (TimeoutException e) {
            // It still runs, as it should.
            return;
        }
    }
}
