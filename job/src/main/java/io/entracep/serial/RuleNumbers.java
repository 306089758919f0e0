package io.entracep.serial;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Numbers of signals of rules, ascending. They are hashes, so nothing is saved by varints. */
public final class RuleNumbers {

    private static final long[] NONE = {};

    private RuleNumbers() {}

    /** Writes how many there are, and each. */
    public static void write(long[] numbers, DataOutputView out) throws IOException {
        Varint.write(numbers.length, out);
        for (long number : numbers) {
            out.writeLong(number);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static long[] read(DataInputView in) throws IOException {
        int count = Varint.count(Varint.read(in));
        long[] numbers = count == 0 ? NONE : new long[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = in.readLong();
        }
        return numbers;
    }

    /** Reads them where the bit is set, else none. */
    static long[] read(long bits, int bit, DataInputView in) throws IOException {
        return Presence.has(bits, bit) ? read(in) : NONE;
    }
}
