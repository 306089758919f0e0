package io.entracep.rule;

import java.util.Set;

/** Tests of texts. */
final class TextTests {

    private TextTests() {}

    /** It has a character that ends no line. */
    record AnyCharacter() implements ValueTest {
        @Override
        public boolean test(String value) {
            for (int i = 0; i < value.length(); i++) {
                if (value.charAt(i) != '\n') {
                    return true;
                }
            }
            return false;
        }

        @Override
        public int cost() {
            return 1;
        }
    }

    /** The fold's form, or the text itself where comparing ignores case anyway. */
    private static String prepared(String text, Fold fold) {
        return fold.dashes() || fold.activity() ? fold.of(text) : text;
    }

    /** The whole value. */
    record Equals(String text, Fold fold) implements ValueTest {
        Equals(String text, Fold fold) {
            this.text = fold.of(text);
            this.fold = fold;
        }

        @Override
        public boolean test(String value) {
            String prepared = prepared(value, fold);
            return prepared.length() == text.length()
                    && prepared.regionMatches(fold.caseless(), 0, text, 0, text.length());
        }

        @Override
        public int cost() {
            return 1;
        }
    }

    /** One of many. */
    record OneOf(Set<String> folded, Fold fold) implements ValueTest {
        OneOf {
            folded = Set.copyOf(folded);
        }

        @Override
        public boolean test(String value) {
            return folded.contains(fold.of(value));
        }

        @Override
        public int cost() {
            return 2;
        }
    }

    /** The beginning of the value. */
    record StartsWith(String text, Fold fold) implements ValueTest {
        StartsWith(String text, Fold fold) {
            this.text = fold.part(text);
            this.fold = fold;
        }

        @Override
        public boolean test(String value) {
            return prepared(value, fold).regionMatches(fold.caseless(), 0, text, 0, text.length());
        }

        @Override
        public int cost() {
            return 1;
        }
    }

    /** The end of the value. */
    record EndsWith(String text, Fold fold) implements ValueTest {
        EndsWith(String text, Fold fold) {
            this.text = fold.part(text);
            this.fold = fold;
        }

        @Override
        public boolean test(String value) {
            String prepared = prepared(value, fold);
            int from = prepared.length() - text.length();
            return from >= 0
                    && prepared.regionMatches(fold.caseless(), from, text, 0, text.length());
        }

        @Override
        public int cost() {
            return 1;
        }
    }

    /** Anywhere in the value. */
    record Contains(String text, Fold fold) implements ValueTest {
        Contains(String text, Fold fold) {
            this.text = fold.part(text);
            this.fold = fold;
        }

        @Override
        public boolean test(String value) {
            if (text.isEmpty()) {
                return true;
            }
            String prepared = prepared(value, fold);
            char first = text.charAt(0);
            char upper =
                    fold.caseless() && first >= 'a' && first <= 'z' ? (char) (first - 32) : first;
            for (int i = 0; i <= prepared.length() - text.length(); i++) {
                char c = prepared.charAt(i);
                // Nearly all characters are such that no fold changes but to lower case.
                boolean plain = c < 128 && c != '/';
                if ((plain ? c == first || c == upper : fold.ofChar(c) == first)
                        && prepared.regionMatches(fold.caseless(), i, text, 0, text.length())) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public int cost() {
            return 8;
        }
    }

    /** A pattern with wildcards inside. Time grows with both lengths multiplied at worst. */
    static final class Wildcard implements ValueTest {
        private final int[] symbols;
        private final Fold fold;

        Wildcard(SigmaPattern pattern, Fold fold) {
            this.fold = fold;
            this.symbols =
                    pattern.symbols().stream()
                            .mapToInt(
                                    symbol ->
                                            symbol < 0
                                                    ? symbol
                                                    : fold.ofChar((char) symbol.intValue()))
                            .toArray();
        }

        @Override
        public boolean test(String value) {
            String text = fold.of(value);
            int at = 0;
            int symbol = 0;
            int retryAt = -1;
            int retrySymbol = -1;
            while (at < text.length()) {
                if (symbol < symbols.length && symbols[symbol] == SigmaPattern.ANY_TEXT) {
                    retrySymbol = ++symbol;
                    retryAt = at;
                } else if (symbol < symbols.length
                        && (symbols[symbol] == SigmaPattern.ANY_CHARACTER
                                || symbols[symbol] == text.charAt(at))) {
                    symbol++;
                    at++;
                } else if (retrySymbol >= 0) {
                    symbol = retrySymbol;
                    at = ++retryAt;
                } else {
                    return false;
                }
            }
            while (symbol < symbols.length && symbols[symbol] == SigmaPattern.ANY_TEXT) {
                symbol++;
            }
            return symbol == symbols.length;
        }

        @Override
        public int cost() {
            return 16;
        }
    }
}
