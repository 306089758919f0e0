package io.entracep.serial;

import io.entracep.decode.Decoded;
import io.entracep.decode.Decoded.DeadLetter;
import io.entracep.decode.Decoded.Event;
import io.entracep.decode.Decoded.NewRulebooks;
import io.entracep.decode.Decoded.Reason;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What the decoder yields: events and dead letters. */
public final class DecodedSerializer extends ImmutableSerializer<Decoded> {

    /** The only instance needed. */
    public static final DecodedSerializer INSTANCE = new DecodedSerializer();

    private static final long serialVersionUID = 1L;
    private static final int EVENT = 1;
    private static final int DEAD_LETTER = 2;

    /** An event that matches rules. */
    private static final int MARKED_EVENT = 3;

    private static final int RULEBOOKS = 4;

    private static final Numbers<Reason> REASONS = new Numbers<>(Reason.class, Reason::number);
    private static final Decoded EMPTY = new DeadLetter(Reason.MALFORMED_JSON, "", "", 0, 0, "");

    @Override
    protected int version() {
        return 1;
    }

    @Override
    protected String typeName() {
        return "Decoded";
    }

    @Override
    protected void write(Decoded decoded, DataOutputView out) throws IOException {
        if (decoded instanceof Event event) {
            boolean marked = event.rules().length > 0;
            out.writeByte(marked ? MARKED_EVENT : EVENT);
            EventFormat.write(event.event(), out);
            if (marked) {
                RuleNumbers.write(event.rules(), out);
            }
        } else if (decoded instanceof NewRulebooks rulebooks) {
            out.writeByte(RULEBOOKS);
            out.writeInt(rulebooks.written().length);
            out.write(rulebooks.written());
        } else {
            out.writeByte(DEAD_LETTER);
            writeDeadLetter((DeadLetter) decoded, out);
        }
    }

    @Override
    protected Decoded read(int version, DataInputView in) throws IOException {
        int kind = in.readUnsignedByte();
        if (kind == EVENT) {
            return new Event(EventFormat.read(in));
        }
        if (kind == MARKED_EVENT) {
            return new Event(EventFormat.read(in), RuleNumbers.read(in));
        }
        if (kind == DEAD_LETTER) {
            return readDeadLetter(in);
        }
        if (kind == RULEBOOKS) {
            byte[] written = new byte[in.readInt()];
            in.readFully(written);
            return new NewRulebooks(written);
        }
        throw new IOException("Corrupt data: neither event nor dead letter but " + kind);
    }

    private static void writeDeadLetter(DeadLetter letter, DataOutputView out) throws IOException {
        Varint.write(0, out);
        Varint.write(letter.reason().number(), out);
        Text.write(letter.detail(), out);
        Text.write(letter.source(), out);
        Varint.write(letter.position(), out);
        Varint.write(letter.time(), out);
        Text.write(letter.rawText(), out);
    }

    private static DeadLetter readDeadLetter(DataInputView in) throws IOException {
        Presence.read(in, "DeadLetter", 0);
        return new DeadLetter(
                REASONS.read(in),
                Text.read(in),
                Text.read(in),
                Varint.read(in),
                Varint.read(in),
                Text.read(in));
    }

    @Override
    public Decoded createInstance() {
        return EMPTY;
    }

    @Override
    public TypeSerializerSnapshot<Decoded> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Written beside the state. The name of this class is part of every savepoint. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Decoded> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
