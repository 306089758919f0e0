package io.entracep.source;

import io.entracep.decode.Decoded;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into its JSON documents: those at the top, the elements of a list at the top, and
 * of a list of records in an object that is too large to be held. Holds one document at a time.
 *
 * <p>What is no JSON is handed on as well, by line: everything but white space and separators ends
 * in a piece, or is a member beside the records of a large envelope.
 */
final class DocumentCutter implements Cutter {

    /** Where we are between two documents. */
    private enum Level {
        TOP,
        /** In a list at the top. */
        LIST,
        /** In a large object, beside its records. */
        ENVELOPE,
        /** In the records of a large object. */
        ENVELOPE_LIST
    }

    /** RFC 7464 puts it before each document of a sequence. */
    private static final byte RECORD_SEPARATOR = 0x1e;

    private static final int NONE = -1;

    private final InputStream in;
    private final FileSettings settings;
    private final JsonScanner document = new JsonScanner();
    private final JsonScanner envelope = new JsonScanner();

    private Level level = Level.TOP;
    private byte[] block = {};
    private int length;
    private int at;

    /** Position in the file of the block's first byte. */
    private long base;

    /** Index of the open document's first byte. */
    private int start = NONE;

    /** Index of the first record's place, where the open document may be an envelope. */
    private int records = NONE;

    /** How deep in the large object its list of records lies; another may lie less deep. */
    private int recordsDepth;

    /** The open document is no object, list or string. */
    private boolean word;

    /** The open document is too long: it was handed on as such, the rest is only followed. */
    private boolean dropping;

    private boolean ended;

    /**
     * @param in stands at the beginning of the file; closed with the cutter
     */
    DocumentCutter(InputStream in, FileSettings settings) {
        this.in = in;
        this.settings = settings;
    }

    @Override
    public @Nullable Batch next() throws IOException {
        List<Piece> pieces = new ArrayList<>();
        while (pieces.isEmpty() && !ended) {
            fill();
            if (at == length) {
                ended = true;
                finish(pieces);
            }
            while (at < length) {
                if (start == NONE && !dropping) {
                    between(block[at]);
                } else {
                    inside(block[at], pieces);
                }
            }
        }
        return pieces.isEmpty() ? null : new Batch(block, pieces);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** A new block, for the old one was handed on; it begins with the open document. */
    private void fill() throws IOException {
        int kept = start == NONE ? 0 : length - start;
        byte[] next = new byte[kept + Math.max(settings.blockBytes(), kept)];
        System.arraycopy(block, length - kept, next, 0, kept);
        int read = in.readNBytes(next, kept, next.length - kept);
        base += length - kept;
        if (start != NONE) {
            records = records == NONE ? NONE : records - start;
            start = 0;
        }
        block = next;
        length = kept + read;
        at = kept;
    }

    private void between(byte b) {
        if (level == Level.ENVELOPE) {
            besideRecords(b);
        } else if (isSeparator(b)) {
            at++;
        } else if (b == '[' && level == Level.TOP) {
            level = Level.LIST;
            at++;
        } else if (b == ']' && level != Level.TOP) {
            leaveList(b);
        } else {
            word = b != '{' && b != '[' && (b != '"' || level == Level.TOP);
            start = at;
            records = NONE;
            document.reset();
        }
    }

    private boolean isSeparator(byte b) {
        return Json.isSpace(b)
                || b == ','
                || b == RECORD_SEPARATOR
                || Json.isByteOrderMark(b, base + at);
    }

    private void leaveList(byte b) {
        if (level == Level.ENVELOPE_LIST) {
            envelope.accept(b);
            level = Level.ENVELOPE;
        } else {
            level = Level.TOP;
        }
        at++;
    }

    private void besideRecords(byte b) {
        switch (envelope.accept(b)) {
            case INSIDE -> at++;
            case RECORDS -> {
                if (envelope.depth() <= recordsDepth) {
                    recordsDepth = envelope.depth();
                    level = Level.ENVELOPE_LIST;
                }
                at++;
            }
            case END -> {
                level = Level.TOP;
                at++;
            }
            case BROKEN -> level = Level.TOP;
        }
    }

    private void inside(byte b, List<Piece> pieces) {
        if (word) {
            boolean stops = b == '\n' || (level != Level.TOP && (b == ',' || b == ']'));
            if (stops) {
                close(pieces);
            } else {
                at++;
            }
        } else {
            follow(b, pieces);
        }
        if (start != NONE && at - start >= settings.streamedBytes()) {
            tooLarge(pieces);
        }
    }

    private void follow(byte b, List<Piece> pieces) {
        switch (document.accept(b)) {
            case INSIDE -> at = document.skipText(block, at + 1, length);
            case RECORDS -> {
                at++;
                records = records == NONE ? at : records;
            }
            case END -> {
                at++;
                close(pieces);
            }
            case BROKEN -> close(pieces);
        }
    }

    private void close(List<Piece> pieces) {
        if (!dropping) {
            pieces.add(new Piece(start, at - start, base + start, null));
        }
        dropping = false;
        start = NONE;
    }

    private void tooLarge(List<Piece> pieces) {
        if (level == Level.TOP && !word && records != NONE) {
            streamRecords();
        } else if (at - start >= settings.recordBytes()) {
            pieces.add(
                    new Piece(
                            start,
                            Math.min(Piece.SHOWN_BYTES, settings.recordBytes()),
                            base + start,
                            new Piece.Trouble(
                                    Decoded.Reason.LIMIT_EXCEEDED,
                                    "The document is longer than "
                                            + settings.recordBytes()
                                            + " bytes.")));
            dropping = true;
            start = NONE;
        }
    }

    /** Goes back to the first record of the open document, which is an envelope. */
    private void streamRecords() {
        envelope.reset();
        for (int index = start; index < records; index++) {
            envelope.accept(block[index]);
        }
        at = records;
        recordsDepth = envelope.depth();
        start = NONE;
        level = Level.ENVELOPE_LIST;
    }

    private void finish(List<Piece> pieces) {
        if (start != NONE) {
            close(pieces);
        } else if (level != Level.TOP) {
            pieces.add(
                    new Piece(
                            0,
                            0,
                            base + length,
                            new Piece.Trouble(
                                    Decoded.Reason.MALFORMED_JSON,
                                    "The file ends inside a list of records: it was cut short.")));
        }
    }
}
