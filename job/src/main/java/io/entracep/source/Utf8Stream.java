package io.entracep.source;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Text in UTF-16, or UTF-32, as UTF-8. What is no character there becomes a replacement character.
 */
final class Utf8Stream extends InputStream {

    private static final int BUFFER = 16 << 10;

    private final BufferedReader text;
    private final char[] chars = new char[BUFFER];
    private byte[] bytes = {};
    private int at;

    /**
     * @param in stands at the beginning
     * @param first its first bytes: the byte order mark or, without one, a part of a letter
     */
    Utf8Stream(InputStream in, byte[] first) {
        this.text = new BufferedReader(new InputStreamReader(in, charset(first)), BUFFER);
    }

    private static Charset charset(byte[] first) {
        boolean four =
                first.length >= 4
                        && ((first[2] == 0 && first[3] == 0) || (first[0] == 0 && first[1] == 0));
        if (four) {
            return Charset.forName("UTF-32");
        }
        boolean marked = (first[0] & first[1] & 0xfe) == 0xfe;
        return marked
                ? StandardCharsets.UTF_16
                : first[0] == 0 ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
    }

    @Override
    public int read() throws IOException {
        return fill() ? bytes[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, bytes.length - at);
        System.arraycopy(bytes, at, target, offset, count);
        at += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }

    private boolean fill() throws IOException {
        while (at == bytes.length) {
            int read = text.read(chars, 0, BUFFER - 1);
            if (read < 0) {
                return false;
            }
            if (read > 0 && Character.isHighSurrogate(chars[read - 1])) {
                int low = text.read();
                if (low >= 0) {
                    chars[read++] = (char) low;
                }
            }
            bytes = new String(chars, 0, read).getBytes(StandardCharsets.UTF_8);
            at = 0;
        }
        return true;
    }
}
