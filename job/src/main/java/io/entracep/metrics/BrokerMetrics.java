package io.entracep.metrics;

import java.time.InstantSource;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;

/**
 * Samples how long messages lay at the broker. Event Hubs stamps a message when it takes it, Kafka
 * by default with the producer's time. Runs for every message, in the task's thread.
 */
public final class BrokerMetrics {
    /** Every so many'th message is looked at; a power of two. */
    private static final int SAMPLE = 16;

    private final InstantSource clock;
    private final Histogram delay;
    private long messages;

    public BrokerMetrics(MetricGroup reader, InstantSource clock) {
        this.clock = clock;
        this.delay = Samples.histogram(reader, EntraMetrics.BROKER_DELAY);
    }

    /**
     * A message was read.
     *
     * @param time its time at the broker, milliseconds since the epoch; 0 for none
     */
    public void read(long time) {
        if (time > 0 && (messages++ & (SAMPLE - 1)) == 0) {
            delay.update(Math.max(0, clock.millis() - time));
        }
    }
}
