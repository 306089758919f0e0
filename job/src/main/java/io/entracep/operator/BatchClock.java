package io.entracep.operator;

import java.util.concurrent.ScheduledFuture;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.jspecify.annotations.Nullable;

/**
 * Tells when a batch has waited long enough. A batch is as long as makes judging take a fifth of
 * the time at most, within bounds. Of one task's thread.
 */
final class BatchClock {
    /** Milliseconds that an input waits at least for others of its entity. */
    private static final long SHORTEST = 10;

    /** Milliseconds that it waits at most, where judging takes a quarter of it. */
    private static final long LONGEST = 500;

    /** Inputs of a batch: a bound of memory. */
    private static final int MOST = 10_000;

    private static final int REST = 4;

    private final ProcessingTimeService service;
    private final Runnable judge;
    private @Nullable ScheduledFuture<?> due;
    private long next = SHORTEST;

    /**
     * @param judge judges the batch; calls {@link #judged} at its end
     */
    BatchClock(ProcessingTimeService service, Runnable judge) {
        this.service = service;
        this.judge = judge;
    }

    /** An input was taken into the batch, which has so many now. */
    void taken(int waiting) {
        if (waiting >= MOST) {
            judgeNow();
        } else if (due == null && waiting > 0) {
            due =
                    service.registerTimer(
                            service.getCurrentProcessingTime() + next,
                            time -> {
                                due = null;
                                judgeNow();
                            });
        }
    }

    /** The batch is over, for whatever reason. */
    void judged() {
        if (due != null) {
            due.cancel(false);
            due = null;
        }
    }

    private void judgeNow() {
        long begin = service.getCurrentProcessingTime();
        judge.run();
        long took = service.getCurrentProcessingTime() - begin;
        next = Math.min(LONGEST, Math.max(SHORTEST, took * REST));
    }
}
