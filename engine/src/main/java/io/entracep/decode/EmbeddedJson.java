package io.entracep.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Values of modified properties: texts that hold JSON. {@code "X"} is X, {@code ["X","Y"]} is X,Y,
 * {@code []} and {@code ""} are nothing; objects, and arrays that hold any, stay JSON. What is no
 * JSON is taken as it is, without quotes around it.
 */
final class EmbeddedJson {

    private final JsonFactory factory;

    EmbeddedJson(JsonFactory factory) {
        this.factory = factory;
    }

    /** The value in the text; null where empty. */
    @Nullable String decode(@Nullable String logged) {
        String text = Values.present(logged);
        if (text == null) {
            return null;
        }
        char first = text.charAt(0);
        if (first == '"' && isPlain(text)) {
            return Values.present(text.substring(1, text.length() - 1));
        }
        if (first != '"' && first != '[') {
            return text;
        }
        try (JsonParser parser = factory.createParser(text)) {
            return value(parser, text);
        } catch (IOException e) {
            return Values.present(withoutQuotes(text));
        }
    }

    private static @Nullable String value(JsonParser parser, String text) throws IOException {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            String value = parser.getText();
            return parser.nextToken() == null ? Values.present(value) : text;
        }
        StringJoiner values = new StringJoiner(",");
        boolean empty = true;
        for (JsonToken token = parser.nextToken();
                token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            if (token.isStructStart()) {
                return text;
            }
            String value = token == JsonToken.VALUE_NULL ? null : Values.present(parser.getText());
            if (value != null) {
                values.add(value);
                empty = false;
            }
        }
        return empty ? null : values.toString();
    }

    /** One quoted text without anything escaped in it. */
    private static boolean isPlain(String text) {
        int last = text.length() - 1;
        return last > 0 && text.indexOf('"', 1) == last && text.indexOf('\\') < 0;
    }

    private static String withoutQuotes(String text) {
        if (!text.startsWith("\"")) {
            return text;
        }
        boolean closed = text.length() > 1 && text.endsWith("\"");
        return text.substring(1, closed ? text.length() - 1 : text.length());
    }
}
