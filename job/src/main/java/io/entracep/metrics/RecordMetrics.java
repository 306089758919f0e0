package io.entracep.metrics;

import io.entracep.decode.Decoded;
import io.entracep.event.Category;
import io.entracep.event.EntraEvent;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;

/**
 * Counts what arrives, by log, and samples how late it is. Used by the task's thread; runs for
 * every record.
 */
public final class RecordMetrics {
    /** Of each log every so many'th record's delay is taken; a power of two. */
    private static final int SAMPLE = 16;

    private final MetricGroup group;
    private final Map<Category, OfCategory> categories = new EnumMap<>(Category.class);
    private final Map<Decoded.Reason, Counter> deadLetters = new EnumMap<>(Decoded.Reason.class);

    public RecordMetrics(MetricGroup operator) {
        this.group = operator;
    }

    private record OfCategory(Counter records, Histogram emission, Histogram arrival) {}

    /**
     * A record was read.
     *
     * @param now milliseconds since the epoch
     */
    public void read(EntraEvent event, long now) {
        OfCategory metrics = categories.computeIfAbsent(event.category(), this::register);
        long number = metrics.records().getCount();
        metrics.records().inc();
        if ((number & (SAMPLE - 1)) == 0 && !event.timeSuspect()) {
            metrics.emission().update(Math.max(0, event.envelopeTime() - event.time()));
            metrics.arrival().update(Math.max(0, now - event.time()));
        }
    }

    /** A record could not be read. */
    public void dead(Decoded.Reason reason) {
        deadLetters.computeIfAbsent(reason, this::register).inc();
    }

    private OfCategory register(Category category) {
        MetricGroup ofCategory = EntraMetrics.ofCategory(group, category);
        return new OfCategory(
                ofCategory.counter(EntraMetrics.RECORDS),
                Samples.histogram(ofCategory, EntraMetrics.EMISSION_DELAY),
                Samples.histogram(ofCategory, EntraMetrics.ARRIVAL_DELAY));
    }

    private Counter register(Decoded.Reason reason) {
        return group.addGroup(EntraMetrics.REASON, reason.name())
                .counter(EntraMetrics.DEAD_LETTERS);
    }
}
