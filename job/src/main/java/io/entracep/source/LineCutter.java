package io.entracep.source;

import io.entracep.decode.Decoded;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts out the lines that <em>begin</em> in a stretch of a file, the last one to its end even where
 * that lies outside. Blank lines are no records. A line that is too long to be held is cut into its
 * documents: it may be an envelope.
 */
final class LineCutter implements Cutter {

    private static final byte[] NOTHING = {};

    private final InputStream in;
    private final long end;
    private final FileSettings settings;

    /** Position in the file of the next byte to be read. */
    private long position;

    /** Beginning of a line whose end was not read yet. */
    private byte[] carry = NOTHING;

    /** Position in the file of the first byte of the block. */
    private long base;

    /** What comes up to the next line end belongs to no line of ours. */
    private boolean skipping;

    /** A line that is too long to be held. */
    private @Nullable LongLine longLine;

    private boolean done;

    private LineCutter(InputStream in, long position, long end, FileSettings settings) {
        this.in = in;
        this.position = position;
        this.end = end;
        this.settings = settings;
    }

    /**
     * Reads from the beginning of a line on.
     *
     * @param in stands at {@code from}; closed with the cutter
     * @param from position of a line's first byte
     * @param end lines that begin here or later are not read
     */
    static LineCutter atLineStart(InputStream in, long from, long end, FileSettings settings) {
        return new LineCutter(in, from, end, settings);
    }

    /**
     * Reads from the first line on that begins at {@code from} or later.
     *
     * @param in stands at {@code from - 1}: a line end there makes {@code from} a beginning
     */
    static LineCutter withinLine(InputStream in, long from, long end, FileSettings settings) {
        LineCutter cutter = new LineCutter(in, from - 1, end, settings);
        cutter.skipping = true;
        return cutter;
    }

    @Override
    public @Nullable Batch next() throws IOException {
        while (!done) {
            if (longLine != null) {
                Batch batch = longLine.next();
                if (batch != null) {
                    return batch;
                }
                carry = longLine.behind();
                position = longLine.position() + carry.length;
                done = longLine.position() >= end || (longLine.isLast() && carry.length == 0);
                longLine = null;
                continue;
            }
            int carried = carry.length;
            // Doubles for long lines, else their beginnings would be copied again and again.
            byte[] block = Arrays.copyOf(carry, carried + Math.max(settings.blockBytes(), carried));
            int length = carried + in.readNBytes(block, carried, block.length - carried);
            base = position - carried;
            position += length - carried;
            List<Piece> pieces = cut(block, length);
            if (!pieces.isEmpty()) {
                return new Batch(block, pieces);
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private List<Piece> cut(byte[] block, int length) {
        boolean last = length < block.length;
        List<Piece> pieces = new ArrayList<>();
        int lineStart = 0;
        int lineEnd = lineEnd(block, 0, length);
        carry = NOTHING;
        while (skipping || base + lineStart < end) {
            if (lineEnd == length) {
                endOfBlock(block, lineStart, length, pieces);
                done = last || (skipping && base + length >= end);
                return pieces;
            }
            if (!skipping) {
                add(block, lineStart, lineEnd, pieces);
            }
            skipping = false;
            lineStart = lineEnd + 1;
            lineEnd = lineEnd(block, lineStart, length);
        }
        done = true;
        return pieces;
    }

    private void endOfBlock(byte[] block, int lineStart, int length, List<Piece> pieces) {
        if (skipping) {
            return;
        }
        boolean last = length < block.length;
        if (last) {
            add(block, lineStart, length, pieces);
        } else if (length - lineStart > settings.streamedBytes()) {
            longLine =
                    new LongLine(
                            Arrays.copyOfRange(block, lineStart, length),
                            in,
                            base + lineStart,
                            settings);
        } else {
            carry = Arrays.copyOfRange(block, lineStart, length);
        }
    }

    private void add(byte[] block, int lineStart, int lineEnd, List<Piece> pieces) {
        int from = lineStart;
        if (base + lineStart == 0) {
            from += Json.byteOrderMark(block, lineEnd);
        }
        int to = lineEnd > from && block[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
        if (Json.skipSpace(block, from, to) == to) {
            return;
        }
        if (to - from > settings.recordBytes()) {
            pieces.add(tooLong(from, base + from));
        } else {
            pieces.add(new Piece(from, to - from, base + from, null));
        }
    }

    private Piece tooLong(int from, long at) {
        return new Piece(
                from,
                Math.min(Piece.SHOWN_BYTES, settings.recordBytes()),
                at,
                new Piece.Trouble(
                        Decoded.Reason.LIMIT_EXCEEDED,
                        "The line is longer than " + settings.recordBytes() + " bytes."));
    }

    private static int lineEnd(byte[] block, int from, int length) {
        int at = from;
        while (at < length && block[at] != '\n') {
            at++;
        }
        return at;
    }
}
