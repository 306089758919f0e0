package io.entracep.source;

import io.entracep.decode.DateOrder;
import io.entracep.decode.Decoded;
import io.entracep.decode.Position;
import io.entracep.decode.RecordDecoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a block of bytes that is one document to decode.
 *
 * @param start index in the block
 * @param length in bytes
 * @param position byte offset in the (decompressed) file; of archives, in their files one after the
 *     other
 * @param time when a broker took it, milliseconds; 0 where none did
 * @param trouble why it is a dead letter without further look; null: decode it
 */
record Piece(int start, int length, long position, long time, @Nullable Trouble trouble) {

    /** How much of a document in trouble is shown; a dead letter holds 65536 characters. */
    static final int SHOWN_BYTES = 65536;

    /**
     * What is wrong with a piece.
     *
     * @param reason kind
     * @param detail one sentence
     */
    record Trouble(Decoded.Reason reason, String detail) {}

    Piece(int start, int length, long position, @Nullable Trouble trouble) {
        this(start, length, position, 0, trouble);
    }

    /** A piece that only tells something about this position. */
    static Piece trouble(long position, Decoded.Reason reason, String detail) {
        return new Piece(0, 0, position, new Trouble(reason, detail));
    }

    /** The same, further back in the file. */
    Piece behind(long bytes) {
        return new Piece(start, length, position + bytes, time, trouble);
    }

    /** Hands on what the piece holds; nothing if it is, for example, an empty list of records. */
    void decode(
            byte[] block,
            String file,
            DateOrder dates,
            RecordDecoder decoder,
            Consumer<Decoded> out) {
        if (trouble == null) {
            decoder.decode(block, start, length, new Position(file, position, time, dates), out);
        } else {
            String text = new String(block, start, length, StandardCharsets.UTF_8);
            out.accept(
                    new Decoded.DeadLetter(
                            trouble.reason(), trouble.detail(), file, position, time, text));
        }
    }
}
