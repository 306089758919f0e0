package io.entracep.metrics;

import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import io.entracep.state.EntityMemory;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * Samples how much state the entities have that records touch, and counts what the journals' bounds
 * leave out, by type of entity. An entity with many records is sampled often: this shows what
 * inserts work on, not what the mean entity has. Used by the task's thread.
 */
public final class StateMetrics {
    /** Of each type every so many'th insert is looked at; a power of two. */
    private static final int SAMPLE = 64;

    private final MetricGroup group;
    private final Map<EntityType, OfType> types = new EnumMap<>(EntityType.class);

    public StateMetrics(MetricGroup operator) {
        this.group = operator;
        for (EntityType type : EntityType.values()) {
            types.put(type, register(type));
        }
    }

    /**
     * An observation was inserted. Reads of the memory what the insert has read or written, and now
     * and then its calendars.
     */
    public void inserted(Observation observation, EntityMemory.Change change, EntityMemory memory) {
        OfType metrics = types.computeIfAbsent(observation.entity().type(), this::register);
        int drops = change.dropped().size() + (change.refused() ? 1 : 0);
        if (drops > 0) {
            metrics.drops.inc(drops);
        }
        if (change.journal() && (metrics.inserts++ & (SAMPLE - 1)) == 0) {
            metrics.sample(
                    memory.head().hours().length,
                    memory.observationsInHourOf(observation.time()),
                    memory.profile().calendars().size());
        }
    }

    private OfType register(EntityType type) {
        return new OfType(
                group.addGroup(EntraMetrics.ENTITY, type.name().toLowerCase(Locale.ROOT)));
    }

    private static final class OfType {
        private final MetricGroup group;
        final Counter drops;
        long inserts;
        private @Nullable Buckets hours;
        private @Nullable Buckets entries;
        private @Nullable Buckets calendars;

        OfType(MetricGroup group) {
            this.group = group;
            drops = group.counter(EntraMetrics.JOURNAL_DROPS);
        }

        /** A type that never comes has no histograms. */
        void sample(int hoursKept, int entriesOfTheHour, int calendarsKept) {
            if (hours == null || entries == null || calendars == null) {
                hours = Buckets.ofSizes(group, EntraMetrics.JOURNAL_HOURS);
                entries = Buckets.ofSizes(group, EntraMetrics.JOURNAL_HOUR_ENTRIES);
                calendars = Buckets.ofSizes(group, EntraMetrics.PROFILE_CALENDARS);
            }
            hours.add(hoursKept);
            entries.add(entriesOfTheHour);
            calendars.add(calendarsKept);
        }
    }
}
