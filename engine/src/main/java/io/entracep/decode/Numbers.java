package io.entracep.decode;

import com.fasterxml.jackson.core.io.NumberInput;
import org.jspecify.annotations.Nullable;

/** Numbers that a log may write as a number or as a text. */
final class Numbers {

    private static final int LONGEST = 40;

    private Numbers() {}

    /**
     * The whole number in the text, also where a table made {@code 50126.0} of it; {@code
     * otherwise} where there is none.
     */
    static long parse(@Nullable String text, long otherwise) {
        if (text == null || text.isEmpty() || text.length() > 18) {
            return otherwise;
        }
        int at = text.charAt(0) == '-' ? 1 : 0;
        if (at == text.length()) {
            return otherwise;
        }
        long value = 0;
        for (int i = at; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && i > at && text.regionMatches(i, ".0", 0, text.length() - i)) {
                break;
            }
            if (c < '0' || c > '9') {
                return otherwise;
            }
            value = value * 10 + c - '0';
        }
        return at == 1 ? -value : value;
    }

    /** As {@link #parse}, within an {@code int}. */
    static int parseInt(@Nullable String text, int otherwise) {
        long value = parse(text, otherwise);
        return value < Integer.MIN_VALUE || value > Integer.MAX_VALUE ? otherwise : (int) value;
    }

    /** The decimal number in the text; NaN where there is none. */
    static double decimal(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return Double.NaN;
        }
        try {
            return NumberInput.parseDouble(text, true);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
