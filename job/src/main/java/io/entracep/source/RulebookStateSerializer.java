package io.entracep.source;

import java.io.IOException;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** State of the Kafka source, followed by the rulebooks. Reads that of the Kafka source alone. */
final class RulebookStateSerializer implements SimpleVersionedSerializer<RulebookState> {
    /** Versions from here on are ours, those below are those of the Kafka source. */
    private static final int OURS = 1_000;

    private static final int BUFFER = 4_096;

    private final SimpleVersionedSerializer<KafkaSourceEnumState> partitions;

    RulebookStateSerializer(SimpleVersionedSerializer<KafkaSourceEnumState> partitions) {
        this.partitions = partitions;
    }

    @Override
    public int getVersion() {
        return OURS + partitions.getVersion();
    }

    @Override
    public byte[] serialize(RulebookState state) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(BUFFER);
        byte[] written = partitions.serialize(state.partitions());
        out.writeInt(written.length);
        out.write(written);
        byte[] rulebooks = state.rulebooks();
        out.writeBoolean(rulebooks != null);
        if (rulebooks != null) {
            out.writeInt(rulebooks.length);
            out.write(rulebooks);
        }
        return out.getCopyOfBuffer();
    }

    @Override
    public RulebookState deserialize(int version, byte[] bytes) throws IOException {
        if (version < OURS) {
            return new RulebookState(partitions.deserialize(version, bytes), null);
        }
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        KafkaSourceEnumState read = partitions.deserialize(version - OURS, bytes(in));
        return new RulebookState(read, in.readBoolean() ? bytes(in) : null);
    }

    private static byte[] bytes(DataInputDeserializer in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }
}
