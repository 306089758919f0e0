package io.entracep.decode;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.nio.charset.StandardCharsets;

/** Says of a text that is no JSON what is wrong with it, in words of those who exported it. */
final class SyntaxTrouble {

    private static final String CUT_SHORT =
            "The record ends in the middle: the file or message was cut short, or a line break stands inside a text.";

    private static final String NO_RECORD = "This is neither JSON nor a row of a table: \"%s\".";

    /** Bytes that are shown of a text. */
    private static final int SHOWN = 40;

    /** Bytes that are shown before the place where reading stopped. */
    private static final int BEFORE = 15;

    private SyntaxTrouble() {}

    /**
     * One sentence.
     *
     * @param base index of the first byte that the parser saw
     * @param record index of the first byte of what could not be read
     * @param end index behind the last byte
     */
    static String of(JacksonException e, byte[] bytes, int base, int record, int end) {
        int first = firstByte(bytes, record, end);
        if (first < end && "{[\"".indexOf(bytes[first]) < 0) {
            return NO_RECORD.formatted(shown(bytes, first, end));
        }
        if (e instanceof JsonEOFException) {
            return CUT_SHORT;
        }
        if (first + 1 < end && bytes[first] == '{' && bytes[first + 1] == '\'') {
            return "The record is a dictionary as Python prints it, not JSON. Write it with json.dumps.";
        }
        JsonLocation place = e.getLocation();
        long offset = place == null ? -1 : place.getByteOffset();
        int at = offset < 0 ? first : (int) Math.min(end, base + offset);
        return "The JSON is broken at \"%s\"."
                .formatted(shown(bytes, Math.max(first, at - BEFORE), end));
    }

    /** The same for what begins at an index and was not looked at by the parser. */
    static String at(byte[] bytes, int index, int end) {
        return bytes[index] == '{'
                ? "The record does not end, or its brackets do not match."
                : NO_RECORD.formatted(shown(bytes, index, end));
    }

    /** The limit that a record goes beyond. */
    static String ofLimit(JacksonException e) {
        String message = e.getOriginalMessage();
        return message.contains("nesting depth")
                ? "Objects are nested too deeply in each other."
                : message.contains("String value length")
                        ? "A text in the record is too long."
                        : "The record is beyond a limit: " + message;
    }

    private static int firstByte(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && (Extents.isBlank(bytes[at]) || bytes[at] == ',')) {
            at++;
        }
        return at;
    }

    /** Printable, on one line. */
    private static String shown(byte[] bytes, int from, int end) {
        int to = Math.min(end, from + SHOWN);
        StringBuilder text = new StringBuilder();
        new String(bytes, from, to - from, StandardCharsets.UTF_8)
                .strip()
                .codePoints()
                .map(c -> Character.isISOControl(c) || c == 0xfffd ? '.' : c)
                .forEach(text::appendCodePoint);
        return text + (to < end ? " …" : "");
    }
}
