package io.entracep.source;

import java.io.IOException;
import java.io.InputStream;

/**
 * Tells from its beginning how records lie in a file. The rule: what begins like gzip is gzip. What
 * does not begin with a brace or a list is lines. So is a file whose first line that is not blank
 * is one whole JSON object, or whose first line is broken but the second is whole. The rest is
 * documents.
 *
 * <p>Decides only how a file is cut, not what is in it; each record is judged by the decoder.
 */
final class FileSniffer {

    /** What is looked at; a first line longer than this is read as a document. */
    private static final int WINDOW = 1 << 20;

    private final byte[] head;
    private final boolean whole;

    private FileSniffer(byte[] head) {
        this.head = head;
        this.whole = head.length < WINDOW;
    }

    /** Reads as much as is needed from the stream, which is left open. */
    static FileShape sniff(InputStream in) throws IOException {
        return new FileSniffer(in.readNBytes(WINDOW)).shape();
    }

    private FileShape shape() {
        // RFC 1952: ID1, ID2.
        if (head.length >= 2 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b) {
            return FileShape.GZIP;
        }
        int first = Json.skipSpace(head, Json.byteOrderMark(head, head.length), head.length);
        if (first == head.length) {
            return whole ? FileShape.LINES : FileShape.DOCUMENTS;
        }
        if (head[first] != '{' && head[first] != '[') {
            return FileShape.LINES;
        }
        if (head[first] == '[') {
            return isList(first) ? FileShape.DOCUMENTS : FileShape.LINES;
        }
        int end = lineEnd(first);
        if (isOneValue(first, end)) {
            return FileShape.LINES;
        }
        return isBroken(first, end) ? FileShape.LINES : FileShape.DOCUMENTS;
    }

    /** A bracket may also begin a line of some text log. */
    private boolean isList(int first) {
        int next = Json.skipSpace(head, first + 1, head.length);
        return next == head.length || "{[\"]".indexOf(head[next]) >= 0;
    }

    /** A line that nothing could continue, followed by a whole one. */
    private boolean isBroken(int first, int end) {
        int last = end - 1;
        while (last > first && Json.isSpace(head[last])) {
            last--;
        }
        int second = Json.skipSpace(head, end, head.length);
        boolean continued = "{[,:".indexOf(head[last]) >= 0;
        return !continued && second < head.length && isOneValue(second, lineEnd(second));
    }

    private boolean isOneValue(int from, int end) {
        boolean seenWhole = end < head.length || whole;
        int valueEnd = Json.endOfValue(head, from, end);
        return seenWhole && valueEnd >= 0 && Json.skipSpace(head, valueEnd, end) == end;
    }

    private int lineEnd(int from) {
        int end = from;
        while (end < head.length && head[end] != '\n') {
            end++;
        }
        return end;
    }
}
