package io.entracep.decode;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** JSON in Base64, as what moves messages of Event Hubs writes their bodies. */
final class Base64Text {

    /** Shorter ones hold no record. */
    private static final int SHORTEST = 40;

    private Base64Text() {}

    /** The JSON in the text; null where there is none. */
    static byte @Nullable [] json(String text) {
        if (text.length() < SHORTEST || !isAlphabet(text, SHORTEST) || !begins(text)) {
            return null;
        }
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return null; // Some other text.
        }
    }

    /** Whether the first bytes are blanks and a bracket. */
    private static boolean begins(String text) {
        for (byte b : Base64.getDecoder().decode(text.substring(0, SHORTEST))) {
            if (!Extents.isBlank(b)) {
                return b == '{' || b == '[';
            }
        }
        return false;
    }

    private static boolean isAlphabet(String text, int length) {
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (!TextScanner.isLetter(c) && !TextScanner.isDigit(c) && c != '+' && c != '/') {
                return false;
            }
        }
        return true;
    }
}
