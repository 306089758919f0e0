package io.entracep.rule;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a correlation counts or compares within its window. */
public enum CorrelationType {
    /** Records. */
    EVENT_COUNT,
    /** Different values of a field. */
    VALUE_COUNT,
    /** Rules that matched, in any order. */
    TEMPORAL,
    /** Rules that matched, in the order of the list. */
    TEMPORAL_ORDERED,
    /** The sum of a field. */
    VALUE_SUM,
    /** The mean of a field. */
    VALUE_AVG,
    /** A percentile of a field. */
    VALUE_PERCENTILE;

    /** The word as rules spell it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether several rules must have matched. */
    public boolean isTemporal() {
        return this == TEMPORAL || this == TEMPORAL_ORDERED;
    }

    /** Whether values of a field make the figure. */
    public boolean readsValues() {
        return !isTemporal() && this != EVENT_COUNT;
    }

    static Optional<CorrelationType> of(String word) {
        return Arrays.stream(values()).filter(type -> type.word().equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(CorrelationType::word).toList();
    }
}
