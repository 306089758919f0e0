package io.entracep.outbox;

import io.entracep.metrics.Buckets;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of one outbox sink, in the group {@value #GROUP} with the sink's name as its value:
 * in Prometheus a label {@code sink}. Messages are counted, not requests.
 */
public final class SinkMetrics implements Outcomes {
    /** Group of all of them. */
    public static final String GROUP = "sink";

    /** Counter: the receiver has them. */
    public static final String ACCEPTED = "entracep_sink_accepted_total";

    /** Counter: sent again, after a failure or out of a batch that was refused. */
    public static final String RETRIED = "entracep_sink_retried_total";

    /** Counter: refused for good by the receiver; part of {@link #DEAD_LETTERED}. */
    public static final String REFUSED = "entracep_sink_refused_total";

    /** Counter: kept in the dead-letter output, for whatever reason. */
    public static final String DEAD_LETTERED = "entracep_sink_dead_lettered_total";

    /** Counter: needless because of a newer one of the same alert. */
    public static final String REPLACED = "entracep_sink_replaced_total";

    /** Gauge: messages that wait or are under way. */
    public static final String PENDING = "entracep_sink_pending";

    /** Gauge: about the bytes of those. */
    public static final String PENDING_BYTES = "entracep_sink_pending_bytes";

    /** Gauge: seconds since the longest waiting alert was decided; 0 where none waits. */
    public static final String OLDEST_PENDING_AGE = "entracep_sink_oldest_pending_age_seconds";

    /** Histogram: seconds from decision to acceptance. */
    public static final String DELAY = "entracep_sink_delay_seconds";

    /** Gauge: how full the outbox is, 0 to 1; at 1 the oldest become dead letters. */
    public static final String FILL = "entracep_sink_outbox_fill_ratio";

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
    private final Buckets delay;

    // Written by the task, read by the thread that reports metrics.
    private volatile int pending;
    private volatile long pendingBytes;
    private volatile long oldest = Long.MAX_VALUE;

    SinkMetrics(MetricGroup writer, String sink, OutboxSettings settings, Clock clock) {
        this.clock = clock;
        MetricGroup group = writer.addGroup(GROUP, sink);
        accepted = group.counter(ACCEPTED);
        retried = group.counter(RETRIED);
        refused = group.counter(REFUSED);
        deadLettered = group.counter(DEAD_LETTERED);
        replaced = group.counter(REPLACED);
        delay = Buckets.ofDelays(group, DELAY);
        group.gauge(PENDING, () -> pending);
        group.gauge(PENDING_BYTES, () -> pendingBytes);
        group.gauge(OLDEST_PENDING_AGE, this::oldestAge);
        group.gauge(
                FILL,
                () ->
                        Math.max(
                                pending / (double) settings.bounds().messages(),
                                pendingBytes / (double) settings.bounds().bytes()));
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
        delay.addMillis(clock.now() - message.decidedAt());
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

    private double oldestAge() {
        long since = oldest;
        return since == Long.MAX_VALUE ? 0 : Math.max(0, clock.now() - since) / 1_000.0;
    }
}
