package io.entracep.source;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a job running whose broker does not answer when it is asked for partitions: what fails is
 * not handed on, and is asked again at the next time. An enumerator that hears of a failure ends
 * the job. For how long it has failed is a gauge, {@value #FAILING}.
 *
 * @param <T> what the enumerator hands out
 */
final class PatientDiscovery<T extends SourceSplit> implements SplitEnumeratorContext<T> {
    /** Gauge: seconds since partitions could last be listed; 0 while they can. */
    static final String FAILING = "entracep_partition_discovery_failing_seconds";

    private static final Logger LOG = LoggerFactory.getLogger(PatientDiscovery.class);
    private static final long WORKS = 0;

    private final SplitEnumeratorContext<T> context;
    private final InstantSource clock;
    private volatile long failingSince = WORKS;

    PatientDiscovery(SplitEnumeratorContext<T> context, InstantSource clock) {
        this.context = context;
        this.clock = clock;
        SplitEnumeratorMetricGroup metrics = context.metricGroup();
        if (metrics != null) {
            metrics.gauge(FAILING, this::failingSeconds);
        }
    }

    private long failingSeconds() {
        long since = failingSince;
        return since == WORKS ? 0 : Math.max(0, clock.millis() - since) / 1_000;
    }

    private <R> BiConsumer<R, Throwable> successes(BiConsumer<R, Throwable> handler) {
        return (result, failure) -> {
            if (failure != null) {
                failed(failure);
                return;
            }
            if (failingSince != WORKS) {
                LOG.warn("The broker lists partitions again, after {} s", failingSeconds());
                failingSince = WORKS;
            }
            handler.accept(result, null);
        };
    }

    private void failed(Throwable failure) {
        if (failingSince == WORKS) {
            failingSince = clock.millis();
            LOG.warn(
                    "The broker does not list partitions. The job goes on with those that it knows,"
                            + " and asks again",
                    failure);
        } else {
            LOG.info("The broker has not listed partitions for {} s", failingSeconds(), failure);
        }
    }

    @Override
    public <R> void callAsync(Callable<R> callable, BiConsumer<R, Throwable> handler) {
        context.callAsync(callable, successes(handler));
    }

    @Override
    public <R> void callAsync(
            Callable<R> callable,
            BiConsumer<R, Throwable> handler,
            long initialDelayMillis,
            long periodMillis) {
        context.callAsync(callable, successes(handler), initialDelayMillis, periodMillis);
    }

    @Override
    public SplitEnumeratorMetricGroup metricGroup() {
        return context.metricGroup();
    }

    @Override
    public void sendEventToSourceReader(int subtask, SourceEvent event) {
        context.sendEventToSourceReader(subtask, event);
    }

    @Override
    public void sendEventToSourceReader(int subtask, int attempt, SourceEvent event) {
        context.sendEventToSourceReader(subtask, attempt, event);
    }

    @Override
    public int currentParallelism() {
        return context.currentParallelism();
    }

    @Override
    public Map<Integer, ReaderInfo> registeredReaders() {
        return context.registeredReaders();
    }

    @Override
    public Map<Integer, Map<Integer, ReaderInfo>> registeredReadersOfAttempts() {
        return context.registeredReadersOfAttempts();
    }

    @Override
    public void assignSplits(SplitsAssignment<T> assignment) {
        context.assignSplits(assignment);
    }

    @Override
    public void signalNoMoreSplits(int subtask) {
        context.signalNoMoreSplits(subtask);
    }

    @Override
    public void setIsProcessingBacklog(boolean isProcessingBacklog) {
        context.setIsProcessingBacklog(isProcessingBacklog);
    }

    @Override
    public void runInCoordinatorThread(Runnable runnable) {
        context.runInCoordinatorThread(runnable);
    }
}
