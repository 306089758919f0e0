package io.entracep.operator;

import io.entracep.operator.LoopWord.NewRulebooks;
import io.entracep.operator.LoopWord.Spoken;
import io.entracep.serial.ImmutableSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What leaves the loop. Never part of state. */
final class LoopWordSerializer extends ImmutableSerializer<LoopWord> {
    static final LoopWordSerializer INSTANCE = new LoopWordSerializer();

    private static final long serialVersionUID = 1L;

    @Override
    protected int version() {
        return 1;
    }

    @Override
    protected String typeName() {
        return "LoopWord";
    }

    @Override
    protected void write(LoopWord word, DataOutputView out) throws IOException {
        out.writeBoolean(word instanceof Spoken);
        if (word instanceof Spoken spoken) {
            VerdictSerializer.INSTANCE.serialize(spoken.verdict(), out);
        } else if (word instanceof NewRulebooks rulebooks) {
            out.writeInt(rulebooks.written().length);
            out.write(rulebooks.written());
        }
    }

    @Override
    protected LoopWord read(int version, DataInputView in) throws IOException {
        if (in.readBoolean()) {
            return new Spoken(VerdictSerializer.INSTANCE.deserialize(in));
        }
        byte[] written = new byte[in.readInt()];
        in.readFully(written);
        return new NewRulebooks(written);
    }

    @Override
    public LoopWord createInstance() {
        return new NewRulebooks(new byte[0]);
    }

    @Override
    public TypeSerializerSnapshot<LoopWord> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Written beside the state of operators that buffer words. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<LoopWord> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
