package io.entracep.metrics;

import java.time.InstantSource;
import org.apache.flink.metrics.MetricGroup;

/**
 * Shows how old the last complete checkpoint is. Flink counts checkpoints and tells no time: an
 * alarm on failures is silent where none is even tried.
 */
public final class CheckpointMetrics {
    private final InstantSource clock;
    private volatile long last;

    /** Begins to count. */
    public CheckpointMetrics(MetricGroup operator, InstantSource clock) {
        this.clock = clock;
        this.last = clock.millis();
        operator.gauge(
                EntraMetrics.CHECKPOINT_AGE, () -> Math.max(0, clock.millis() - last) / 1_000);
    }

    /** A checkpoint is complete. */
    public void complete() {
        last = clock.millis();
    }
}
