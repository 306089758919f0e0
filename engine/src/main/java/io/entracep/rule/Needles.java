package io.entracep.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Texts to look for at a place of another text, found by their first character. */
final class Needles {
    private static final int ASCII = 128;

    private final Fold fold;

    /** By the fold's form of their first character; the last are those that start with others. */
    private final String[][] byFirst = new String[ASCII + 1][];

    private final boolean hasEmpty;

    /**
     * @param folded the fold's forms
     */
    Needles(Set<String> folded, Fold fold) {
        this.fold = fold;
        this.hasEmpty = folded.contains("");
        List<List<String>> buckets = new ArrayList<>();
        for (int i = 0; i <= ASCII; i++) {
            buckets.add(new ArrayList<>());
        }
        for (String text : folded) {
            if (!text.isEmpty()) {
                buckets.get(Math.min(text.charAt(0), ASCII)).add(text);
            }
        }
        for (int i = 0; i <= ASCII; i++) {
            byFirst[i] = buckets.get(i).toArray(new String[0]);
        }
    }

    Fold fold() {
        return fold;
    }

    /** Whether one of them stands in the text at this index. */
    boolean areAt(String text, int index) {
        if (hasEmpty) {
            return true;
        }
        if (index >= text.length()) {
            return false;
        }
        for (String each : byFirst[Math.min(fold.ofChar(text.charAt(index)), ASCII)]) {
            if (text.regionMatches(fold.caseless(), index, each, 0, each.length())) {
                return true;
            }
        }
        return false;
    }
}
