package io.entracep.decode;

import static io.entracep.decode.Decoding.FILE;
import static io.entracep.decode.Decoding.all;
import static io.entracep.decode.Decoding.deadLetter;
import static io.entracep.decode.Decoding.deadLettersOf;
import static io.entracep.decode.Decoding.ids;
import static io.entracep.decode.Decoding.signIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.entracep.decode.Decoded.DeadLetter;
import io.entracep.decode.Decoded.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How records may be wrapped, and what a broken one costs. */
class FramingTest {

    private static final String A = signIn("a");
    private static final String B = signIn("b");
    private static final String C = signIn("c");

    static List<String> framings() {
        return List.of(
                "{\"records\":[" + A + "," + B + "]}",
                "{\"Records\": [\n" + A + ",\n" + B + "\n]\n}",
                "{\"meta\":{\"x\":[1]},\"records\":[" + A + "," + B + "],\"more\":[{}]}",
                "[" + A + "," + B + "]",
                A + "\n" + B + "\n",
                A + "\r\n\r\n" + B,
                A + B,
                "\ufeff" + A + "\n" + B,
                "{\"records\":[" + A + "]}{\"records\":[" + B + "]}",
                "{\"records\":[" + A + "]}\n" + B,
                "[{\"records\":[" + A + "]},{\"records\":[" + B + "]}]",
                "{\"@odata.context\":\"x\",\"value\":[" + A + "," + B + "],\"@odata.count\":2}",
                A.replace(",", ",\n    ").replace("{", "{\n  ") + "\n" + B.replace("\":", "\" : "));
    }

    @ParameterizedTest
    @MethodSource("framings")
    void findsTheRecordsInEveryFraming(String text) {
        assertThat(ids(all(text))).containsExactly("a", "b");
        assertThat(deadLettersOf(all(text))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n\t", "\ufeff", "{\"records\":[]}", "[]", "{\"value\":[]}"})
    void yieldsNothingForNothing(String text) {
        assertThat(all(text)).isEmpty();
    }

    @Test
    void readsItsPartOfTheBytesOnly() {
        byte[] bytes = ("}" + A + "{").getBytes(StandardCharsets.UTF_8);
        List<Decoded> decoded = new ArrayList<>();
        int count = new RecordDecoder().decode(bytes, 1, bytes.length - 2, FILE, decoded::add);
        assertThat(count).isEqualTo(1);
        assertThat(ids(decoded)).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"it\\'s", "C:\\Program", "a\u001bb", "\\x1b"})
    void keepsARecordWhoseTextsAreEscapedAsNoJsonIs(String text) {
        assertThat(ids(all(A.replace("ann@", text)))).containsExactly("a");
    }

    @Test
    void losesALetterWhereBytesAreNoUtf8() {
        byte[] latin =
                (A.replace("ann@", "m\u00fcller@") + "\n" + B)
                        .getBytes(StandardCharsets.ISO_8859_1);
        List<Decoded> decoded = all(latin, FILE);
        assertThat(ids(decoded)).containsExactly("a", "b");
        assertThat(deadLettersOf(decoded)).isEmpty();
    }

    @Test
    void takesNotANumberForNothing() {
        String text = A.replace("\"u-1\"", "NaN").replace("\"192.0.2.7\"", "NaN");
        assertThat(Decoding.event(text).actorId()).isNull();
    }

