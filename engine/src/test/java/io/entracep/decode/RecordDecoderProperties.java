package io.entracep.decode;

import static io.entracep.decode.Decoding.FILE;
import static io.entracep.decode.Decoding.all;
import static io.entracep.decode.Decoding.audit;
import static io.entracep.decode.Decoding.ids;
import static io.entracep.decode.Decoding.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * Laws that hold for any bytes. {@link Decoding#all} checks that the count is that of the calls.
 */
class RecordDecoderProperties {

    private static final String FULL =
            audit(
                    """
                    "initiatedBy":{"user":{"id":"u","userPrincipalName":"a@example.com"}},\
                    "targetResources":[{"id":"t","type":"User","modifiedProperties":[\
                    {"displayName":"p","oldValue":"[]","newValue":"[\\"x\\"]"}]}],\
                    "additionalDetails":[{"key":"ipaddr","value":"2001:db8::1"}]""");
    private static final String ENVELOPE =
            "{\"records\":[" + signIn("a") + "," + FULL + "," + signIn("c") + "]}";

    @Property
    void decodesAnyBytes(@ForAll byte[] bytes) {
        all(bytes, FILE);
    }

    @Property
    void decodesAnythingThatLooksLikeJson(@ForAll("jsonLike") String text) {
        all(text);
    }

    @Property
    void decodesAnyPartOfAMessage(
            @ForAll @IntRange(max = 2_000) int from, @ForAll @IntRange(max = 2_000) int length) {
        byte[] bytes = ENVELOPE.getBytes(StandardCharsets.UTF_8);
        int start = Math.min(from, bytes.length);
        all(Arrays.copyOfRange(bytes, start, Math.min(bytes.length, start + length)), FILE);
    }

    @Property
    void decodesAnyMutationOfAMessage(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 5_000) Integer> places,
            @ForAll byte value) {
        byte[] bytes = ENVELOPE.getBytes(StandardCharsets.UTF_8);
        for (int place : places) {
            bytes[place % bytes.length] = value;
        }
        all(bytes, FILE);
    }

    @Property
    void decodesAnyValueOfAnyKey(@ForAll("keys") String key, @ForAll("values") String value) {
        for (String category : List.of("SignInLogs", "AuditLogs", "UserRiskEvents", "Write")) {
            String record =
                    "{\"category\":\"%s\",\"%s\":%s,\"properties\":{\"%s\":%s,\"operationName\":\"a/b\"}}"
                            .formatted(category, key, value, key, value);
            assertThat(all(record)).hasSize(1);
        }
    }

    @Property
    void oneMutatedRecordCostsOnlyItself(
            @ForAll @IntRange(max = 5_000) int place, @ForAll("harmless") char value) {
        char[] bad = FULL.toCharArray();
        int at = 1 + place % (bad.length - 2);
        if ("{}[]\"\\".indexOf(bad[at]) >= 0) {
            return;
        }
        bad[at] = value;
        List<Decoded> decoded =
                all(
                        "{\"records\":["
                                + signIn("a")
                                + ","
                                + new String(bad)
                                + ","
                                + signIn("c")
                                + "]}");
        assertThat(decoded).hasSize(3);
        assertThat(ids(decoded)).startsWith("a").endsWith("c");
    }

    @Property
    void framingChangesNothing(@ForAll @IntRange(min = 1, max = 20) int records) {
        StringBuilder lines = new StringBuilder();
        StringBuilder array = new StringBuilder();
        for (int i = 0; i < records; i++) {
            String record = i % 2 == 0 ? signIn("r" + i) : FULL;
            lines.append(record).append('\n');
            array.append(i == 0 ? "" : ",").append(record);
        }
        List<Decoded> expected = all(lines.toString());
        assertThat(expected).hasSize(records);
        assertThat(all("[" + array + "]")).isEqualTo(expected);
        assertThat(all("{\"records\":[" + array + "]}")).isEqualTo(expected);
    }

    @Provide
    Arbitrary<String> jsonLike() {
        return Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        ",",
                        ":",
                        "\"",
                        "\\",
                        "\n",
                        " ",
                        "1",
                        "null",
                        "nul",
                        "\"category\"",
                        "\"AuditLogs\"",
                        "\"records\"",
                        "\"properties\"",
                        "\"x\"",
                        "{\"category\":\"AuditLogs\"}",
                        "{\"records\":[",
                        "\u0000",
                        "é",
                        "\ufeff")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> keys() {
        return Arbitraries.of(
                "time",
                "tenantId",
                "resourceId",
                "operationName",
                "identity",
                "location",
                "properties",
                "records",
                "value",
                "id",
                "status",
                "deviceDetail",
                "initiatedBy",
                "targetResources",
                "modifiedProperties",
                "additionalDetails",
                "authenticationDetails",
                "ipAddress",
                "createdDateTime",
                "activityDateTime",
                "autonomousSystemNumber",
                "requestbody",
                "responseBody",
                "mfaDetail",
                "signInEventTypes",
                "targetResourceName",
                "targetResourceType",
                "claims");
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.of(
                "null",
                "true",
                "0",
                "-1",
                "1e400",
                "12345678901234567890",
                "1.5",
                "\"\"",
                "\"null\"",
                "\"<null>\"",
                "[]",
                "{}",
                "[[]]",
                "[null,1,\"x\",{},[]]",
                "[{}]",
                "{\"id\":{},\"user\":[],\"app\":1}",
                "\"{\"",
                "\"[\"",
                "\"{}\"",
                "\"[1]\"",
                "\"\\u0000\"",
                "\"\\ud800\"",
                "{\"user\":{\"id\":[]}}",
                "[{\"key\":null,\"value\":{}}]",
                "[{\"modifiedProperties\":[{\"newValue\":[]}]}]",
                "{\"geoCoordinates\":{\"latitude\":\"x\",\"longitude\":1e999}}",
                "\"__\"");
    }

    @Provide
    Arbitrary<Character> harmless() {
        return Arbitraries.of('x', '0', ' ', ',', ':', '-', '\u00e9');
    }
}
