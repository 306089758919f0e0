package io.entracep.outbox;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of one outbox sink, in the group {@value #GROUP} with the sink's name as its value:
 * in Prometheus a label {@code sink}. Messages are counted, not requests.
 */
public final class SinkMetrics implements Outcomes {
    /** Group of all of them. */
    public static final String GROUP = "sink";

    /** Counter: the receiver has them. */
    public static final String ACCEPTED = "accepted";

    /** Counter: sent again, after a failure or out of a batch that was refused. */
    public static final String RETRIED = "retried";

    /** Counter: refused for good by the receiver; part of {@link #DEAD_LETTERED}. */
    public static final String REFUSED = "refused";

    /** Counter: kept in the dead-letter output, for whatever reason. */
    public static final String DEAD_LETTERED = "dead_lettered";

    /** Counter: needless because of a newer one of the same alert. */
    public static final String REPLACED = "replaced";

    /** Gauge: messages that wait or are under way. */
    public static final String PENDING = "pending";

    /** Gauge: about the bytes of those. */
    public static final String PENDING_BYTES = "pending_bytes";

    /** Gauge: milliseconds since the longest waiting alert was decided; 0 where none waits. */
    public static final String OLDEST_PENDING_AGE = "oldest_pending_age_ms";

    /** Histogram: milliseconds from decision to acceptance. */
    public static final String DELAY = "delay_ms";

    /** Deliveries whose delay the histogram remembers. */
    private static final int DELAYS = 1_000;

    /** Milliseconds since 1970. */
    @FunctionalInterface
    interface Clock {
        /** Now. */
        long now();
    }

    private final Clock clock;
    private final Counter accepted;
    private final Counter retried;
    private final Counter refused;
    private final Counter deadLettered;
    private final Counter replaced;
    private final Histogram delay;

    // Written by the task, read by the thread that reports metrics.
    private volatile int pending;
    private volatile long pendingBytes;
    private volatile long oldest = Long.MAX_VALUE;

    SinkMetrics(MetricGroup writer, String sink, Clock clock) {
        this.clock = clock;
        MetricGroup group = writer.addGroup(GROUP, sink);
        accepted = group.counter(ACCEPTED);
        retried = group.counter(RETRIED);
        refused = group.counter(REFUSED);
        deadLettered = group.counter(DEAD_LETTERED);
        replaced = group.counter(REPLACED);
        delay = group.histogram(DELAY, new DescriptiveStatisticsHistogram(DELAYS));
        group.gauge(PENDING, () -> pending);
        group.gauge(PENDING_BYTES, () -> pendingBytes);
        group.gauge(OLDEST_PENDING_AGE, this::oldestAge);
    }

    /** Takes over the numbers that gauges show. */
    void show(Outbox outbox) {
        pending = outbox.pending();
        pendingBytes = outbox.pendingBytes();
        oldest = outbox.oldest();
    }

    @Override
    public void accepted(Message message) {
        accepted.inc();
        delay.update(Math.max(0, clock.now() - message.decidedAt()));
    }

    @Override
    public void retried(Message message) {
        retried.inc();
    }

    @Override
    public void replaced(Message message) {
        replaced.inc();
    }

    @Override
    public void refused(Message message) {
        refused.inc();
    }

    @Override
    public void deadLettered(Message message, String reason, @Nullable String response) {
        deadLettered.inc();
    }

    private long oldestAge() {
        long since = oldest;
        return since == Long.MAX_VALUE ? 0 : Math.max(0, clock.now() - since);
    }
}
