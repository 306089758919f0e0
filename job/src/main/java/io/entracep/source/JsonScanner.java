package io.entracep.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Follows one JSON object, list or string byte by byte to its end. It knows just enough grammar to
 * notice that a document was cut short and the next one has begun: a line end inside a string, or
 * an object where none may be.
 */
final class JsonScanner {

    /** What a byte meant. */
    enum Step {
        INSIDE,
        /**
         * It opened a list of records: <code>"records": [</code> or <code>"value": [</code>, at the
         * top or in objects within each other.
         */
        RECORDS,
        /** It was the last byte. */
        END,
        /** It does not belong to the document, which ended before without an end. */
        BROKEN
    }

    /** Names of the lists of Azure Monitor envelopes and of Microsoft Graph answers. */
    private static final byte[] RECORDS = "records".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] VALUE = "value".getBytes(StandardCharsets.US_ASCII);

    /** Objects around an envelope: a list further inside is one of a record. */
    private static final int ENVELOPE_DEPTH = 3;

    /** Containers deeper than this are not told apart. */
    private static final int KNOWN_DEPTH = 64;

    private final byte[] key = new byte[RECORDS.length + 1];
    private int keyLength;
    private int depth;

    /** Bit d: the container at depth d + 1 is a list. */
    private long lists;

    private boolean inString;
    private boolean escaped;

    /** Last byte outside of strings that was no white space; a quote for a string. */
    private byte before;

    /** Begins anew; the next byte is the first one of a document. */
    void reset() {
        keyLength = 0;
        depth = 0;
        inString = false;
        escaped = false;
        before = 0;
    }

    /** Containers that are open. */
    int depth() {
        return depth;
    }

    /** Takes the next byte. */
    Step accept(byte b) {
        if (inString) {
            return acceptInString(b);
        }
        if (Json.isSpace(b)) {
            return Step.INSIDE;
        }
        Step step =
                switch (b) {
                    case '"' -> beginString();
                    case '{' -> mayBeginObject() ? open(false) : Step.BROKEN;
                    case '[' -> open(true);
                    case '}', ']' -> --depth == 0 ? Step.END : Step.INSIDE;
                    default -> Step.INSIDE;
                };
        before = b;
        return step;
    }

    /**
     * Takes bytes that change nothing, as {@link #accept} would: the inside of a long text.
     *
     * @return index of the first byte from {@code from} on that was not taken
     */
    int skipText(byte[] bytes, int from, int to) {
        int at = from;
        // In an envelope the text may be a key that matters.
        if (inString && !escaped && !mayBeEnvelope()) {
            while (at < to && bytes[at] != '"' && bytes[at] != '\\' && bytes[at] != '\n') {
                at++;
            }
        }
        return at;
    }

    private Step acceptInString(byte b) {
        if (b == '\n') {
            return Step.BROKEN;
        }
        if (escaped) {
            escaped = false;
        } else if (b == '\\') {
            escaped = true;
        } else if (b == '"') {
            inString = false;
            return depth == 0 ? Step.END : Step.INSIDE;
        }
        if (mayBeEnvelope() && keyLength < key.length) {
            key[keyLength++] = (byte) (b | 0x20);
        }
        return Step.INSIDE;
    }

    private Step beginString() {
        inString = true;
        if (mayBeEnvelope()) {
            keyLength = 0;
        }
        return Step.INSIDE;
    }

    private boolean mayBeginObject() {
        if (depth == 0 || depth > KNOWN_DEPTH || before == ':') {
            return true;
        }
        boolean inList = (lists >>> (depth - 1) & 1) == 1;
        return inList && (before == ',' || before == '[');
    }

    private Step open(boolean list) {
        boolean records = list && mayBeEnvelope() && before == ':' && isKeyOfRecords();
        if (depth < KNOWN_DEPTH) {
            long bit = 1L << depth;
            lists = list ? lists | bit : lists & ~bit;
        }
        depth++;
        return records ? Step.RECORDS : Step.INSIDE;
    }

    /** In nothing but a few objects. */
    private boolean mayBeEnvelope() {
        return depth >= 1 && depth <= ENVELOPE_DEPTH && (lists & ((1L << depth) - 1)) == 0;
    }

    private boolean isKeyOfRecords() {
        return Arrays.equals(key, 0, keyLength, RECORDS, 0, RECORDS.length)
                || Arrays.equals(key, 0, keyLength, VALUE, 0, VALUE.length);
    }
}
