package io.entracep.source;

/** The little that finding the ends of JSON documents needs to know of JSON, in UTF-8 bytes. */
final class Json {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private Json() {}

    /** White space of RFC 8259. */
    static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /** First index from {@code from} on that is no white space, or {@code to}. */
    static int skipSpace(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && isSpace(bytes[at])) {
            at++;
        }
        return at;
    }

    /** Length of the UTF-8 byte order mark at the beginning: 3 or 0. */
    static int byteOrderMark(byte[] bytes, int length) {
        int at = 0;
        while (at < length && isByteOrderMark(bytes[at], at)) {
            at++;
        }
        return at == BYTE_ORDER_MARK.length ? at : 0;
    }

    /** Whether a byte at this position of a file belongs to a byte order mark. */
    static boolean isByteOrderMark(byte b, long position) {
        return position < BYTE_ORDER_MARK.length && b == BYTE_ORDER_MARK[(int) position];
    }

    /** Index after the object or list that begins at {@code from}; -1 if it does not end. */
    static int endOfValue(byte[] bytes, int from, int to) {
        int depth = 0;
        boolean inString = false;
        for (int at = from; at < to; at++) {
            byte b = bytes[at];
            if (inString) {
                if (b == '\\') {
                    at++;
                } else if (b == '"') {
                    inString = false;
                }
            } else if (b == '"') {
                inString = true;
            } else if (b == '{' || b == '[') {
                depth++;
            } else if ((b == '}' || b == ']') && --depth == 0) {
                return at + 1;
            }
        }
        return -1;
    }
}
