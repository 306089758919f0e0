package io.entracep.decode;

import io.entracep.decode.Decoded.Reason;

/**
 * Saves what can be read of a document that is broken somewhere. Takes the bytes from the break on
 * as a flat sequence of objects, whatever encloses them, and reads each on its own; what is between
 * two of them is one dead letter.
 *
 * <p>A record that does not end reaches up to the next thing that names its log: an object within a
 * record never does. The work is bounded, so that bytes made for it cannot stall the job; beyond
 * that the rest is one dead letter.
 */
final class Salvage {

    /** Bytes that may be looked at again, per byte of input. */
    private static final long EFFORT = 32;

    private static final int MAX_DEPTH = 3;

    private final DocumentReader documents;
    private long budget;

    Salvage(DocumentReader documents) {
        this.documents = documents;
    }

    void run(Input input, Failure failure, int end) {
        budget = EFFORT * (end - failure.at()) + 1024;
        run(input, failure, end, 0);
    }

    private void run(Input input, Failure failure, int end, int depth) {
        byte[] bytes = input.bytes();
        int at = Extents.skipPunctuation(bytes, failure.at(), end);
        if (at == end) {
            // No record is lost that we know of, but the sender may have meant to say more.
            input.deadLetter(failure.reason(), failure.detail(), failure.at(), end);
        }
        while (at < end) {
            at = Extents.skipPunctuation(bytes, next(input, failure, at, end, depth), end);
        }
    }

    /** Deals with what begins at {@code at}; returns the position behind it. */
    private int next(Input input, Failure failure, int at, int end, int depth) {
        byte[] bytes = input.bytes();
        int close = bytes[at] == '{' ? close(bytes, at, end) : Extents.OPEN;
        if (close == Extents.OPEN) {
            int member = member(bytes, at, end);
            return member != Extents.OPEN
                    ? member
                    : letter(input, unread(bytes, failure, at, end), end);
        }
        Failure inside = documents.read(input, at, close);
        if (inside == null) {
            return close;
        }
        if (inside.at() == at || depth == MAX_DEPTH) {
            return letter(input, inside, close);
        }
        run(input, inside, close, depth + 1);
        return close;
    }

    /** What the parser said, if it said it of this place. */
    private static Failure unread(byte[] bytes, Failure failure, int at, int end) {
        return failure.at() == at && failure.reason() == Reason.MALFORMED_JSON
                ? failure
                : new Failure(Reason.MALFORMED_JSON, SyntaxTrouble.at(bytes, at, end), at);
    }

    /** One dead letter up to the next record, at most up to {@code end}; returns where it ends. */
    private int letter(Input input, Failure failure, int end) {
        int resume = nextRecord(input.bytes(), failure.at() + 1, end);
        input.deadLetter(failure.reason(), failure.detail(), failure.at(), resume);
        return resume;
    }

    /**
     * A key of whatever encloses the records, with its value, is passed over; an array behind it
     * may be the records. {@link Extents#OPEN} for anything else.
     */
    private static int member(byte[] bytes, int at, int end) {
        int colon = bytes[at] == '"' ? Extents.quote(bytes, at, end) : Extents.OPEN;
        if (colon == Extents.OPEN || colon == end || bytes[colon] != ':') {
            return Extents.OPEN;
        }
        int value = colon + 1;
        while (value < end && Extents.isBlank(bytes[value])) {
            value++;
        }
        if (value == end || bytes[value] == '[') {
            return value;
        }
        return switch (bytes[value]) {
            case '{' -> Extents.close(bytes, value, end);
            case '"' -> Extents.quote(bytes, value, end);
            default -> word(bytes, value, end);
        };
    }

    private static int word(byte[] bytes, int at, int end) {
        int i = at;
        while (i < end && (Character.isLetterOrDigit(bytes[i]) || "+-.".indexOf(bytes[i]) >= 0)) {
            i++;
        }
        return i == at ? Extents.OPEN : i;
    }

    /** Where the next record begins, {@code end} where there is none. */
    private int nextRecord(byte[] bytes, int from, int end) {
        for (int i = from; i < end && budget > 0; i++) {
            if (bytes[i] == '{' && mayBegin(bytes, from, i)) {
                int close = close(bytes, i, end);
                if (close != Extents.OPEN && documents.isRecord(bytes, i, close)) {
                    return i;
                }
            }
        }
        return end;
    }

    /** The value of a key is part of a record, never one; a line begins anew. */
    private static boolean mayBegin(byte[] bytes, int from, int at) {
        int before = at - 1;
        if (bytes[before] == '\n') {
            return true;
        }
        while (before >= from && Extents.isBlank(bytes[before])) {
            before--;
        }
        return before < from || bytes[before] != ':';
    }

    private int close(byte[] bytes, int start, int end) {
        int close = Extents.close(bytes, start, end);
        budget -= close == Extents.OPEN ? end - start : close - start;
        return close;
    }
}
