package io.entracep.cli;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Passes text on and remembers how it begins. */
final class RememberedText extends FilterOutputStream {
    /** More than any explanation has; less than a storm of warnings would take. */
    private static final int MOST_BYTES = 16 << 10;

    private final ByteArrayOutputStream beginning = new ByteArrayOutputStream();

    RememberedText(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        synchronized (beginning) {
            beginning.write(bytes, offset, Math.min(length, MOST_BYTES - beginning.size()));
        }
    }

    /** The first 16 KB, without white space around. */
    String text() {
        synchronized (beginning) {
            return beginning.toString(StandardCharsets.UTF_8).strip();
        }
    }
}
