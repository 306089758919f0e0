package io.entracep.state;

import io.entracep.signal.Observation;
import java.util.Objects;

/** What separates the groups of a need, ordered by hash; where hashes are equal, by text. */
record Split(long hash, String text) implements Comparable<Split> {
    private static final Split ONLY = new Split(0, "");

    static Split of(Need need, Observation entry) {
        if (need.split() == null) {
            return ONLY;
        }
        String text = text(need, entry);
        return new Split(Need.orderOf(text), text);
    }

    /** A missing value is a group of its own. */
    static String text(Need need, Observation entry) {
        return need.split() == null
                ? ONLY.text()
                : Objects.requireNonNullElse(need.split().apply(entry), Need.MISSING);
    }

    @Override
    public int compareTo(Split that) {
        int byHash = Long.compare(hash, that.hash);
        return byHash != 0 ? byHash : text.compareTo(that.text);
    }
}
