package io.entracep.operator;

import io.entracep.loop.LoopInput;
import io.entracep.loop.LoopInput.Add;
import io.entracep.loop.LoopInput.Horizon;
import io.entracep.loop.LoopInput.Insert;
import io.entracep.loop.LoopInput.NewRulebooks;
import io.entracep.loop.LoopInput.Remove;
import io.entracep.serial.EntitySerializer;
import io.entracep.serial.ImmutableSerializer;
import io.entracep.serial.ObservationSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What crosses the exchanges. Never part of state. */
final class LoopInputSerializer extends ImmutableSerializer<LoopInput> {
    static final LoopInputSerializer INSTANCE = new LoopInputSerializer();

    private static final long serialVersionUID = 1L;
    private static final int INSERT = 1;
    private static final int REMOVE = 2;
    private static final int ADD = 3;
    private static final int HORIZON = 4;
    private static final int RULEBOOKS = 5;

    @Override
    protected int version() {
        return 1;
    }

    @Override
    protected String typeName() {
        return "LoopInput";
    }

    @Override
    protected void write(LoopInput input, DataOutputView out) throws IOException {
        if (input instanceof Insert insert) {
            out.writeByte(INSERT);
            ObservationSerializer.INSTANCE.serialize(insert.observation(), out);
        } else if (input instanceof Remove remove) {
            out.writeByte(REMOVE);
            ObservationSerializer.INSTANCE.serialize(remove.observation(), out);
        } else if (input instanceof Add add) {
            out.writeByte(ADD);
            EntitySerializer.INSTANCE.serialize(add.entity(), out);
            out.writeUTF(add.metric());
            out.writeLong(add.hour());
            out.writeInt(add.sketch().length);
            out.write(add.sketch());
        } else if (input instanceof Horizon horizon) {
            out.writeByte(HORIZON);
            EntitySerializer.INSTANCE.serialize(horizon.entity(), out);
            out.writeLong(horizon.time());
        } else if (input instanceof NewRulebooks rulebooks) {
            out.writeByte(RULEBOOKS);
            EntitySerializer.INSTANCE.serialize(rulebooks.entity(), out);
            out.writeInt(rulebooks.written().length);
            out.write(rulebooks.written());
        }
    }

    @Override
    protected LoopInput read(int version, DataInputView in) throws IOException {
        int kind = in.readUnsignedByte();
        return switch (kind) {
            case INSERT -> new Insert(ObservationSerializer.INSTANCE.deserialize(in));
            case REMOVE -> new Remove(ObservationSerializer.INSTANCE.deserialize(in));
            case ADD ->
                    new Add(
                            EntitySerializer.INSTANCE.deserialize(in),
                            in.readUTF(),
                            in.readLong(),
                            bytes(in));
            case HORIZON -> new Horizon(EntitySerializer.INSTANCE.deserialize(in), in.readLong());
            case RULEBOOKS ->
                    new NewRulebooks(EntitySerializer.INSTANCE.deserialize(in), bytes(in));
            default -> throw new IOException("Corrupt data: no loop input is of kind " + kind);
        };
    }

    private static byte[] bytes(DataInputView in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }

    @Override
    public LoopInput createInstance() {
        return new Horizon(EntitySerializer.INSTANCE.createInstance(), 0);
    }

    @Override
    public TypeSerializerSnapshot<LoopInput> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Written beside the state of operators that buffer inputs. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<LoopInput> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
