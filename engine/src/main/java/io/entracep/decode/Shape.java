package io.entracep.decode;

import io.entracep.decode.Slot.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which keys of an object are wanted. Keys are found as spelled, else ignoring case, else without
 * the suffix that Log Analytics gives to columns whose type once changed ({@code
 * LocationDetails_string}), else without underscores, which the Elastic Common Schema puts between
 * words. Not thread-safe: it remembers the spellings that it has met.
 */
final class Shape {

    private static final Slot UNWANTED = new Slot("", Kind.UNWANTED, null, null);

    private final Map<String, Slot> byLowerCase = new HashMap<>();
    private Spellings met = new Spellings();

    /** The slot for a key, of kind {@link Kind#UNWANTED} where there is none. */
    Slot slot(String key) {
        Slot slot = met.get(key);
        if (slot == null) {
            slot = find(key);
            met.putIfAbsent(key, slot);
        }
        return slot;
    }

    /** The first name is the vendor's, which wins over other spellings within one object. */
    Shape text(Field field, String... names) {
        return put(Kind.TEXT, field, null, names);
    }

    Shape texts(Field field, String... names) {
        return put(Kind.TEXTS, field, null, names);
    }

    Shape object(Shape inside, String... names) {
        return put(Kind.OBJECT, null, inside, names);
    }

    Shape objectOrText(Field field, Shape inside, String... names) {
        return put(Kind.OBJECT, field, inside, names);
    }

    Shape put(Kind kind, @Nullable Field field, @Nullable Shape inside, String... names) {
        for (String name : names) {
            Slot slot = new Slot(name, kind, field, inside);
            byLowerCase.put(name.toLowerCase(Locale.ROOT), slot);
            met.putIfAbsent(name, slot);
        }
        return this;
    }

    /** Takes over everything that the other shape wants and this one does not. */
    Shape with(Shape other) {
        other.byLowerCase.forEach(
                (name, slot) -> {
                    if (byLowerCase.putIfAbsent(name, slot) == null) {
                        met.putIfAbsent(slot.name(), slot);
                    }
                });
        return this;
    }

    /**
     * Wants the text at these keys for rules, too. Before the first record is read.
     *
     * @param steps keys with their spellings
     * @return false where it cannot be had so: it stands in what is taken apart otherwise
     */
    boolean capture(List<List<String>> steps, int index) {
        boolean streamed = true;
        for (String name : steps.get(0)) {
            Slot slot = captured(name, steps.subList(1, steps.size()), index);
            streamed &= slot != null;
            if (slot != null) {
                byLowerCase.put(name.toLowerCase(Locale.ROOT), slot);
            }
        }
        met = new Spellings();
        byLowerCase.values().forEach(wanted -> met.putIfAbsent(wanted.name(), wanted));
        return streamed;
    }

    private @Nullable Slot captured(String name, List<List<String>> rest, int index) {
        Slot slot = find(name);
        if (slot.kind() == Kind.UNWANTED) {
            slot = new Slot(name, rest.isEmpty() ? Kind.TEXT : Kind.OBJECT, null, null);
        }
        if (slot.kind() == Kind.STEPS && slot.shape() != null && rest.size() == 1) {
            return slot.shape().capture(rest, index)
                    ? new Slot(
                            slot.name(), slot.kind(), slot.field(), slot.shape(), slot.captures())
                    : null;
        }
        if (!isText(slot)) {
            return null;
        }
        if (rest.isEmpty()) {
            return slot.capturedAs(index);
        }
        Shape inside = slot.shape() == null ? new Shape() : slot.shape();
        return inside.capture(rest, index)
                ? new Slot(slot.name(), Kind.OBJECT, slot.field(), inside, slot.captures())
                : null;
    }

    private static boolean isText(Slot slot) {
        return slot.kind() == Kind.TEXT || slot.kind() == Kind.OBJECT;
    }

    private Slot find(String key) {
        String name = key.toLowerCase(Locale.ROOT);
        Slot slot = byLowerCase.get(name);
        if (slot == null && name.endsWith("_string")) {
            slot = byLowerCase.get(name.substring(0, name.length() - "_string".length()));
        } else if (slot == null && name.endsWith("_dynamic")) {
            slot = byLowerCase.get(name.substring(0, name.length() - "_dynamic".length()));
        }
        if (slot == null && name.indexOf('_') > 0) {
            slot = byLowerCase.get(name.replace("_", ""));
        }
        return slot == null ? UNWANTED : slot;
    }
}
