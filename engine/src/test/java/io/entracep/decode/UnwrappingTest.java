package io.entracep.decode;

import static io.entracep.decode.Decoding.all;
import static io.entracep.decode.Decoding.audit;
import static io.entracep.decode.Decoding.deadLetter;
import static io.entracep.decode.Decoding.deadLettersOf;
import static io.entracep.decode.Decoding.ids;
import static io.entracep.decode.Decoding.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.entracep.decode.Decoded.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records inside of what is no envelope of the services: none is lost in silence. */
class UnwrappingTest {

    private static final String A = signIn("a");
    private static final String B = signIn("b");

    static List<String> wrappings() {
        return List.of(
                "{\"records\":[" + A + "],\"records\":[" + B + "]}",
                "{\"records\":[" + A + "],\"value\":[" + B + "]}",
                "{\"value\":[" + A + "],\"Records\":[" + B + "]}",
                "{\"category\":\"AuditLogs\",\"records\":[" + A + "," + B + "]}",
                "{\"category\":\"x\",\"time\":\"2026-03-03T09:00:00Z\",\"records\":["
                        + A
                        + "],\"records\":["
                        + B
                        + "]}",
                "{\"records\":[" + A + "," + B + "],\"category\":\"AuditLogs\"}",
                "{\"properties\":{},\"category\":\"AuditLogs\",\"records\":[" + A + "," + B + "]}",
                "{\"properties\":{\"n\":2},\"records\":[" + A + "," + B + "]}",
                "{\"records\":{\"records\":[" + A + "," + B + "]}}",
                "{\"records\":[[" + A + "],[" + B + "]]}",
                "{\"records\":[{\"records\":[" + A + "," + B + "]}]}",
                "{\"records\":" + text("[" + A + "," + B + "]") + "}",
                "{\"records\":[" + text(A) + "," + text(B) + "]}",
                "{\"data\":{\"records\":[" + A + "," + B + "]}}",
                "{\"items\":[" + A + "," + B + "],\"count\":2}",
                "{\"first\":" + A + ",\"records\":[" + B + "]}",
                "{\"records\":[" + A + "],\"last\":" + B + "}",
                "{\"records\":[" + A + "],\"last\":" + text(B) + "}",
                "[[" + A + "],[" + B + "]]",
                "[" + text(A) + "," + text(B) + "]",
                text("[" + A + "," + B + "]"),
                text(text(text("[" + A + "," + B + "]"))),
                "{\"data_base64\":" + text(base64("[" + A + "," + B + "]")) + ",\"id\":\"1\"}",
                "[{\"Body\":"
                        + text(base64(" \n" + A))
                        + "},{\"Body\":"
                        + text(base64("\n" + B))
                        + "}]",
                "\u001e" + A + "\n\u001e" + B + "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-09 09:00:00,123 INFO dump: ",
                "<134>1 2026-03-09T09:00:00Z host azure - - - ",
                "Mar  9 09:00:00 collector azurelogs[123]: ",
                "2026-03-09T09:00:00+00:00\tazure.ad\t",
                "at {host} "
            })
    void readsTheRecordBehindWhatALogWritesBeforeIt(String prefix) {
        List<Decoded> decoded = all(prefix + A + "\n");
        assertThat(ids(decoded)).containsExactly("a");
        assertThat(deadLettersOf(decoded)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"index\":{}}",
                "{\"index\":{\"_index\":\"azure\",\"_id\":\"1\"}}",
                "{\"create\":{\"_index\":\"azure\",\"_type\":\"_doc\",\"routing\":null}}",
                "{\"delete\":{\"_index\":\"azure\",\"_id\":\"7\",\"version\":3}}"
            })
    void takesTheActionsOfABulkFileForWhatTheyAre(String action) {
        List<Decoded> decoded = all(action + "\n" + A + "\n" + action + "\n" + B + "\n");
        assertThat(ids(decoded)).containsExactly("a", "b");
        assertThat(deadLettersOf(decoded)).isEmpty();
    }

