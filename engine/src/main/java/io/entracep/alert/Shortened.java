package io.entracep.alert;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what an alert says, so that no log field makes it larger than receivers take: Event Hubs
 * refuses a message over 1 MB, and a field may be as long as one.
 */
final class Shortened {
    /** Characters of one field of a record. */
    private static final int FIELD = 400;

    /** Characters of one fact of the reason, which may list some names. */
    private static final int FACT = 2000;

    /** Pieces of evidence: the first and the last of more. */
    private static final int EVIDENCE = 60;

    /** Stands where something was left out. */
    private static final String MARK = "…";

    private Shortened() {}

    /** A field of a record. */
    static String field(String text) {
        return text(text, FIELD);
    }

    /** A field of a record; null for null. */
    static @Nullable String optional(@Nullable String text) {
        return text == null ? null : field(text);
    }

    /** A fact of the reason. */
    static String fact(String text) {
        return text(text, FACT);
    }

    /** The text, or its beginning and the mark. Cuts between characters, not within one. */
    private static String text(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int end = limit - MARK.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
                + MARK;
    }

    /** The first and the last of too many. */
    static <T> List<T> evidence(List<T> all) {
        if (all.size() <= EVIDENCE) {
            return all;
        }
        List<T> ends = new ArrayList<>(all.subList(0, EVIDENCE / 2));
        ends.addAll(all.subList(all.size() - EVIDENCE / 2, all.size()));
        return ends;
    }
}
