package io.entracep.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedJsonTest {

    private final EmbeddedJson json = new EmbeddedJson(new JsonFactory());

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            delimiter = '|',
            value = {
                "\"Global Administrator\" | Global Administrator",
                "\"a \\\"quoted\\\" name\" | a \"quoted\" name",
                "[\"Guest\"] | Guest",
                "[\"X\",\"Y\"] | X,Y",
                "[true] | true",
                "[1,2] | 1,2",
                "[\"\",null,\"X\"] | X",
                "True | True",
                "{\"state\":\"enabled\"} | {\"state\":\"enabled\"}",
                "[{\"Name\":\"x\"},{}] | [{\"Name\":\"x\"},{}]",
                "\"broken | broken",
                "[\"broken\" | [\"broken\"",
                "plain text | plain text"
            })
    void unwrapsTexts(String logged, String value) {
        assertThat(json.decode(logged)).isEqualTo(value);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "\"\"", "[]", "[\"\"]", "[null]", "null", "\"null\""})
    void hasNothingForEmptyValues(String logged) {
        assertThat(json.decode(logged)).isNull();
    }

    @Property
    void neverThrows(@ForAll String text) {
        json.decode(text);
        json.decode("[" + text);
        json.decode("\"" + text + "\"");
    }
}
