package io.entracep.decode;

import java.util.BitSet;

/**
 * Finds where objects begin and end in bytes whose JSON is broken, by brackets and strings alone.
 * Used only after the parser has failed.
 */
final class Extents {

    /** What {@link #close} gives for an object that does not end. */
    static final int OPEN = -1;

    /** What collectors write before a record is shorter, and has few braces. */
    private static final int LONGEST_PREFIX = 4096;

    private static final int PREFIX_TRIES = 8;

    private Extents() {}

    /**
     * Where the object that begins at {@code start} ends: the position behind its last bracket, or
     * {@link #OPEN} where brackets do not match, a string holds a line break, or a line begins with
     * an object: then the one before was cut short.
     */
    static int close(byte[] bytes, int start, int end) {
        BitSet isArray = new BitSet();
        int depth = 0;
        for (int i = start; i < end; i++) {
            switch (bytes[i]) {
                case '{', '[' -> {
                    if (depth > 0 && bytes[i] == '{' && bytes[i - 1] == '\n') {
                        return OPEN;
                    }
                    isArray.set(depth++, bytes[i] == '[');
                }
                case '}', ']' -> {
                    if (isArray.get(--depth) != (bytes[i] == ']')) {
                        return OPEN;
                    }
                    if (depth == 0) {
                        return i + 1;
                    }
                }
                case '"' -> {
                    i = quote(bytes, i, end) - 1;
                    if (i < start) {
                        return OPEN;
                    }
                }
                default -> {}
            }
        }
        return OPEN;
    }

    /** The position behind the string that begins at {@code start}, {@link #OPEN} for none. */
    static int quote(byte[] bytes, int start, int end) {
        for (int i = start + 1; i < end; i++) {
            switch (bytes[i]) {
                case '\\' -> i++;
                case '"' -> {
                    return i + 1;
                }
                case '\n', '\r' -> {
                    return OPEN;
                }
                default -> {}
            }
        }
        return OPEN;
    }

    /** The first position from {@code start} that is neither blank nor punctuation of a list. */
    static int skipPunctuation(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end && isPunctuation(bytes[at])) {
            at++;
        }
        return at;
    }

    /**
     * Where the one object begins that a line of a text log ends with, behind time, host and the
     * like; {@code start} for anything else.
     */
    static int afterLogPrefix(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end && isBlank(bytes[at])) {
            at++;
        }
        if (at == end || "{[\"\u001e".indexOf(bytes[at]) >= 0) {
            return start;
        }
        int last = end;
        while (last > at && isBlank(bytes[last - 1])) {
            last--;
        }
        int tries = 0;
        for (; at < last && at - start < LONGEST_PREFIX && tries < PREFIX_TRIES; at++) {
            if (bytes[at] == '\n') {
                return start;
            }
            if (bytes[at] == '{') {
                tries++;
                if (close(bytes, at, last) == last) {
                    return at;
                }
            }
        }
        return start;
    }

    static boolean isBlank(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    private static boolean isPunctuation(byte b) {
        return isBlank(b) || b == ',' || b == ']' || b == '}' || b == '[';
    }
}
