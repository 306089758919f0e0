package io.entracep.decode;

/** A position in a text, and whether something there was not what it had to be. */
abstract class TextScanner {
    final String text;
    int at;
    boolean failed;

    TextScanner(String text) {
        this.text = text;
    }

    final int number(int maxDigits) {
        int start = at;
        int value = 0;
        while (at < text.length() && at - start < maxDigits && isDigit(text.charAt(at))) {
            value = value * 10 + text.charAt(at++) - '0';
        }
        failed |= at == start;
        return value;
    }

    final int fraction() {
        int millis = 0;
        int digits = 0;
        for (; at < text.length() && isDigit(text.charAt(at)); at++) {
            if (digits++ < 3) {
                millis = millis * 10 + text.charAt(at) - '0';
            }
        }
        failed |= digits == 0;
        for (; digits < 3; digits++) {
            millis *= 10;
        }
        return millis;
    }

    /** Blanks, also the narrow one that newer cultures put before AM and PM. */
    final boolean blanks() {
        int start = at;
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        return at > start;
    }

    /** Digits from here on; 0 for none. */
    final int digits() {
        int end = at;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end - at;
    }

    /** Letters from here on; 0 for none. */
    final int name() {
        int end = at;
        while (end < text.length() && isLetter(text.charAt(end))) {
            end++;
        }
        return end - at;
    }

    final boolean peek(char expected) {
        return at < text.length() && text.charAt(at) == expected;
    }

    final boolean take(char expected) {
        boolean found = peek(expected);
        if (found) {
            at++;
        }
        return found;
    }

    final boolean word(String expected) {
        boolean found = text.regionMatches(at, expected, 0, expected.length());
        if (found) {
            at += expected.length();
        }
        return found;
    }

    final void expect(char expected) {
        failed |= !take(expected);
    }

    static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\u00a0' || c == '\u202f';
    }
}
