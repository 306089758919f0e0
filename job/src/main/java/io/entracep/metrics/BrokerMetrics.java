package io.entracep.metrics;

import io.entracep.event.Category;
import io.entracep.event.EntraEvent;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
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
    private final Counter messages;
    private volatile long lastDelay;
    private final Map<Category, OfCategory> categories = new EnumMap<>(Category.class);

    public BrokerMetrics(MetricGroup reader, InstantSource clock) {
        this.reader = reader;
        this.clock = clock;
        this.messages = reader.counter(EntraMetrics.MESSAGES);
        reader.gauge(EntraMetrics.READ_DELAY, () -> lastDelay / 1_000.0);
    }

    private static final class OfCategory {
        private final Buckets toBroker;
        private final Buckets atBroker;
        private long records;

        OfCategory(MetricGroup group) {
            toBroker = Buckets.ofDelays(group, EntraMetrics.HUB_DELAY);
            atBroker = Buckets.ofDelays(group, EntraMetrics.BROKER_DELAY);
        }
    }

    /** A message was read, whatever is in it. */
    public void message() {
        messages.inc();
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
            lastDelay = Math.max(0, clock.millis() - taken);
            metrics.atBroker.addMillis(lastDelay);
            if (!event.timeSuspect()) {
                metrics.toBroker.addMillis(taken - event.time());
            }
        }
    }

    private OfCategory register(Category category) {
        return new OfCategory(EntraMetrics.ofCategory(reader, category));
    }
}
