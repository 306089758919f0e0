package io.entracep.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.flink.metrics.Counter;

/**
 * Counts the bytes that are read, up to a limit: what a chunk's reader reads beyond its end belongs
 * to the next chunk and is counted there.
 */
final class CountingStream extends FilterInputStream {

    private final Counter counter;
    private long uncounted;

    CountingStream(InputStream in, Counter counter, long limit) {
        super(in);
        this.counter = counter;
        this.uncounted = limit;
    }

    @Override
    public int read() throws IOException {
        int b = in.read();
        count(b < 0 ? 0 : 1);
        return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = in.read(bytes, offset, length);
        count(Math.max(0, read));
        return read;
    }

    private void count(long bytes) {
        long counted = Math.min(bytes, uncounted);
        uncounted -= counted;
        counter.inc(counted);
    }
}
