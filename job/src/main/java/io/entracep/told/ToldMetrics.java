package io.entracep.told;

import java.util.function.IntSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** The metrics of what one sink is told, in the group {@code sink} with its name as value. */
final class ToldMetrics {
    /** Counter: left without an entry, since the log could not be written. */
    static final String UNLOGGED = "entracep_sink_told_unlogged_total";

    /** Gauge: deliveries that wait for their entries. */
    static final String WAITING = "entracep_sink_told_waiting";

    /** Gauge: 1 where the log cannot be written. */
    static final String FAILING = "entracep_sink_told_log_failing";

    /** Counter: entries that a restored state did not know. */
    static final String IN_DOUBT = "entracep_sink_told_in_doubt_total";

    private final Counter unlogged;
    private final Counter inDoubt;
    private volatile boolean failing;

    ToldMetrics(MetricGroup operator, String sink, IntSupplier waiting) {
        MetricGroup group = operator.addGroup("sink", sink);
        unlogged = group.counter(UNLOGGED);
        inDoubt = group.counter(IN_DOUBT);
        group.gauge(WAITING, waiting::getAsInt);
        group.gauge(FAILING, () -> failing ? 1 : 0);
    }

    void unlogged() {
        unlogged.inc();
    }

    void inDoubt(int entries) {
        inDoubt.inc(entries);
    }

    void failing(boolean now) {
        failing = now;
    }
}
