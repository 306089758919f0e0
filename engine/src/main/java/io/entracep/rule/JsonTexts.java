package io.entracep.rule;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands in a text that is itself JSON text, as the values of modified properties are: {@code
 * "\"Member\""}, {@code ["a","b"]}, {@code [true]}.
 */
public final class JsonTexts {

    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonTexts() {}

    /** Whether it is worth asking {@link #inside}. */
    public static boolean mayHaveMore(String text) {
        return text.length() > 1 && (text.charAt(0) == '"' || text.charAt(0) == '[');
    }

    /**
     * The scalars of a JSON text or of an array of scalars, as texts, nulls left out. Empty for
     * everything else, also where objects stand in the array or the text is cut.
     */
    public static List<String> inside(String text) {
        List<String> values = new ArrayList<>();
        try (JsonParser parser = FACTORY.createParser(text)) {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.VALUE_STRING) {
                values.add(parser.getText());
            } else if (token == JsonToken.START_ARRAY) {
                while ((token = parser.nextToken()) != JsonToken.END_ARRAY) {
                    if (token == null || token.isStructStart()) {
                        return List.of();
                    }
                    if (token != JsonToken.VALUE_NULL) {
                        values.add(parser.getText());
                    }
                }
            }
            return parser.nextToken() == null ? values : List.of();
        } catch (IOException e) {
            return List.of(); // no JSON: the text is all there is
        }
    }
}
