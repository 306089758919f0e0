package io.entracep.metrics;

import io.entracep.decode.Decoded;
import io.entracep.event.Category;
import io.entracep.event.EntraEvent;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * Counts what arrives, by log, and samples how late it is. Used by the task's thread; runs for
 * every record.
 */
public final class RecordMetrics {
    /** Of each log every so many'th record's delay is taken; a power of two. */
    private static final int SAMPLE = 16;

    private final MetricGroup group;
    private final Counter refused;
    private final Map<Category, OfCategory> categories = new EnumMap<>(Category.class);
    private final Map<Decoded.Reason, Counter> deadLetters = new EnumMap<>(Decoded.Reason.class);

    public RecordMetrics(MetricGroup operator) {
        this.group = operator;
        this.refused = operator.counter(EntraMetrics.REFUSED_TENANT_RECORDS);
        for (Category category : Category.values()) {
            if (category != Category.FINDING) {
                categories.put(category, register(category));
            }
        }
        for (Decoded.Reason reason : Decoded.Reason.values()) {
            deadLetters.put(reason, register(reason));
        }
    }

    private static final class OfCategory {
        private final MetricGroup group;
        private final Counter records;
        private @Nullable Buckets emission;
        private @Nullable Buckets arrival;

        OfCategory(MetricGroup group) {
            this.group = group;
            this.records = group.counter(EntraMetrics.RECORDS);
        }

        /** A log that never comes has no histograms. */
        void sample(long emitted, long arrived) {
            if (emission == null || arrival == null) {
                emission = Buckets.ofDelays(group, EntraMetrics.EMISSION_DELAY);
                arrival = Buckets.ofDelays(group, EntraMetrics.ARRIVAL_DELAY);
            }
            emission.addMillis(emitted);
            arrival.addMillis(arrived);
        }
    }

    /**
     * A record was read.
     *
     * @param now milliseconds since the epoch
     */
    public void read(EntraEvent event, long now) {
        OfCategory metrics = categories.computeIfAbsent(event.category(), this::register);
        long number = metrics.records.getCount();
        metrics.records.inc();
        if ((number & (SAMPLE - 1)) == 0 && !event.timeSuspect()) {
            metrics.sample(event.envelopeTime() - event.time(), now - event.time());
        }
    }

    /** A record is of a tenant for which there is no room. */
    public void refused() {
        refused.inc();
    }

    /** A record could not be read. */
    public void dead(Decoded.Reason reason) {
        deadLetters.computeIfAbsent(reason, this::register).inc();
    }

    private OfCategory register(Category category) {
        return new OfCategory(EntraMetrics.ofCategory(group, category));
    }

    private Counter register(Decoded.Reason reason) {
        return group.addGroup(EntraMetrics.REASON, reason.name())
                .counter(EntraMetrics.DEAD_LETTERS);
    }
}
