package io.entracep.decode;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The texts of one object by field: a map without the cost of one. */
@SuppressWarnings("EnumOrdinal") // The ordinal is an index here and leaves this class nowhere.
final class Texts {

    private final @Nullable String[] texts = new @Nullable String[Field.COUNT];

    /** What rules look at. */
    final Captures captures;

    Texts() {
        this(0);
    }

    /**
     * @param captured how many texts rules look at
     */
    Texts(int captured) {
        captures = new Captures(captured);
    }

    /** As logged, null where missing. */
    @Nullable String get(Field field) {
        return texts[field.ordinal()];
    }

    /** Without blanks around it, null where it says nothing. */
    @Nullable String present(Field field) {
        return Values.present(texts[field.ordinal()]);
    }

    void set(Field field, String text) {
        texts[field.ordinal()] = text;
    }

    Texts clear() {
        Arrays.fill(texts, null);
        captures.clear();
        return this;
    }
}
