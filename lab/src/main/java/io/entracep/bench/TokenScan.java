package io.entracep.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The limit: Jackson reads every token of the same lines with the same number of threads, and does
 * nothing with them.
 */
final class TokenScan {
    private static final int BUFFER = 1 << 18;

    private TokenScan() {}

    /** Returns the number of records. */
    static long run(Path file, int threads) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Long>> parts = new ArrayList<>();
            List<long[]> ranges = ranges(file, threads);
            for (long[] range : ranges) {
                parts.add(() -> scan(file, range[0], range[1]));
            }
            long records = 0;
            for (Future<Long> part : pool.invokeAll(parts)) {
                records += part.get();
            }
            return records;
        } finally {
            pool.shutdown();
        }
    }

    /** Parts that begin and end with a line. */
    private static List<long[]> ranges(Path file, int count) throws IOException {
        List<long[]> ranges = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            long from = 0;
            for (int i = 1; i <= count; i++) {
                long to = i == count ? size : lineEndAfter(channel, size * i / count);
                ranges.add(new long[] {from, to});
                from = to;
            }
        }
        return ranges;
    }

    private static long lineEndAfter(FileChannel channel, long position) throws IOException {
        channel.position(position);
        InputStream in = new BufferedInputStream(Channels.newInputStream(channel));
        long at = position;
        for (int next = in.read(); next >= 0; next = in.read()) {
            at++;
            if (next == '\n') {
                break;
            }
        }
        return at;
    }

    private static long scan(Path file, long from, long to) throws IOException {
        JsonFactory factory = new JsonFactory();
        byte[] line = new byte[1 << 16];
        int length = 0;
        long records = 0;
        try (FileChannel channel = FileChannel.open(file)) {
            channel.position(from);
            InputStream in = Channels.newInputStream(channel);
            byte[] block = new byte[BUFFER];
            long left = to - from;
            while (left > 0) {
                int read = in.read(block, 0, (int) Math.min(block.length, left));
                if (read < 0) {
                    break;
                }
                left -= read;
                int start = 0;
                for (int i = 0; i < read; i++) {
                    if (block[i] == '\n') {
                        System.arraycopy(block, start, line, length, i - start);
                        records += tokens(factory, line, length + i - start);
                        length = 0;
                        start = i + 1;
                    }
                }
                System.arraycopy(block, start, line, length, read - start);
                length += read - start;
            }
        }
        return records;
    }

    private static long tokens(JsonFactory factory, byte[] line, int length) throws IOException {
        try (JsonParser parser = factory.createParser(line, 0, length)) {
            while (parser.nextToken() != null) {
                // Reading them is the measure.
            }
        }
        return 1;
    }
}
