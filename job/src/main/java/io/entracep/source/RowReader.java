package io.entracep.source;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a table: lines, where no line ends inside of quotes. */
final class RowReader implements Closeable {

    /** A row with more lines than these is one whose quote does not end. */
    private static final int MAX_LINES = 1000;

    /** Broken rows that are read again line by line, before quotes are no longer believed. */
    private static final int MAX_BROKEN = 1000;

    /**
     * One row.
     *
     * @param bytes without its line end
     * @param position of its first byte in the file
     * @param isTooLong whether it is only the beginning of one
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared, and handed over once.
    record Row(byte[] bytes, long position, boolean isTooLong) {
        boolean isBlank() {
            for (byte b : bytes) {
                if (!Json.isSpace(b) && b != ',' && b != ';') {
                    return false;
                }
            }
            return true;
        }
    }

    private final PushbackInputStream in;
    private final int maxBytes;
    private long position;
    private int broken;

    RowReader(InputStream in, long position, int maxBytes) {
        this.in =
                new PushbackInputStream(new java.io.BufferedInputStream(in, 1 << 16), maxBytes + 2);
        this.position = position;
        this.maxBytes = maxBytes;
    }

    /** The next row, null at the end. */
    @Nullable Row next() throws IOException {
        ByteArrayOutputStream row = new ByteArrayOutputStream();
        long start = position;
        boolean quoted = false;
        int lines = 0;
        int b;
        while ((b = in.read()) >= 0) {
            position++;
            if (b == '"') {
                quoted = !quoted;
            } else if (b == '\n') {
                lines++;
                if (!quoted || lines == MAX_LINES || broken > MAX_BROKEN) {
                    return new Row(withoutReturn(row.toByteArray()), start, false);
                }
            }
            row.write(b);
            if (row.size() == maxBytes) {
                return new Row(row.toByteArray(), start, true);
            }
        }
        return row.size() == 0 ? null : new Row(withoutReturn(row.toByteArray()), start, false);
    }

    /** The first line of the row that was read last; the others are read again. */
    Row firstLineOf(Row row) throws IOException {
        byte[] bytes = row.bytes();
        int end = 0;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        if (end == bytes.length) {
            return row;
        }
        broken++;
        long next = row.position() + end + 1;
        if (position > row.position() + bytes.length) {
            in.unread('\n');
            position--;
        }
        in.unread(bytes, end + 1, bytes.length - end - 1);
        position = next;
        return new Row(withoutReturn(Arrays.copyOf(bytes, end)), row.position(), false);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private static byte[] withoutReturn(byte[] row) {
        return row.length > 0 && row[row.length - 1] == '\r'
                ? Arrays.copyOf(row, row.length - 1)
                : row;
    }
}