    @Test
    void readsTheDocumentOfAnUpdateInABulkFile() {
        List<Decoded> decoded = all("{\"update\":{\"_id\":\"1\"}}\n{\"doc\":" + A + "}\n");
        assertThat(ids(decoded)).containsExactly("a");
        assertThat(deadLettersOf(decoded)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"index\":{\"_id\":\"1\",\"user\":\"eve\"}}",
                "{\"index\":{\"_id\":{\"user\":\"eve\"}}}",
                "{\"index\":{},\"user\":\"eve\"}",
                "{\"index\":\"1\"}",
                "{\"other\":{\"_id\":\"1\"}}"
            })
    void tellsWhatOnlyLooksLikeAnActionOfABulkFile(String line) {
        assertThat(deadLettersOf(all(line + "\n" + A + "\n"))).hasSize(1);
    }

    @Test
    void takesTheTenantThatIsNamedBesideARecord() {
        String record = A.replace("\"tenantId\":\"t-1\",", "");
        String tenant = "11111111-2222-3333-4444-555555555555";
        assertThat(tenants("{\"azure\":{\"x\":" + record + ",\"tenant_id\":\"" + tenant + "\"}}"))
                .containsExactly(tenant);
        assertThat(
                        tenants(
                                "{\"TimeGenerated\":\"2026-03-09T09:00:00Z\",\"TenantId\":\""
                                        + tenant
                                        + "\",\"RawData\":"
                                        + text(record)
                                        + "}"))
                .containsExactly("unknown");
    }

    private static List<String> tenants(String text) {
        return Decoding.eventsOf(all(text)).stream().map(event -> event.tenantId()).toList();
    }

    @ParameterizedTest
    @MethodSource("wrappings")
    void findsRecordsInEveryWrapping(String text) {
        List<Decoded> decoded = all(text);
        assertThat(ids(decoded)).containsExactly("a", "b");
        assertThat(deadLettersOf(decoded)).isEmpty();
    }

    static List<String> shippers() {
        return List.of(
                // Filebeat has the same record twice.
                "{\"@timestamp\":\"2026-03-09T09:00:00Z\",\"event\":{\"original\":"
                        + text(A)
                        + "},\"message\":"
                        + text(A)
                        + "}",
                "{\"time\":1773046800,\"host\":\"h\",\"sourcetype\":\"azure\",\"event\":" + A + "}",
                "{\"time\":1773046800,\"host\":\"h\",\"event\":" + text(A) + "}",
                "{\"preview\":false,\"result\":{\"_raw\":" + text(A) + "}}",
                "{\"timestamp\":\"2026-03-09T09:03:00Z\",\"rule\":{\"level\":3},\"data\":"
                        + A
                        + ",\"location\":\"Azure\"}",
                "{\"eventHubsAzureRecord\":" + A + ",\"agent\":{\"name\":\"x\"}}",
                "{\"_index\":\"logs\",\"_id\":\"1\",\"_source\":" + A + "}",
                "{\"specversion\":\"1.0\",\"type\":\"x\",\"source\":\"/hub\",\"data\":" + A + "}",
                "{\"category\":\"AuditLogs\",\"time\":\"2026-03-09T09:00:00Z\",\"message\":"
                        + text(A)
                        + "}",
                "{\"type\":\"AuditLogs\",\"body\":" + text("{\"records\":[" + A + "]}") + "}",
                "{\"reason\":\"UNRECOGNISED\",\"detail\":\"x\",\"source\":\"f\",\"position\":0,"
                        + "\"time\":null,\"rawText\":"
                        + text(A)
                        + "}");
    }

