package io.entracep.replay;

import io.entracep.source.ReplayProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;

/** Ends a replay with a savepoint instead of with the end of time. */
final class Saving {
    private static final long PAUSE_MILLIS = 100;

    private final JobClient job;
    private final ReplayProgress progress;
    private final Path end;

    /**
     * @param end the file of {@link OpenEnd}
     */
    Saving(JobClient job, ReplayProgress progress, Path end) {
        this.job = job;
        this.progress = progress;
        this.end = end;
    }

    /**
     * Waits until everything is read and judged up to the last record, and saves.
     *
     * @param latest no record after this moment counts, milliseconds
     * @return where the savepoint is
     */
    String stop(Path target, long latest)
            throws IOException, InterruptedException, ExecutionException {
        while (!progress.areFilesRead()) {
            pause();
        }
        Object last = job.getAccumulators().get().get(PeriodFilter.LAST);
        long time = last instanceof Long read ? Math.min(read, latest) : Long.MIN_VALUE;
        Path written = end.resolveSibling(end.getFileName() + ".new");
        Files.writeString(written, Long.toString(time));
        Files.move(written, end, StandardCopyOption.ATOMIC_MOVE);
        while (Files.exists(end)) {
            pause();
        }
        return job.stopWithSavepoint(
                        false, target.toUri().toString(), SavepointFormatType.CANONICAL)
                .get();
    }

    /** A job that failed does not read on, and is told with its own reason. */
    private void pause() throws InterruptedException, ExecutionException {
        CompletableFuture<?> ended = job.getJobExecutionResult();
        try {
            ended.get(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            throw new IllegalStateException("The job ended before it was saved");
        } catch (java.util.concurrent.TimeoutException e) {
            // It still runs, as it should.
        }
    }
}
