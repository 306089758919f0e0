package io.entracep.operator;

import io.entracep.serial.ImmutableSerializer;
import io.entracep.serial.ObservationSerializer;
import io.entracep.serial.RuleNumbers;
import io.entracep.signal.Observation;
import io.entracep.signal.SignalSet;
import io.entracep.state.JournalHour;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** One hour of a journal, as state. Each observation carries the version that it was written in. */
final class JournalHourSerializer extends ImmutableSerializer<JournalHour> {
    static final JournalHourSerializer INSTANCE = new JournalHourSerializer();

    private static final long serialVersionUID = 1L;

    @Override
    protected int version() {
        return 2;
    }

    @Override
    protected String typeName() {
        return "JournalHour";
    }

    @Override
    protected void write(JournalHour hour, DataOutputView out) throws IOException {
        out.writeLong(hour.overflow().low());
        out.writeLong(hour.overflow().high());
        RuleNumbers.write(hour.overflow().rules(), out);
        out.writeInt(hour.entries().size());
        for (Observation entry : hour.entries()) {
            ObservationSerializer.INSTANCE.serialize(entry, out);
        }
    }

    @Override
    protected JournalHour read(int version, DataInputView in) throws IOException {
        long low = in.readLong();
        long high = in.readLong();
        SignalSet overflow =
                version == 1
                        ? new SignalSet(low, high)
                        : new SignalSet(low, high, RuleNumbers.read(in));
        int count = in.readInt();
        List<Observation> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            entries.add(ObservationSerializer.INSTANCE.deserialize(in));
        }
        return new JournalHour(entries, overflow);
    }

    @Override
    public JournalHour createInstance() {
        return JournalHour.EMPTY;
    }

    @Override
    public TypeSerializerSnapshot<JournalHour> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Written beside the state. The name of this class is part of every savepoint. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<JournalHour> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
