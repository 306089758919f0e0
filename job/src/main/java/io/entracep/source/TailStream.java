package io.entracep.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Remembers the last bytes that were read. */
final class TailStream extends FilterInputStream {

    private final byte[] tail;

    TailStream(InputStream in, int length) {
        super(in);
        this.tail = new byte[length];
    }

    /** The last bytes, zeros where there were less. */
    byte[] tail() {
        return tail.clone();
    }

    @Override
    public int read() throws IOException {
        int b = in.read();
        if (b >= 0) {
            remember(new byte[] {(byte) b}, 0, 1);
        }
        return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = in.read(bytes, offset, length);
        if (count > 0) {
            remember(bytes, offset, count);
        }
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        // What is skipped is read, else it would be missing in the tail.
        byte[] bytes = new byte[(int) Math.min(count, 1 << 16)];
        return Math.max(0, read(bytes, 0, bytes.length));
    }

    private void remember(byte[] bytes, int offset, int count) {
        int fresh = Math.min(count, tail.length);
        System.arraycopy(tail, fresh, tail, 0, tail.length - fresh);
        System.arraycopy(bytes, offset + count - fresh, tail, tail.length - fresh, fresh);
    }
}
