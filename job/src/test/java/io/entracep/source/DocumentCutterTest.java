package io.entracep.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentCutterTest {

    private static final int STREAMED = 40;
    private static final int RECORD = 60;

    static Stream<Arguments> cutsDocuments() {
        return Stream.of(
                Arguments.of("", List.of()),
                Arguments.of(" \r\n\t", List.of()),
                Arguments.of("{}", List.of("0:{}")),
                Arguments.of("{\n \"a\": {}\n}\n", List.of("0:{\n \"a\": {}\n}")),
                // Concatenated, with and without separators.
                Arguments.of("{}{}\n{},{}", List.of("0:{}", "2:{}", "5:{}", "8:{}")),
                Arguments.of("\u001e{}\n\u001e{}", List.of("1:{}", "5:{}")),
                Arguments.of("\ufeff{}", List.of("3:{}")),
                // Lists at the top.
                Arguments.of("[]", List.of()),
                Arguments.of("[{\"a\":[1]},\n{}]", List.of("1:{\"a\":[1]}", "12:{}")),
                Arguments.of("[1,\"a]\\\",b\",[{}]]{}", lists()),
                Arguments.of("[{}][{}]", List.of("1:{}", "5:{}")),
                // Braces and quotes inside of strings.
                Arguments.of(
                        "{\"}\\\"{\":\"[\\\\\"}{}", List.of("0:{\"}\\\"{\":\"[\\\\\"}", "14:{}")),
                // A small envelope is left to the decoder.
                Arguments.of("{\"records\":[{},{}]}", List.of("0:{\"records\":[{},{}]}")));
    }

    private static List<String> lists() {
        return List.of("1:1", "3:\"a]\\\",b\"", "12:[{}]", "17:{}");
    }

    @ParameterizedTest
    @MethodSource
    void cutsDocuments(String contents, List<String> expected) throws IOException {
        assertCutInto(contents, expected);
    }

    static Stream<Arguments> keepsWhatIsBroken() {
        return Stream.of(
                // Cut short inside a string, after a value, after a comma.
                Arguments.of("{\"a\":\"b\n{}", List.of("0:{\"a\":\"b", "8:{}")),
                Arguments.of("{\"a\":{}\n{}", List.of("0:{\"a\":{}\n", "8:{}")),
                Arguments.of("{\"a\":1,\n{}", List.of("0:{\"a\":1,\n", "8:{}")),
                Arguments.of("{\"a\":[1\n{}", List.of("0:{\"a\":[1\n", "8:{}")),
                Arguments.of("[{\"a\":1,{}]", List.of("1:{\"a\":1,", "8:{}")),
                // No JSON at all.
                Arguments.of(
                        "{}\nhello, {world}\n{}", List.of("0:{}", "3:hello, {world}", "18:{}")),
                Arguments.of("{}}\n{}", List.of("0:{}", "2:}", "4:{}")),
                // The end of the file is missing.
                Arguments.of("{} {\"a\"", List.of("0:{}", "3:{\"a\"")),
                Arguments.of("[{},{\"a\"", List.of("1:{}", "4:{\"a\"")),
                Arguments.of("[{}, ", List.of("1:{}", "MALFORMED_JSON@5:")));
    }

    @ParameterizedTest
    @MethodSource
    void keepsWhatIsBroken(String contents, List<String> expected) throws IOException {
        assertCutInto(contents, expected);
    }

    @Test
    void handsOnTheRecordsOfALargeEnvelopeOneByOne() throws IOException {
        String head = "{\"@odata.context\":\"x\", \"value\" : [";
        String contents = head + "{\"a\":1},{\"a\":2},\n{\"a\":3}], \"next\": {\"value\":[1]}} {}";

        assertCutInto(
                contents,
                List.of(
                        head.length() + ":{\"a\":1}",
                        head.length() + 8 + ":{\"a\":2}",
                        head.length() + 17 + ":{\"a\":3}",
                        contents.length() - 2 + ":{}"));
    }

    @Test
    void saysThatALargeEnvelopeIsCutShort() throws IOException {
        String records = "{\"a\":1},".repeat(20);
        String contents = "{\"records\":[" + records;

        List<String> pieces = cut(contents, 8);

        assertThat(pieces).hasSize(21);
        assertThat(pieces.get(19)).isEqualTo("164:{\"a\":1}");
        assertThat(pieces.get(20)).isEqualTo("MALFORMED_JSON@172:");
    }

    @Test
    void listsOfOtherNamesAndDepthsAreNotRecords() throws IOException {
        String other = "{\"values\":[" + "{\"a\":1},".repeat(4) + "{\"value\":[2]}]}";
        assertThat(other.length()).isBetween(STREAMED, RECORD);

        assertCutInto(other, List.of("0:" + other));
    }

    @Test
    void aDocumentThatIsTooLongIsOneDeadLetter() throws IOException {
        String tooLong = "{\"a\":[" + "{\"b\":1},".repeat(10) + "{}]}";

        assertCutInto(
                tooLong + "\n{}",
                List.of(
                        "LIMIT_EXCEEDED@0:" + tooLong.substring(0, RECORD),
                        tooLong.length() + 1 + ":{}"));
        assertCutInto(
                "x".repeat(100) + "\n{}",
                List.of("LIMIT_EXCEEDED@0:" + "x".repeat(RECORD), "101:{}"));
    }

    private static void assertCutInto(String contents, List<String> expected) throws IOException {
        for (int block : IntStream.of(1, 2, 3, 7, 1000).toArray()) {
            assertThat(cut(contents, block))
                    .as("blocks of %d", block)
                    .containsExactlyElementsOf(expected);
        }
    }

    private static List<String> cut(String contents, int block) throws IOException {
        return LineCutterTest.read(
                new DocumentCutter(
                        new ByteArrayInputStream(Records.bytes(contents)),
                        new FileSettings(1, block, STREAMED, RECORD)));
    }
}
