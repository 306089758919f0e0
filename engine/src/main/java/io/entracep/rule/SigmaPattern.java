package io.entracep.rule;

import java.util.ArrayList;
import java.util.List;

/**
 * A text with Sigma's wildcards: {@code *} for any characters and {@code ?} for one, each plain
 * behind a backslash. A backslash before anything else is a backslash.
 *
 * @param symbols characters, or {@link #ANY_TEXT} and {@link #ANY_CHARACTER}
 */
record SigmaPattern(List<Integer> symbols) {

    static final int ANY_TEXT = -1;
    static final int ANY_CHARACTER = -2;

    SigmaPattern {
        symbols = List.copyOf(symbols);
    }

    static SigmaPattern parse(String text) {
        List<Integer> symbols = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() && "\\*?".indexOf(text.charAt(i + 1)) >= 0) {
                i++;
                symbols.add((int) text.charAt(i));
            } else {
                symbols.add(c == '*' ? ANY_TEXT : c == '?' ? ANY_CHARACTER : c);
            }
        }
        return new SigmaPattern(symbols);
    }

    static SigmaPattern literal(String text) {
        return new SigmaPattern(text.chars().boxed().toList());
    }

    boolean isLiteral() {
        return symbols.stream().allMatch(symbol -> symbol >= 0);
    }

    /** The characters, where all are. */
    String text() {
        StringBuilder text = new StringBuilder();
        symbols.forEach(symbol -> text.append((char) symbol.intValue()));
        return text.toString();
    }

    /** With any text before it. */
    SigmaPattern afterAnything() {
        List<Integer> more = new ArrayList<>(List.of(ANY_TEXT));
        more.addAll(symbols);
        return new SigmaPattern(more);
    }

    /** With any text behind it. */
    SigmaPattern beforeAnything() {
        List<Integer> more = new ArrayList<>(symbols);
        more.add(ANY_TEXT);
        return new SigmaPattern(more);
    }

    /** The cheapest test that is the same. */
    ValueTest toTest(Fold fold) {
        int from = 0;
        int to = symbols.size();
        while (from < to && symbols.get(from) == ANY_TEXT) {
            from++;
        }
        boolean openStart = from > 0;
        while (to > from && symbols.get(to - 1) == ANY_TEXT) {
            to--;
        }
        boolean openEnd = to < symbols.size() || (openStart && to == from);
        SigmaPattern core = new SigmaPattern(symbols.subList(from, to));
        if (!core.isLiteral()) {
            return new TextTests.Wildcard(this, fold);
        }
        String text = core.text();
        if (openStart && openEnd) {
            return new TextTests.Contains(text, fold);
        }
        return openStart
                ? new TextTests.EndsWith(text, fold)
                : openEnd ? new TextTests.StartsWith(text, fold) : new TextTests.Equals(text, fold);
    }
}
