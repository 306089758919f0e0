package io.entracep.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The texts of one scope that rules look at, by index of their keys. */
final class Captures {

    /** Stands for something that is no text. */
    private static final List<@Nullable String> NOT_TEXT = new ArrayList<>(0);

    /** Stands for a JSON null; no record has it, since texts are compared by identity here. */
    @SuppressWarnings("StringOperationCanBeSimplified") // An instance of its own.
    private static final String NULL = new String("null");

    private static final List<@Nullable String> NOTHING = List.of();
    private static final List<@Nullable String> ONE_NULL = Collections.singletonList(null);

    /** Null, a text, a list of texts, or {@link #NOT_TEXT}. */
    private final @Nullable Object[] found;

    private boolean empty = true;

    Captures(int size) {
        found = new @Nullable Object[size];
    }

    void add(int index, @Nullable String text) {
        if (index >= found.length) {
            return; // An element of an array that the decoder itself takes apart.
        }
        empty = false;
        Object before = found[index];
        if (before == null) {
            found[index] = text == null ? NULL : text;
        } else if (before instanceof String first) {
            List<@Nullable String> both = new ArrayList<>(2);
            both.add(isNull(first) ? null : first);
            both.add(text);
            found[index] = both;
        } else if (before != NOT_TEXT) {
            list(before).add(text);
        }
    }

    void addNotText(int index) {
        if (index < found.length) {
            empty = false;
            found[index] = NOT_TEXT;
        }
    }

    /** In the order of the record, a JSON null as null; null where something is no text. */
    @Nullable List<@Nullable String> get(int index) {
        Object value = found[index];
        if (value == null) {
            return NOTHING;
        }
        if (value instanceof String text) {
            return isNull(text) ? ONE_NULL : List.of(text);
        }
        return value == NOT_TEXT ? null : list(value);
    }

    void clear() {
        if (!empty) {
            Arrays.fill(found, null);
            empty = true;
        }
    }

    @SuppressWarnings("ReferenceEquality") // A marker.
    private static boolean isNull(String text) {
        return text == NULL;
    }

    @SuppressWarnings("unchecked") // Nothing else is put there.
    private static List<@Nullable String> list(Object value) {
        return (List<@Nullable String>) value;
    }
}
