package io.entracep.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * What is in a gzip file, up to its end or to where it is damaged. Damage ends the stream and is
 * asked for afterwards, so that what could be read is kept.
 */
final class GunzipStream extends InputStream {

    private static final int BUFFER_BYTES = 64 << 10;

    private final InputStream compressed;
    private @Nullable InputStream contents;
    private @Nullable String damage;

    GunzipStream(InputStream compressed) {
        this.compressed = compressed;
    }

    /** What is wrong with the file, null if nothing was found up to here. */
    @Nullable String damage() {
        return damage;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (damage != null) {
            return -1;
        }
        try {
            if (contents == null) {
                contents = new GZIPInputStream(compressed, BUFFER_BYTES);
            }
            return contents.read(bytes, offset, length);
        } catch (EOFException e) {
            damage = "The compressed file ends too early: it was cut short.";
        } catch (ZipException e) {
            damage = "The compressed file is damaged: " + e.getMessage() + ".";
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        compressed.close();
    }
}
