package io.entracep.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * What is in something compressed, up to its end or to where it is damaged. Damage ends the stream
 * and is asked for afterwards, so that what could be read is kept.
 */
final class ForgivingStream extends InputStream {

    /** Opens what is compressed; reads from it at once, as decompressors do. */
    interface Opener {
        InputStream open() throws IOException;
    }

    private final InputStream compressed;
    private final Opener opener;
    private @Nullable InputStream contents;
    private @Nullable String damage;

    ForgivingStream(InputStream compressed, Opener opener) {
        this.compressed = compressed;
        this.opener = opener;
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
                contents = opener.open();
            }
            return contents.read(bytes, offset, length);
        } catch (EOFException e) {
            damage = "The compressed file ends too early: it was cut short.";
        } catch (IOException | RuntimeException e) {
            // What unpacks damaged bytes throws many kinds.
            damage = damage(Damage.inWords(e));
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        compressed.close();
    }

    private static String damage(String message) {
        return message.toLowerCase(java.util.Locale.ROOT).contains("truncated")
                ? "The compressed file ends too early: it was cut short."
                : "The compressed file is damaged: " + message + ".";
    }
}
