package io.entracep.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line of which only the beginning was read: the documents in it, one after the other. */
final class LongLine {

    private static final int BLOCK = 64 << 10;

    private final InputStream in;
    private final long start;
    private final Cutter documents;
    private byte[] block;
    private int at;
    private int end;
    private long taken;
    private boolean ended;
    private boolean last;

    /**
     * @param beginning of the line, without a line end
     * @param in what follows
     * @param start position of the line in the file
     */
    LongLine(byte[] beginning, InputStream in, long start, FileSettings settings) {
        this.in = in;
        this.start = start;
        this.block = beginning;
        this.end = beginning.length;
        this.documents = new DocumentCutter(new Contents(), settings);
    }

    /** The next documents, null at the end of the line. */
    @Nullable Batch next() throws IOException {
        Batch batch = documents.next();
        if (batch == null) {
            return null;
        }
        List<Piece> pieces = new ArrayList<>();
        batch.pieces().forEach(piece -> pieces.add(piece.behind(start)));
        return batch.with(pieces);
    }

    /** What was read of the lines behind this one. */
    byte[] behind() {
        return Arrays.copyOfRange(block, at, end);
    }

    /** Position in the file behind the line and its end. */
    long position() {
        return start + taken;
    }

    /** Whether there is no further line. */
    boolean isLast() {
        return last;
    }

    private boolean fill() throws IOException {
        if (!ended && at == end) {
            block = new byte[BLOCK];
            at = 0;
            end = Math.max(0, in.readNBytes(block, 0, BLOCK));
            ended = end == 0;
            last = ended;
        }
        return !ended;
    }

    private final class Contents extends InputStream {

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (!fill()) {
                return -1;
            }
            int to = at;
            int limit = Math.min(end, at + length);
            while (to < limit && block[to] != '\n') {
                to++;
            }
            int count = to - at;
            System.arraycopy(block, at, target, offset, count);
            at = to;
            taken += count;
            if (at < end && block[at] == '\n') {
                at++;
                taken++;
                ended = true;
                return count == 0 ? -1 : count;
            }
            return count;
        }
    }
}
