package io.entracep.decode;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The slots of the keys that were met, by spelling. Keys come interned from the parser, so nearly
 * every look-up is one comparison of references; a general map costs a tenth of decoding.
 */
final class Spellings {

    private static final int CAPACITY = 1024;
    private static final int MASK = CAPACITY - 1;

    /** Spellings beyond these, made up by somebody, are not remembered. */
    private static final int LIMIT = CAPACITY / 2;

    private final @Nullable String[] keys = new @Nullable String[CAPACITY];
    private final @Nullable Slot[] slots = new @Nullable Slot[CAPACITY];
    private int size;

    /** Null where the spelling was not met. */
    @Nullable Slot get(String key) {
        for (int i = index(key); keys[i] != null; i = (i + 1) & MASK) {
            if (Objects.equals(keys[i], key)) {
                return slots[i];
            }
        }
        return null;
    }

    void putIfAbsent(String key, Slot slot) {
        int i = index(key);
        while (keys[i] != null) {
            if (Objects.equals(keys[i], key)) {
                return;
            }
            i = (i + 1) & MASK;
        }
        if (size < LIMIT) {
            keys[i] = key;
            slots[i] = slot;
            size++;
        }
    }

    private static int index(String key) {
        int hash = key.hashCode();
        return (hash ^ (hash >>> 15)) & MASK;
    }
}
