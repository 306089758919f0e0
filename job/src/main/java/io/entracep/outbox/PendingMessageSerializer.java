package io.entracep.outbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** The writer's state in bytes; Flink keeps the version beside them. */
final class PendingMessageSerializer implements SimpleVersionedSerializer<PendingMessage> {
    private static final int VERSION = 2;
    private static final int FIXED_PART = 34;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(PendingMessage pending) throws IOException {
        Message message = pending.message();
        // Not writeUTF, which ends at 64 KB.
        byte[] id = message.alertId().getBytes(StandardCharsets.UTF_8);
        DataOutputSerializer out =
                new DataOutputSerializer(FIXED_PART + id.length + message.body().length);
        out.writeInt(id.length);
        out.write(id);
        out.writeLong(message.decidedAt());
        out.writeLong(pending.since());
        out.writeInt(pending.attempts());
        out.writeBoolean(pending.first());
        out.writeBoolean(pending.opens());
        out.writeInt(message.body().length);
        out.write(message.body());
        return out.getCopyOfBuffer();
    }

    @Override
    public PendingMessage deserialize(int version, byte[] bytes) throws IOException {
        if (version < 1 || version > VERSION) {
            throw new IOException(
                    "The savepoint holds pending messages of version "
                            + version
                            + "; this program reads up to version "
                            + VERSION
                            + ". Restore it with the program that wrote it, or a later one.");
        }
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        String id = new String(bytes(in), StandardCharsets.UTF_8);
        long decidedAt = in.readLong();
        long since = in.readLong();
        int attempts = in.readInt();
        boolean first = version > 1 && in.readBoolean();
        boolean opens = version > 1 && in.readBoolean();
        Message message = new Message(id, decidedAt, bytes(in));
        return new PendingMessage(message, since, attempts, first, opens);
    }

    private static byte[] bytes(DataInputDeserializer in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }
}
