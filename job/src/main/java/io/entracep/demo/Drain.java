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

/**
 * Ends a live job once it has judged a number of records: event time goes to its end, so that what
 * waits is told, and the job finishes.
 */
final class Drain {
    private static final Duration INTERVAL = Duration.ofMillis(300);

    private final JobClient job;
    private final Executor later =
            CompletableFuture.delayedExecutor(INTERVAL.toMillis(), TimeUnit.MILLISECONDS);

    Drain(JobClient job) {
        this.job = job;
    }

    /**
     * Waits for the records, then ends the job.
     *
     * @param savepoint folder for the savepoint that Flink takes on the way
     */
    void after(long records, Path savepoint) throws InterruptedException, ExecutionException {
        while (judged() < records) {
            if (job.getJobStatus().get().isGloballyTerminalState()) {
                return;
            }
            CompletableFuture.runAsync(() -> {}, later).get();
        }
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
