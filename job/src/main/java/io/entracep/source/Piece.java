package io.entracep.source;

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
 * @param position byte offset in the (decompressed) file
 * @param trouble why it is a dead letter without further look; null: decode it
 */
record Piece(int start, int length, long position, @Nullable Trouble trouble) {

    /** How much of a document in trouble is shown; a dead letter holds 65536 characters. */
    static final int SHOWN_BYTES = 65536;

    /**
     * What is wrong with a piece.
     *
     * @param reason kind
     * @param detail one sentence
     */
    record Trouble(Decoded.Reason reason, String detail) {}

    /** Hands on what the piece holds; nothing if it is, for example, an empty list of records. */
    void decode(byte[] block, String file, RecordDecoder decoder, Consumer<Decoded> out) {
        if (trouble == null) {
            decoder.decode(block, start, length, new Position(file, position, 0), out);
        } else {
            String text = new String(block, start, length, StandardCharsets.UTF_8);
            out.accept(
                    new Decoded.DeadLetter(
                            trouble.reason(), trouble.detail(), file, position, 0, text));
        }
    }
}
