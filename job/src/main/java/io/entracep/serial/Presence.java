package io.entracep.serial;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.jspecify.annotations.Nullable;

/**
 * The bits at the head of a block: which optional components follow, and the values of its
 * booleans. A block may have up to 63.
 */
final class Presence {

    private Presence() {}

    static long bit(int number, @Nullable Object component) {
        return bitIf(component != null, number);
    }

    static long bitIf(boolean condition, int number) {
        return condition ? 1L << number : 0;
    }

    static boolean has(long bits, int number) {
        return (bits & (1L << number)) != 0;
    }

    /**
     * Reads the bits of a block.
     *
     * @param known how many bits this version of the block has
     * @throws IOException when others are set: what they announce cannot be skipped
     */
    static long read(DataInputView in, String block, int known) throws IOException {
        long bits = Varint.read(in);
        if (bits >>> known != 0) {
            throw new IOException(
                    String.format(
                            "%s has components that this version does not know (bits %x, known %d):"
                                    + " written by a newer version of this program, or corrupt",
                            block, bits, known));
        }
        return bits;
    }
}
