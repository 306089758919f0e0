package io.entracep.decode;

import io.entracep.event.Change;
import io.entracep.event.Party;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was read of one record, before it is known which log it belongs to ({@code category} may
 * come last). One per decoder, cleared for each record.
 */
final class RawRecord {

    static final int MAX_TARGETS = 32;
    static final int MAX_CHANGES = 64;
    static final int MAX_DETAILS = 64;
    static final int MAX_VALUE_LENGTH = 8192;

    /** Texts of the envelope, or of the whole record where it has no {@code properties}. */
    final Texts outer;

    /** Texts under {@code properties}. */
    final Texts inner;

    final List<Party> targets = new ArrayList<>();
    final List<Change> changes = new ArrayList<>();
    final Map<String, String> details = new LinkedHashMap<>();
    final Steps steps = new Steps();

    /** How its dates are written. */
    DateOrder dates = DateOrder.MONTH_FIRST;

    /** Whose it is if it does not say so itself. */
    @Nullable String tenant;

    private boolean hasProperties;
    private boolean propertiesIsObject;
    private boolean unusual;

    /**
     * @param captured how many texts rules look at
     */
    RawRecord(int captured) {
        outer = new Texts(captured);
        inner = new Texts(captured);
    }

    void clear() {
        outer.clear();
        if (hasProperties) {
            inner.clear();
        }
        hasProperties = false;
        propertiesIsObject = false;
        unusual = false;
        targets.clear();
        changes.clear();
        details.clear();
        steps.clear();
    }

    /**
     * @param isObject whether they are an object, or a text that is one
     */
    void beginProperties(boolean isObject) {
        hasProperties = true;
        propertiesIsObject |= isObject;
    }

    boolean isPropertiesAnObject() {
        return propertiesIsObject;
    }

    /** Something is there that streaming does not read as rules do. */
    void beginUnusual() {
        unusual = true;
    }

    /** Whether what was captured for rules is all there is. */
    boolean isPlain() {
        return !unusual;
    }

    /** Whether there is an envelope around {@code properties}. */
    boolean hasProperties() {
        return hasProperties;
    }

    /** Text of {@code properties}, else of the record itself. */
    @Nullable String get(Field field) {
        String value = inner.get(field);
        return value != null ? value : outer.get(field);
    }

    /** {@link #get} where it says something. */
    @Nullable String present(Field field) {
        return Values.first(inner.get(field), outer.get(field));
    }

    /** The time in a field, {@link Times#NONE} where it has none. */
    long time(Field field) {
        return Times.parse(get(field), dates);
    }

    /** Text of the envelope. */
    @Nullable String envelope(Field field) {
        return outer.present(field);
    }

    void detail(@Nullable String key, @Nullable String value) {
        String name = Values.present(key);
        String text = Values.present(value);
        if (name != null && text != null && details.size() < MAX_DETAILS) {
            details.putIfAbsent(name, Values.cut(text, MAX_VALUE_LENGTH));
        }
    }

    void change(@Nullable String name, @Nullable String oldValue, @Nullable String newValue) {
        if (changes.size() < MAX_CHANGES) {
            changes.add(new Change(name == null ? "" : name, cut(oldValue), cut(newValue)));
        }
    }

    void target(Party target) {
        if (targets.size() < MAX_TARGETS) {
            targets.add(target);
        }
    }

    private static @Nullable String cut(@Nullable String value) {
        return value == null ? null : Values.cut(value, MAX_VALUE_LENGTH);
    }
}
