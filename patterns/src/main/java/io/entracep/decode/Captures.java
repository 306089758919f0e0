package io.entracep.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The texts of one scope that rules look at, by index of their keys. */
final class Captures {

    /** Stands for something that is no text. */
    private static final List<String> NOT_TEXT = new ArrayList<>(0);

    private static final List<String> NOTHING = List.of();

    /** Null, a text, a list of texts, or {@link #NOT_TEXT}. */
    private final @Nullable Object[] found;

    private boolean empty = true;

    Captures(int size) {
        found = new @Nullable Object[size];
    }

    void add(int index, String text) {
        if (index >= found.length) {
            return; // An element of an array that the decoder itself takes apart.
        }
        empty = false;
        Object before = found[index];
        if (before == null) {
            found[index] = text;
        } else if (before instanceof String first) {
            found[index] = new ArrayList<>(List.of(first, text));
        } else if (before != NOT_TEXT) {
            @SuppressWarnings("unchecked") // Nothing else is put there.
            List<String> texts = (List<String>) before;
            texts.add(text);
        }
    }

    void addNotText(int index) {
        if (index < found.length) {
            empty = false;
            found[index] = NOT_TEXT;
        }
    }

    /** Null where something is there that is no text. */
    @Nullable List<String> get(int index) {
        Object value = found[index];
        if (value == null) {
            return NOTHING;
        }
        if (value instanceof String text) {
            return List.of(text);
        }
        if (value == NOT_TEXT) {
            return null;
        }
        @SuppressWarnings("unchecked") // Nothing else is put there.
        List<String> texts = (List<String>) value;
        return texts;
    }

    void clear() {
        if (!empty) {
            Arrays.fill(found, null);
            empty = true;
        }
    }
}
