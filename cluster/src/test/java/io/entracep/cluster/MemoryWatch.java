package io.entracep.cluster;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Asks TaskManagers every half second how much memory they use, by Flink's own metrics, and keeps
 * the most that any told. Used heap includes garbage that was not collected yet.
 */
final class MemoryWatch implements AutoCloseable {
    private static final long INTERVAL_MILLIS = 500;

    private final FlinkRest rest;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private Most most = new Most(0, new FlinkRest.Memory(0, 0, 0));

    /**
     * @param samples how often a TaskManager told
     * @param of each kind the most, not necessarily at one time and place
     */
    record Most(int samples, FlinkRest.Memory of) {
        private Most with(FlinkRest.Memory sample) {
            return new Most(
                    samples + 1,
                    new FlinkRest.Memory(
                            Math.max(of.heap(), sample.heap()),
                            Math.max(of.metaspace(), sample.metaspace()),
                            Math.max(of.managed(), sample.managed())));
        }
    }

    private MemoryWatch(FlinkRest rest) {
        this.rest = rest;
    }

    static MemoryWatch start(FlinkRest rest) {
        MemoryWatch watch = new MemoryWatch(rest);
        watch.clock.scheduleWithFixedDelay(
                watch::sample, 0, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
        return watch;
    }

    synchronized Most most() {
        return most;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private void sample() {
        try {
            for (FlinkRest.Memory sample : rest.memory()) {
                add(sample);
            }
        } catch (IOException oneWasJustKilled) {
            // The next sample is of those that live; the test wants enough of them.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void add(FlinkRest.Memory sample) {
        most = most.with(sample);
    }
}