    @Test
    void tellsWhatIsWrongInWordsOfWhoExportedIt() {
        assertThat(deadLetter(A.substring(0, A.length() - 40)).detail())
                .isEqualTo(
                        "The record ends in the middle: the file or message was cut short, or a line break stands inside a text.");
        assertThat(deadLetter("# Notes of the case").detail())
                .isEqualTo("This is neither JSON nor a row of a table: \"# Notes of the case\".");
        assertThat(deadLetter("{'category': 'AuditLogs', 'id': None}").detail())
                .startsWith("The record is a dictionary as Python prints it");
        assertThat(deadLetter("{\"category\":\"SignInLogs\",,\"x\":1}").detail())
                .isEqualTo("The JSON is broken at \"\":\"SignInLogs\",,\"x\":1}\".");
        assertThat(deadLetter("{\"x\":" + "[".repeat(200) + "]".repeat(200) + "}").detail())
                .isEqualTo("Objects are nested too deeply in each other.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"category\":\"SignInLogs\",\"x\":nul}",
                "{\"category\":\"SignInLogs\" \"x\":1}",
                "{\"category\":\"SignInLogs\",\"x\":01}",
                "{\"category\":\"SignInLogs\",,}",
                "{\"category\":\"AuditLogs\",\"properties\":\"{\\\"id\\\":\"}"
            })
    void losesOnlyTheBadRecordOfAnEnvelope(String bad) {
        for (String text :
                List.of(
                        "{\"records\":[" + A + "," + bad + "," + B + "," + C + "]}",
                        "[" + A + "," + bad + "," + B + "," + C + "]",
                        A + "\n" + bad + "\n" + B + "\n" + C)) {
            List<Decoded> decoded = all(text);
            assertThat(ids(decoded)).containsExactly("a", "b", "c");
            assertThat(deadLettersOf(decoded))
                    .singleElement()
                    .satisfies(
                            letter -> {
                                assertThat(letter.reason()).isEqualTo(Reason.MALFORMED_JSON);
                                assertThat(letter.rawText()).isEqualTo(bad);
                            });
            assertThat(decoded.get(1)).isInstanceOf(DeadLetter.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"category\":\"SignInLogs\",\"properties\":{\"id\":\"x\"",
                "{\"category\":\"SignInLogs\",\"properties\":{\"id\":\"x",
                "{\"category\":\"SignInLogs\",\"properties\":{\"a\":[{\"id\":1},{\"id\":",
                "{\"category\":\"SignInLogs",
                "{",
                "garbage",
                "{\"category\":\"SignInLogs\"]}"
            })
    void findsTheNextRecordAfterOneThatDoesNotEnd(String bad) {
        for (String separator : List.of(",", "\n")) {
            List<Decoded> decoded = all(A + "\n" + bad + separator + B + separator + C);
            assertThat(ids(decoded)).containsExactly("a", "b", "c");
            assertThat(deadLettersOf(decoded)).isNotEmpty();
        }
    }

    @Test
    void keepsWhatCameBeforeTheBreak() {
        String text = "{\"records\":[" + A + "," + B + "," + C;
        List<Decoded> decoded = all(text.substring(0, text.length() - 20));
        assertThat(ids(decoded)).containsExactly("a", "b");
        assertThat(deadLettersOf(decoded))
                .singleElement()
                .satisfies(
                        letter ->
                                assertThat(letter.rawText())
                                        .isEqualTo(C.substring(0, C.length() - 20)));
    }

    @Test
    void saysSoWhenAnEnvelopeIsCutBetweenRecords() {
        List<Decoded> decoded = all("{\"records\":[" + A + ",");
        assertThat(ids(decoded)).containsExactly("a");
        assertThat(deadLettersOf(decoded)).singleElement().isNotNull();
    }

    @Test
    void passesOverTheMembersOfABrokenEnvelope() {
        List<Decoded> decoded =
                all("{\"records\":[{\"x\":nul}," + A + "],\"next\":\"y\",\"n\":{\"a\":1}}" + B);
        assertThat(ids(decoded)).containsExactly("a", "b");
        assertThat(deadLettersOf(decoded)).hasSize(1);
    }

    @Test
    void findsRecordsBehindABrokenHead() {
        List<Decoded> decoded = all("{\"head\":nul,\"records\":[" + A + "," + B + "]}");
        assertThat(ids(decoded)).containsExactly("a", "b");
        assertThat(deadLettersOf(decoded)).hasSize(1);
    }

    @Test
    void doesNotTakePartsOfABrokenRecordForRecords() {
        String bad =
                "{\"category\":\"AuditLogs\",\"x\":nul,\"properties\":{\"targetResources\":"
                        + "[{\"id\":\"1\"},{\"id\":\"2\",\"type\":\"User\"}],\"activityDisplayName\":"
                        + "\"Add user\"}}";
        assertThat(deadLetter(bad).rawText()).isEqualTo(bad);
    }

    @Test
    void sortsWhatIsNoRecordByReason() {
        List<Decoded> decoded =
                all("[1,\"text\",[2,[3]],null,{},{\"foo\":1}," + A + ",{\"records\":1}]");
        assertThat(ids(decoded)).containsExactly("a");
        assertThat(deadLettersOf(decoded))
                .extracting(DeadLetter::reason, DeadLetter::rawText)
                .containsExactly(
                        tuple(Reason.NOT_A_RECORD, "1"),
                        tuple(Reason.NOT_A_RECORD, "\"text\""),
                        tuple(Reason.NOT_A_RECORD, "[2,[3]]"),
                        tuple(Reason.NOT_A_RECORD, "null"),
                        tuple(Reason.UNRECOGNISED, "{}"),
                        tuple(Reason.UNRECOGNISED, "{\"foo\":1}"),
                        tuple(Reason.UNRECOGNISED, "{\"records\":1}"));
    }

    @Test
    void saysWhereADeadLetterCameFrom() {
        byte[] bytes = "no json".getBytes(StandardCharsets.UTF_8);
        DeadLetter letter = (DeadLetter) all(bytes, new Position("hub-3", 42, 1_000)).get(0);
        assertThat(letter.source()).isEqualTo("hub-3");
        assertThat(letter.position()).isEqualTo(42);
        assertThat(letter.time()).isEqualTo(1_000);
        assertThat(letter.rawText()).isEqualTo("no json");
    }

    @Test
    void refusesOtherEncodings() {
        byte[] bytes = A.getBytes(StandardCharsets.UTF_16LE);
        assertThat(deadLettersOf(all(bytes, FILE)))
                .singleElement()
                .extracting(DeadLetter::reason)
                .isEqualTo(Reason.MALFORMED_JSON);
    }

    @Test
    void costsADeepRecordOnly() {
        String deep =
                "{\"category\":\"SignInLogs\",\"x\":" + "[".repeat(200) + "]".repeat(200) + "}";
        List<Decoded> decoded = all("{\"records\":[" + A + "," + deep + "," + B + "]}");
        assertThat(ids(decoded)).containsExactly("a", "b");
        assertThat(deadLettersOf(decoded))
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(letter.reason()).isEqualTo(Reason.LIMIT_EXCEEDED);
                            assertThat(letter.rawText()).isEqualTo(deep);
                        });
    }

    @Test
    void costsARecordWithAnEndlessTextOnly() {
        RecordDecoder decoder = new RecordDecoder(new Limits(20, 2048));
        String longText =
                "{\"category\":\"SignInLogs\",\"operationName\":\"" + "x".repeat(9_000) + "\"}";
        byte[] bytes =
                ("{\"records\":[" + A + "," + longText + "," + B + "]}")
                        .getBytes(StandardCharsets.UTF_8);
        List<Decoded> decoded = new ArrayList<>();
        assertThat(decoder.decode(bytes, 0, bytes.length, FILE, decoded::add)).isEqualTo(3);
        assertThat(ids(decoded)).containsExactly("a", "b");
        assertThat(deadLettersOf(decoded))
                .singleElement()
                .extracting(DeadLetter::reason)
                .isEqualTo(Reason.LIMIT_EXCEEDED);
    }

    @Test
    void cutsTheTextOfADeadLetter() {
        assertThat(deadLetter("x".repeat(100_000)).rawText()).hasSize(65_536);
    }

    @Test
    void staysBoundedOnBytesMadeToBeExpensive() {
        for (String hostile :
                List.of(
                        ",{".repeat(200_000),
                        "{\"records\":[".repeat(60_000),
                        "[".repeat(500_000),
                        "{\"a\":".repeat(100_000),
                        "\"".repeat(300_001),
                        ("{\"category\":\"AuditLogs\"," + A + "\n{").repeat(1_500))) {
            assertThat(all(hostile)).isNotEmpty();
        }
    }

    @Test
    void letsThroughWhatTheReceiverThrows() {
        byte[] bytes = A.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(
                        () ->
                                new RecordDecoder()
                                        .decode(
                                                bytes,
                                                0,
                                                bytes.length,
                                                FILE,
                                                decoded -> {
                                                    throw new IllegalStateException("closed");
                                                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("closed");
    }
}
