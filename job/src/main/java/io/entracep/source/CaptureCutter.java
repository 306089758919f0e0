package io.entracep.source;

import io.entracep.decode.Decoded;
import io.entracep.decode.Times;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Takes the messages out of what Event Hubs Capture writes: Avro records with a {@code Body}, and
 * the time at which the hub took it. Whatever compresses the blocks; damage costs what is behind
 * it.
 */
final class CaptureCutter implements Cutter {

    private static final String BODY = "Body";
    private static final String ENQUEUED = "EnqueuedTimeUtc";
    private static final int MESSAGES = 64;
    private static final int MAGIC_BYTES = 4;
    private static final int SYNC_MARK_BYTES = 16;

    private final TailStream in;
    private @Nullable DataFileStream<GenericRecord> messages;

    /** Bytes of the messages so far: the place in them, one after the other. */
    private long position;

    private boolean ended;

    /** What the library does not tell: a file ends with the mark that its header ends with. */
    private byte[] syncMark = {};

    /**
     * @param in stands at the beginning and can go back to it; closed with the cutter
     */
    CaptureCutter(InputStream in) {
        this.in = new TailStream(in, SYNC_MARK_BYTES);
    }

    @Override
    public @Nullable Batch next() throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        List<Piece> pieces = new ArrayList<>();
        try {
            while (!ended && pieces.size() < MESSAGES) {
                GenericRecord message = message();
                if (message == null) {
                    ended = true;
                } else {
                    add(message, block, pieces);
                }
            }
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            // The library throws many kinds at damage, and asks for the memory that a file claims.
            ended = true;
            pieces.add(
                    Piece.trouble(
                            position,
                            Decoded.Reason.INCOMPLETE,
                            "The Avro file is damaged or cut short: %s. What is behind this is not read."
                                    .formatted(Damage.inWords(e))));
        }
        return pieces.isEmpty() ? null : new Batch(block.toByteArray(), pieces);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private @Nullable GenericRecord message() throws IOException {
        DataFileStream<GenericRecord> open = messages;
        if (open == null) {
            syncMark = readSyncMark();
            open = new DataFileStream<>(in, new GenericDatumReader<>());
            messages = open;
            if (open.getSchema().getField(BODY) == null) {
                ended = true;
                throw new IOException("its records have no " + BODY + ", so it is no capture");
            }
        }
        if (open.hasNext()) {
            return open.next();
        }
        if (!Arrays.equals(in.tail(), syncMark)) {
            throw new IOException("it ends within a block");
        }
        return null;
    }

    private byte[] readSyncMark() throws IOException {
        in.mark(FileSniffer.WINDOW);
        BinaryDecoder header = DecoderFactory.get().directBinaryDecoder(in, null);
        header.readFixed(new byte[MAGIC_BYTES]);
        for (long left = header.readMapStart(); left > 0; left = header.mapNext()) {
            for (long i = 0; i < left; i++) {
                header.readString(null);
                header.readBytes(null);
            }
        }
        byte[] mark = new byte[SYNC_MARK_BYTES];
        header.readFixed(mark);
        in.reset();
        return mark;
    }

    private void add(GenericRecord message, ByteArrayOutputStream block, List<Piece> pieces) {
        byte[] body = bytes(message.get(BODY));
        pieces.add(new Piece(block.size(), body.length, position, enqueued(message), null));
        block.writeBytes(body);
        position += body.length;
    }

    /** Something in every message: one without a body is a dead letter, too. */
    private static byte[] bytes(@Nullable Object body) {
        if (body instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
        return String.valueOf(body).getBytes(StandardCharsets.UTF_8);
    }

    private static long enqueued(GenericRecord message) {
        Object text = message.hasField(ENQUEUED) ? message.get(ENQUEUED) : null;
        long time = Times.parse(text == null ? null : text.toString());
        return time == Times.NONE ? 0 : time;
    }
}
