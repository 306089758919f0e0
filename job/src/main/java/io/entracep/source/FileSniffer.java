package io.entracep.source;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Tells from its beginning what is in a file. The rule: what begins with the mark of a container is
 * that. What begins with a {@link Header} is a table. Otherwise lines before the first JSON do not
 * count, and a file without any is lines. So is one whose first line of JSON is one whole object,
 * or is broken while the second is whole. The rest is documents.
 *
 * <p>Decides only how a file is cut, not what is in it; each record is judged by the decoder.
 */
final class FileSniffer {

    /** What is looked at; a first line longer than this is read as a document. */
    static final int WINDOW = 1 << 20;

    /** Lines of text before the first JSON. */
    private static final int TITLES = 50;

    /** Where a tar archive has its mark. */
    private static final int TAR_MARK = 257;

    private final byte[] head;
    private final boolean whole;

    private FileSniffer(byte[] head) {
        this.head = head;
        this.whole = head.length < WINDOW;
    }

    /** Reads as much as is needed from the stream, which is left open. */
    static FileShape sniff(InputStream in) throws IOException {
        return sniff(in.readNBytes(WINDOW));
    }

    /** The same for bytes that were read: the first {@link #WINDOW}, or all there are. */
    static FileShape sniff(byte[] head) {
        return new FileSniffer(head).shape();
    }

    private FileShape shape() {
        FileShape container = container();
        if (container != null) {
            return container;
        }
        int first = Json.skipSpace(head, Json.byteOrderMark(head, head.length), head.length);
        if (first == head.length) {
            return whole ? FileShape.LINES : FileShape.DOCUMENTS;
        }
        if (mayBeJson(first)) {
            return ofJson(first);
        }
        if (Header.of(head, first) != null) {
            return FileShape.TABLE;
        }
        int json = lineOfJson(first);
        return json < head.length ? ofJson(json) : FileShape.LINES;
    }

    private boolean mayBeJson(int at) {
        return head[at] == '{' || (head[at] == '[' && isList(at));
    }

    /** Where the first of the next lines begins that is JSON, behind what a script wrote first. */
    private int lineOfJson(int from) {
        int at = from;
        for (int i = 0; i < TITLES && at < head.length && !mayBeJson(at); i++) {
            at = Json.skipSpace(head, lineEnd(at), head.length);
        }
        return at < head.length && mayBeJson(at) ? at : head.length;
    }

    private FileShape ofJson(int first) {
        if (head[first] == '[') {
            return FileShape.DOCUMENTS;
        }
        int end = lineEnd(first);
        if (isOneValue(first, end)) {
            return FileShape.LINES;
        }
        return isBroken(first, end) ? FileShape.LINES : FileShape.DOCUMENTS;
    }

    /** By the marks that the formats put at their beginning; null for text. */
    private @Nullable FileShape container() {
        if (Unreadable.of(head) != null) {
            return FileShape.UNREADABLE;
        }
        // RFC 1952: ID1, ID2. RFC 8878: the magic number, and that of a skippable frame.
        if (startsWith(0, 0x1f, 0x8b)) {
            return FileShape.GZIP;
        }
        if (startsWith(0, 0x28, 0xb5, 0x2f, 0xfd)) {
            return FileShape.ZSTD;
        }
        if (startsWith(0, 'B', 'Z', 'h') && startsWith(4, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59)) {
            return FileShape.BZIP2;
        }
        if (startsWith(0, 0x04, 0x22, 0x4d, 0x18)) {
            return FileShape.LZ4;
        }
        if (startsWith(0, 'P', 'K', 3, 4) || startsWith(0, 'P', 'K', 5, 6)) {
            return FileShape.ZIP;
        }
        if (startsWith(0, 'O', 'b', 'j', 1)) {
            return FileShape.AVRO;
        }
        if (startsWith(0, 'P', 'A', 'R', '1')) {
            return FileShape.PARQUET;
        }
        if (startsWith(TAR_MARK, 'u', 's', 't', 'a', 'r')) {
            return FileShape.TAR;
        }
        boolean marked =
                startsWith(0, 0xff, 0xfe)
                        || startsWith(0, 0xfe, 0xff)
                        || startsWith(0, 0, 0, 0xfe, 0xff);
        boolean wide = head.length >= 4 && (head[0] == 0) != (head[1] == 0);
        return marked || (wide && (head[2] == 0) != (head[3] == 0)) ? FileShape.UTF_16 : null;
    }

    private boolean startsWith(int at, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (at + i >= head.length || (head[at + i] & 0xff) != bytes[i]) {
                return false;
            }
        }
        return true;
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