    @ParameterizedTest
    @MethodSource("shippers")
    void readsWhatShippersWrap(String text) {
        List<Decoded> decoded = all(text);
        assertThat(ids(decoded)).containsExactly("a");
        assertThat(deadLettersOf(decoded)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"tables\":[{\"name\":\"PrimaryResult\",\"columns\":[{\"name\":\"Type\",\"type\":\"string\"},"
                        + "{\"name\":\"Id\"},{\"name\":\"TimeGenerated\"}],\"rows\":[%s]}]}",
                "{\"Tables\":[{\"TableName\":\"Table_0\",\"Columns\":[{\"ColumnName\":\"Type\"},"
                        + "{\"ColumnName\":\"Id\"},{\"ColumnName\":\"TimeGenerated\"}],\"Rows\":[%s]}]}",
                "[{\"FrameType\":\"DataSetHeader\"},{\"FrameType\":\"DataTable\",\"Columns\":["
                        + "{\"ColumnName\":\"Type\"},{\"ColumnName\":\"Id\"},{\"ColumnName\":\"TimeGenerated\"}],"
                        + "\"Rows\":[%s]}]",
                "{\"columns\":[\"Type\",\"Id\",\"TimeGenerated\"],\"rows\":[%s]}"
            })
    void readsAnswersOfQueries(String answer) {
        String rows =
                "[\"SigninLogs\",\"a\",\"2026-03-09T09:00:00Z\"],[\"SigninLogs\",\"b\",\"2026-03-09T09:00:01Z\"]";
        assertThat(ids(all(answer.formatted(rows)))).containsExactly("a", "b");
    }

    @Test
    void tellsOfTheRowThatIsNoRecord() {
        List<Decoded> decoded =
                all(
                        "{\"columns\":[\"Type\",\"Id\",\"TimeGenerated\"],\"rows\":["
                                + "[\"SigninLogs\",\"a\",\"2026-03-09T09:00:00Z\"],[\"Heartbeat\",\"x\",\"y\"]]}");
        assertThat(ids(decoded)).containsExactly("a");
        assertThat(deadLettersOf(decoded)).hasSize(1);
    }

    @Test
    void tellsOfSiblingsThatAreNoRecords() {
        List<Decoded> decoded = all("{\"data\":{\"items\":[" + A + ",{\"foo\":1},7]}}");
        assertThat(ids(decoded)).containsExactly("a");
        assertThat(deadLettersOf(decoded))
                .extracting(Decoded.DeadLetter::rawText)
                .containsExactly("{\"foo\":1}", "7");
    }

    @Test
    void leavesPartsOfARecordToTheRecord() {
        String nested =
                audit("\"additionalDetails\":[{\"key\":\"copy\",\"value\":" + text(A) + "}]");
        assertThat(ids(all(nested))).containsExactly("d-1");
    }

    @Test
    void isOneDeadLetterWhereThereIsNothingInside() {
        String other =
                "{\"timestamp\":\"x\",\"rule\":{\"level\":3},\"data\":{\"a\":[1,{\"b\":2}]}}";
        assertThat(deadLetter(other).reason()).isEqualTo(Reason.UNRECOGNISED);
        assertThat(deadLetter(other).rawText()).isEqualTo(other);
    }

    @Test
    void saysThatAnAnswerGoesOn() {
        String link = "https://graph.example.com/v1.0/auditLogs/signIns?$skiptoken=x";
        for (String page :
                List.of(
                        "{\"@odata.nextLink\":\"" + link + "\",\"value\":[" + A + "]}",
                        "{\"value\":[" + A + "],\"@odata.nextLink\":\"" + link + "\"}")) {
            List<Decoded> decoded = all(page);
            assertThat(ids(decoded)).containsExactly("a");
            assertThat(deadLettersOf(decoded))
                    .singleElement()
                    .satisfies(
                            letter -> {
                                assertThat(letter.reason()).isEqualTo(Reason.INCOMPLETE);
                                assertThat(letter.rawText()).isEqualTo(link);
                            });
        }
    }

    @Test
    void opensNoMoreThanAFewWrappers() {
        String deep = A;
        for (int i = 0; i < 30; i++) {
            deep = "{\"data\":" + deep + "}";
        }
        assertThat(deadLetter(deep).reason()).isEqualTo(Reason.UNRECOGNISED);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(String json) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(json)) + "\"";
    }
}
