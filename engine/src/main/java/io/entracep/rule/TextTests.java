package io.entracep.rule;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** Tests of texts. */
final class TextTests {

    private TextTests() {}

    /** A test that compares with one text. */
    sealed interface Plain extends ValueTest {
        /** The fold's form. */
        String text();

        /** Which differences do not count. */
        Fold fold();

        /**
         * The test that passes where one of its kind with one of these texts does.
         *
         * @param folded two or more
         */
        ValueTest anyOf(Set<String> folded);
    }

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
    record Equals(String text, Fold fold) implements Plain {
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
        public ValueTest anyOf(Set<String> folded) {
            return new OneOf(folded, fold);
        }

        @Override
        public int cost() {
            return 1;
        }
    }

    /**
     * One of many.
     *
     * @param folded the fold's forms
     */
    record OneOf(Set<String> folded, Fold fold) implements ValueTest {
        OneOf {
            Set<String> texts =
                    fold.caseless()
                            ? new TreeSet<>(String.CASE_INSENSITIVE_ORDER)
                            : new HashSet<>();
            texts.addAll(folded);
            folded = Collections.unmodifiableSet(texts);
        }

        @Override
        public boolean test(String value) {
            return folded.contains(prepared(value, fold));
        }

        @Override
        public int cost() {
            return 2;
        }
    }

    /** The beginning is one of many. */
    record StartsWithOneOf(Needles needles) implements ValueTest {
        @Override
        public boolean test(String value) {
            return needles.areAt(prepared(value, needles.fold()), 0);
        }

        @Override
        public int cost() {
            return 2;
        }
    }

    /** One of many anywhere in the value. */
    record ContainsOneOf(Needles needles) implements ValueTest {
        @Override
        public boolean test(String value) {
            String prepared = prepared(value, needles.fold());
            for (int i = 0; i <= prepared.length(); i++) {
                if (needles.areAt(prepared, i)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public int cost() {
            return 12;
        }
    }

    /** The beginning of the value. */
    record StartsWith(String text, Fold fold) implements Plain {
        StartsWith(String text, Fold fold) {
            this.text = fold.part(text);
            this.fold = fold;
        }

        @Override
        public boolean test(String value) {
            return prepared(value, fold).regionMatches(fold.caseless(), 0, text, 0, text.length());
        }

        @Override
        public ValueTest anyOf(Set<String> folded) {
            return new StartsWithOneOf(new Needles(folded, fold));
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
    record Contains(String text, Fold fold) implements Plain {
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
        public ValueTest anyOf(Set<String> folded) {
            return new ContainsOneOf(new Needles(folded, fold));
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
