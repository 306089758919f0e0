package io.entracep.operator;

import io.entracep.event.EntraEvent;
import io.entracep.loop.MapEntityStore;
import io.entracep.loop.TenantDetections;
import io.entracep.policy.Policy;
import io.entracep.signal.Classifier;
import io.entracep.signal.Entity;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import io.entracep.signal.Observer;
import io.entracep.signal.SignalSet;
import io.entracep.state.EntityMemory;
import io.entracep.state.HourIndexes;
import io.entracep.state.Profile;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Measures what users take in state: the real memory, written by the real serializers. */
public final class StateSize {
    private static final int FIRST_BUFFER = 1 << 12;

    private final TenantDetections detections;
    private final Map<Entity, MapEntityStore> users = new HashMap<>();

    public StateSize(Policy policy) {
        detections = TenantDetections.detecting(policy);
    }

    /**
     * Bytes of state.
     *
     * @param users how many have any
     * @param profileMean mean bytes of a user's calendars
     * @param profileGreatest the most
     * @param journalMean mean bytes of a user's journal
     * @param journalGreatest the most
     */
    public record Sizes(
            int users,
            long profileMean,
            long profileGreatest,
            long journalMean,
            long journalGreatest) {}

    /** Inserts what the event tells of users. */
    public void add(EntraEvent event) {
        SignalSet signals = Classifier.classify(event);
        var active = detections.apply(event.tenantId());
        for (Observation observation : Observer.observe(event, signals)) {
            if (observation.entity().type() == EntityType.USER) {
                MapEntityStore store =
                        users.computeIfAbsent(observation.entity(), key -> new MapEntityStore());
                EntityMemory memory =
                        new EntityMemory(
                                observation.entity(),
                                store,
                                active.plan(EntityType.USER),
                                active.tenant(),
                                new HourIndexes());
                memory.insert(observation);
                memory.save();
            }
        }
    }

    /** The sizes of what was inserted. */
    public Sizes sizes() throws IOException {
        TypeSerializer<Profile> profiles =
                TypeInformation.of(Profile.class).createSerializer(new SerializerConfigImpl());
        long profileSum = 0;
        long profileMost = 0;
        long journalSum = 0;
        long journalMost = 0;
        for (MapEntityStore store : users.values()) {
            DataOutputSerializer out = new DataOutputSerializer(FIRST_BUFFER);
            profiles.serialize(store.profile(), out);
            profileSum += out.length();
            profileMost = Math.max(profileMost, out.length());
            out.clear();
            for (long hour : store.head().hours()) {
                JournalHourSerializer.INSTANCE.serialize(store.hour(hour), out);
            }
            journalSum += out.length();
            journalMost = Math.max(journalMost, out.length());
        }
        int count = Math.max(1, users.size());
        return new Sizes(
                users.size(), profileSum / count, profileMost, journalSum / count, journalMost);
    }
}
