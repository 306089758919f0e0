package io.entracep.decode;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is done with the value of one key.
 *
 * @param name the key as the log spells it
 * @param kind how the value is read
 * @param field where a text goes; null for what is no text
 * @param shape what is inside, for objects and for elements of arrays
 * @param captures indexes under which rules look at the text; none for most
 */
@SuppressWarnings("ArrayRecordComponent") // Never shared for writing.
record Slot(String name, Kind kind, @Nullable Field field, @Nullable Shape shape, int[] captures) {
    private static final int[] NONE = {};

    Slot(String name, Kind kind, @Nullable Field field, @Nullable Shape shape) {
        this(name, kind, field, shape, NONE);
    }

    /** This slot, at which rules look under this index, too. */
    Slot capturedAs(int index) {
        for (int known : captures) {
            if (known == index) {
                return this; // Reached from the record and from its properties alike.
            }
        }
        int[] more = Arrays.copyOf(captures, captures.length + 1);
        more[captures.length] = index;
        return new Slot(name, kind, field, shape, more);
    }

    /** How a value is read. Where an object or array is expected, JSON in a string is one too. */
    enum Kind {
        /** Passed over. */
        UNWANTED,
        /** A scalar. */
        TEXT,
        /** Scalars in an array, comma separated. */
        TEXTS,
        /**
         * An object, read by its shape into the same scope; a plain text where one stands instead.
         */
        OBJECT,
        /** Kept as text, whatever it is, and then read by its shape. */
        DOCUMENT,
        /** {@code properties}: read by its shape into the inner scope. */
        PROPERTIES,
        /** The records of an envelope or of a Graph list. */
        RECORDS,
        /** Targets of an audit record. */
        TARGETS,
        /** Modified properties, values decoded from JSON in a string. */
        CHANGES,
        /** Modified properties with plain values. */
        PLAIN_CHANGES,
        /** Additional details. */
        PAIRS,
        /** Steps of a sign-in. */
        STEPS
    }
}
