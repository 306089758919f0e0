package io.entracep.serial;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Texts that were read lately, so that equal ones are one object: state keeps the same few places,
 * clients and names thousands of times, and one record reaches several entities. Memory is bounded;
 * a text that is not found is made anew.
 *
 * <p>Several threads may use it at once: entries are immutable, and a lost one costs nothing.
 */
final class RecentTexts {

    /** A power of two. */
    private static final int SIZE = 1 << 14;

    /** Longer ones are rarely equal, and would take much memory. */
    private static final int LONGEST = 200;

    private final @Nullable Entry[] entries = new @Nullable Entry[SIZE];

    @SuppressWarnings("ArrayRecordComponent") // Never written again.
    private record Entry(byte[] bytes, String text) {}

    /**
     * The text of these characters.
     *
     * @param latin1 one byte per character; not written afterwards
     */
    String of(byte[] latin1) {
        if (latin1.length > LONGEST) {
            return new String(latin1, ISO_8859_1);
        }
        int at = Arrays.hashCode(latin1);
        at = (at ^ (at >>> 15)) & (SIZE - 1);
        Entry known = entries[at];
        if (known != null && Arrays.equals(known.bytes(), latin1)) {
            return known.text();
        }
        String text = new String(latin1, ISO_8859_1);
        entries[at] = new Entry(latin1, text);
        return text;
    }
}
