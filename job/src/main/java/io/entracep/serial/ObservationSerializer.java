package io.entracep.serial;

import io.entracep.event.Category;
import io.entracep.event.Device;
import io.entracep.event.EntraEvent;
import io.entracep.event.Origin;
import io.entracep.event.Outcome;
import io.entracep.signal.Observation;
import io.entracep.signal.SignalSet;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Observations with all that they hold: event, derivation and, recursively, its evidence. */
public final class ObservationSerializer extends ImmutableSerializer<Observation> {

    /** The only instance needed. */
    public static final ObservationSerializer INSTANCE = new ObservationSerializer();

    private static final long serialVersionUID = 1L;

    @Override
    protected int version() {
        return 1;
    }

    @Override
    protected String typeName() {
        return "Observation";
    }

    @Override
    protected void write(Observation observation, DataOutputView out) throws IOException {
        ObservationFormat.write(observation, out);
    }

    @Override
    protected Observation read(int version, DataInputView in) throws IOException {
        return ObservationFormat.read(in);
    }

    @Override
    public Observation createInstance() {
        EntraEvent event =
                new EntraEvent(
                        "",
                        "",
                        Category.OTHER,
                        "",
                        0,
                        0,
                        false,
                        "",
                        "",
                        Outcome.UNKNOWN,
                        null,
                        Origin.NONE,
                        Device.NONE,
                        null,
                        null,
                        null,
                        null);
        return new Observation(
                EntitySerializer.INSTANCE.createInstance(), 0, SignalSet.NONE, event, null);
    }

    @Override
    public TypeSerializerSnapshot<Observation> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Written beside the state. The name of this class is part of every savepoint. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Observation> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
