package io.entracep.serial;

import java.io.IOException;
import java.util.function.ToIntFunction;
import org.apache.flink.core.memory.DataInputView;
import org.jspecify.annotations.Nullable;

/**
 * The constants of an enumeration by the numbers written to state.
 *
 * @param <E> the enumeration
 */
final class Numbers<E extends Enum<E>> {

    private final Class<E> type;
    private final @Nullable E[] byNumber;

    @SuppressWarnings("unchecked")
    Numbers(Class<E> type, ToIntFunction<E> number) {
        this.type = type;
        int max = 0;
        for (E constant : type.getEnumConstants()) {
            max = Math.max(max, number.applyAsInt(constant));
        }
        this.byNumber = (@Nullable E[]) new Enum<?>[max + 1];
        for (E constant : type.getEnumConstants()) {
            byNumber[number.applyAsInt(constant)] = constant;
        }
    }

    /**
     * Reads a constant.
     *
     * @throws IOException when there is none with this number. Nothing is put in its place: written
     *     back, it would be lost in silence
     */
    E read(DataInputView in) throws IOException {
        long number = Varint.read(in);
        E constant = number >= 0 && number < byNumber.length ? byNumber[(int) number] : null;
        if (constant == null) {
            throw new IOException(
                    String.format(
                            "%s has no constant with number %d: written by a newer version of this"
                                    + " program, or corrupt",
                            type.getSimpleName(), number));
        }
        return constant;
    }
}
