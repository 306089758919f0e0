package io.entracep.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * JSON on one line. What could move the cursor or turn the direction of a line is escaped, so that
 * showing a file does no harm: its texts are attacker-controlled.
 */
public final class JsonText {
    private static final JsonFactory FACTORY =
            new JsonFactoryBuilder().characterEscapes(new Escapes()).build();

    private JsonText() {}

    /** Writes one value. */
    @FunctionalInterface
    public interface Content {
        /** Writes to the generator, and leaves it open. */
        void writeTo(JsonGenerator json) throws IOException;
    }

    /** What the content writes, without a line break. */
    public static String of(Content content) {
        return of(content, false);
    }

    /** What the content writes, on several lines, for people. */
    public static String indented(Content content) {
        return of(content, true);
    }

    private static String of(Content content, boolean indented) {
        StringWriter text = new StringWriter(1024);
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            if (indented) {
                json.useDefaultPrettyPrinter();
            }
            content.writeTo(json);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory cannot fail", e);
        }
        return text.toString();
    }

    private static final class Escapes extends CharacterEscapes {
        private static final long serialVersionUID = 1L;

        private static final int[] ASCII = ascii();

        private static int[] ascii() {
            int[] escapes = standardAsciiEscapesForJSON();
            escapes[0x7f] = ESCAPE_STANDARD;
            return escapes;
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return ASCII.clone();
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int c) {
            return TerminalText.isHarmless((char) c)
                    ? null
                    : new SerializedString(String.format("\\u%04x", c));
        }
    }
}
