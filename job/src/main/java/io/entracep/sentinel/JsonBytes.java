package io.entracep.sentinel;

import java.nio.charset.StandardCharsets;

/**
 * How many bytes a text needs within a request, as UTF-8 and escaped for JSON. Never less than the
 * text alone needs as UTF-8, and never less than what is sent.
 */
final class JsonBytes {
    /** Ends a text that was cut. */
    static final String MARK = "…[cut]";

    private static final int MARK_BYTES = MARK.getBytes(StandardCharsets.UTF_8).length;
    private static final int BACKSLASH_U_AND_FOUR_DIGITS = 6;

    private JsonBytes() {}

    static boolean fits(String text, int maxBytes) {
        return end(text, maxBytes) == text.length();
    }

    /** The beginning of the text and the mark, together at most this long. */
    static String cut(String text, int maxBytes) {
        return text.substring(0, end(text, maxBytes - MARK_BYTES)) + MARK;
    }

    /** Where the part ends that fits: the end, or the beginning of a code point. */
    private static int end(String text, int maxBytes) {
        int bytes = 0;
        int index = 0;
        while (index < text.length()) {
            int codePoint = text.codePointAt(index);
            bytes += bytes(codePoint);
            if (bytes > maxBytes) {
                return index;
            }
            index += Character.charCount(codePoint);
        }
        return index;
    }

    private static int bytes(int codePoint) {
        if (codePoint == '"' || codePoint == '\\') {
            return 2;
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    BACKSLASH_U_AND_FOUR_DIGITS;
            default -> utf8(codePoint);
        };
    }

    private static int utf8(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return Character.isBmpCodePoint(codePoint) ? 3 : 4;
    }
}
