package io.entracep.sentinel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entracep.alert.Alert;
import io.entracep.alert.Evidence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentinelRowTest {
    private static final Set<String> RESERVED =
            Set.of("_ResourceId", "id", "_SubscriptionId", "TenantId", "Type", "UniqueId", "Title");

    @Test
    void everyColumnIsThereWithItsType() throws IOException {
        JsonNode row = row(Alerts.alert("a1"));

        assertThat(RowSchema.problems(row)).isEmpty();
        assertThat(row.path("AlertId").asText()).isEqualTo("a1");
        assertThat(row.path("TimeGenerated").asText()).isEqualTo("2026-03-03T12:00:00.000Z");
        assertThat(row.path("DecidedAt")).isEqualTo(row.path("TimeGenerated"));
        assertThat(row.path("Severity").asText()).isEqualTo("critical");
        assertThat(row.path("SentinelSeverity").asText()).isEqualTo("High");
        assertThat(row.path("SubjectId").isNull()).isTrue();
        assertThat(row.path("EvidenceCount").asInt()).isEqualTo(1);
        assertThat(row.path("Evidence").get(0).path("ip").asText()).isEqualTo("192.0.2.7");
        assertThat(row.path("Truncated")).isEmpty();
    }

    @Test
    void columnsHaveNamesThatAzureTakes() {
        assertThat(SentinelColumn.values())
                .extracting(SentinelColumn::title)
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(RESERVED)
                .allMatch(title -> title.matches("[A-Za-z][A-Za-z0-9_]{0,44}"));
    }

    @Test
    void aTextOfTheGreatestLengthIsWholeAndALongerOneIsMarked() throws IOException {
        String longest = "x".repeat(SentinelRow.MAX_FIELD_BYTES);

        JsonNode whole = row(Alerts.alert("a", longest, List.of()));
        JsonNode cut = row(Alerts.alert("a", longest + "x", List.of()));

        assertThat(whole.path("Reason").asText()).isEqualTo(longest);
        assertThat(whole.path("Truncated")).isEmpty();
        assertThat(cut.path("Reason").asText()).endsWith("x" + JsonBytes.MARK);
        assertThat(cut.path("Truncated")).extracting(JsonNode::asText).containsExactly("Reason");
        assertThat(RowSchema.problems(cut)).isEmpty();
    }

    @Test
    void cutsBetweenCodePoints() throws IOException {
        String reason =
                row(Alerts.alert("a", "x" + "😀".repeat(20_000), List.of()))
                        .path("Reason")
                        .asText();

        assertThat(reason).matches("x(😀)+" + JsonBytes.MARK.replace("[", "\\["));
        assertThat(reason.getBytes(StandardCharsets.UTF_8))
                .hasSizeBetween(SentinelRow.MAX_FIELD_BYTES - 8, SentinelRow.MAX_FIELD_BYTES);
    }

    @Test
    void leavesOutWholeRecordsOfTooMuchEvidence() throws IOException {
        List<Evidence> evidence =
                Collections.nCopies(
                        1000, Alerts.evidence("Sign-in activity of " + "x".repeat(100)));

        JsonNode row = row(Alerts.alert("a", "because", evidence));

        assertThat(RowSchema.problems(row)).isEmpty();
        assertThat(row.path("EvidenceCount").asInt()).isEqualTo(1000);
        assertThat(row.path("Evidence").size()).isBetween(100, 999);
        assertThat(row.path("Evidence")).allMatch(item -> item.size() == 11);
        assertThat(row.path("Truncated")).extracting(JsonNode::asText).containsExactly("Evidence");
    }

    @Test
    void keepsARecordWhoseTextIsTooLong() throws IOException {
        JsonNode row =
                row(Alerts.alert("a", "because", List.of(Alerts.evidence("x".repeat(200_000)))));

        assertThat(row.path("Evidence").get(0).path("activity").asText()).endsWith(JsonBytes.MARK);
        assertThat(row.path("Evidence").get(0).path("eventId").asText()).isEqualTo("event-1");
        assertThat(row.path("Truncated")).extracting(JsonNode::asText).containsExactly("Evidence");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\u0001", "\"", "ü", "😀", "\u2028", "\ud800"})
    void isNeverTooLargeToBeSentAlone(String character) throws IOException {
        byte[] row = SentinelRow.of(Alerts.stuffed(character.repeat(200_000), 50));

        assertThat(row).hasSizeBetween(100_000, SentinelRow.MAX_BYTES);
        assertThat(RowSchema.problems(new ObjectMapper().readTree(row))).isEmpty();
    }

    @Property(tries = 200)
    void holdsAnyText(@ForAll String text) throws IOException {
        JsonNode row = row(Alerts.stuffed(text, 2));

        assertThat(RowSchema.problems(row)).isEmpty();
        if (!text.matches("(?s).*[\\ud800-\\udfff].*")) {
            assertThat(row.path("Reason").asText()).isEqualTo(text);
        }
    }

    /** The page is for people; the table in it is made from the columns. */
    @Test
    void theDocumentHasTheColumns() throws IOException {
        String table =
                Arrays.stream(SentinelColumn.values())
                        .map(
                                column ->
                                        "| `%s` | %s | %s |\n"
                                                .formatted(
                                                        column.title(),
                                                        column.type().label(),
                                                        column.meaning()))
                        .collect(Collectors.joining());

        assertThat(Files.readString(Path.of("..", "docs", "sentinel.md"))).contains(table);
    }

    private static JsonNode row(Alert alert) throws IOException {
        return new ObjectMapper().readTree(SentinelRow.of(alert));
    }
}
