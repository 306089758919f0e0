package io.entracep.metrics;

import io.entracep.event.Category;
import io.entracep.event.EntraEvent;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;

/**
 * Samples how long records took to the broker and how long they lay there, by log. Event Hubs
 * stamps a message when it takes it, Kafka by default with the producer's time. Runs for every
 * record, in the task's thread.
 */
public final class BrokerMetrics {
    /** Of each log every so many'th record is looked at; a power of two. */
    private static final int SAMPLE = 16;

    private final MetricGroup reader;
    private final InstantSource clock;
    private final Map<Category, OfCategory> categories = new EnumMap<>(Category.class);

    public BrokerMetrics(MetricGroup reader, InstantSource clock) {
        this.reader = reader;
        this.clock = clock;
    }

    private static final class OfCategory {
        private final Histogram toBroker;
        private final Histogram atBroker;
        private long records;

        OfCategory(MetricGroup group) {
            toBroker = Samples.histogram(group, EntraMetrics.HUB_DELAY);
            atBroker = Samples.histogram(group, EntraMetrics.BROKER_DELAY);
        }
    }

    /**
     * A record was read.
     *
     * @param taken time of its message at the broker, milliseconds since the epoch; 0 for none
     */
    public void read(EntraEvent event, long taken) {
        if (taken <= 0) {
            return;
        }
        OfCategory metrics = categories.computeIfAbsent(event.category(), this::register);
        if ((metrics.records++ & (SAMPLE - 1)) == 0) {
            metrics.atBroker.update(Math.max(0, clock.millis() - taken));
            if (!event.timeSuspect()) {
                metrics.toBroker.update(Math.max(0, taken - event.time()));
            }
        }
    }

    private OfCategory register(Category category) {
        return new OfCategory(EntraMetrics.ofCategory(reader, category));
    }
}
