package io.entracep.demo;

import io.entracep.observe.ObserveOperator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;

/** Asks a live job how far it is, and ends it. */
final class JobWatch {
    private static final Duration INTERVAL = Duration.ofMillis(300);

    private final JobClient job;
    private final Executor later =
            CompletableFuture.delayedExecutor(INTERVAL.toMillis(), TimeUnit.MILLISECONDS);

    JobWatch(JobClient job) {
        this.job = job;
    }

    /** Waits until so many records were judged since the start, or the job has ended. */
    void awaitJudged(long records) throws InterruptedException, ExecutionException {
        while (judged() < records && !job.getJobStatus().get().isGloballyTerminalState()) {
            CompletableFuture.runAsync(() -> {}, later).get();
        }
    }

    /**
     * Ends the job as its sources would by ending: event time goes to its end, so that what waits
     * is told.
     *
     * @param savepoint folder for the savepoint that Flink takes on the way
     */
    void end(Path savepoint) throws InterruptedException, ExecutionException {
        job.stopWithSavepoint(true, savepoint.toUri().toString(), SavepointFormatType.NATIVE).get();
    }

    private long judged() throws InterruptedException, ExecutionException {
        long sum = 0;
        for (Map.Entry<String, Object> account : job.getAccumulators().get().entrySet()) {
            if (account.getKey().startsWith(ObserveOperator.RECORDS)
                    || account.getKey().startsWith(ObserveOperator.DEAD)) {
                sum += (Long) account.getValue();
            }
        }
        return sum;
    }
}
