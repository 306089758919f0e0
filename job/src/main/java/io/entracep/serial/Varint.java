package io.entracep.serial;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Numbers as seven bits per byte, lowest first, the high bit set on all bytes but the last
 * (LEB128). Values are taken as unsigned: negative ones take ten bytes.
 */
final class Varint {

    private static final int MAX_SHIFT = 63;

    private Varint() {}

    static void write(long value, DataOutputView out) throws IOException {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.writeByte(((int) rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    /**
     * Reads a number.
     *
     * @throws IOException when it goes on after 64 bits
     */
    static long read(DataInputView in) throws IOException {
        long value = 0;
        for (int shift = 0; shift <= MAX_SHIFT; shift += 7) {
            byte next = in.readByte();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IOException("Corrupt data: a number longer than 64 bits");
    }

    /**
     * Reads a number of elements, characters or the like.
     *
     * @throws IOException when it is not between zero and the greatest int
     */
    static int readCount(DataInputView in) throws IOException {
        return count(read(in));
    }

    static int count(long value) throws IOException {
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new IOException("Corrupt data: a length of " + Long.toUnsignedString(value));
        }
        return (int) value;
    }

    /** Makes numbers near zero short, whatever their sign; undone by {@link #unfold}. */
    static long fold(long signed) {
        return (signed << 1) ^ (signed >> 63);
    }

    static long unfold(long folded) {
        return (folded >>> 1) ^ -(folded & 1);
    }
}
