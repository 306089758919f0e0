package io.entracep.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entracep.alert.Alert;
import io.entracep.testing.Alerts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Slack and Teams: what an attacker writes into a log stays text. */
class ChatMessagesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void slackTellsWhatHappenedToWhomAndWhatToDo() throws Exception {
        JsonNode message = slack(Alerts.alert("a1", 1));

        assertThat(message.path("text").asText()).isEqualTo("HIGH – Password spray: some reason");
        assertThat(texts(message.path("blocks"), "text"))
                .contains(
                        "HIGH – Password spray",
                        "some reason",
                        "Alert: a1",
                        "Detection: password-spray",
                        "1. Ask the user.")
                .anyMatch(text -> text.startsWith("2026-03-03T10:00:00.000Z some reason"));
    }

    @Test
    void aClearedAlertSaysSo() throws Exception {
        Alert cleared = Alerts.revision(Alert.CLEARED, 2);

        assertThat(slack(cleared).path("text").asText()).startsWith("Cleared: HIGH");
        assertThat(texts(teams(cleared), "text")).contains("Cleared: HIGH – Password spray");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!channel> <@U123> <https://evil.example|Reset>",
                "&lt;!here&gt;",
                "*bold* `code` :siren: @here",
                "https://evil.example/reset",
                "line\nbreak\u202e\u0000"
            })
    void slackShowsLogTextAsItIs(String attack) throws Exception {
        JsonNode message = slack(Alerts.saying(attack, 2));

        for (JsonNode block : message.path("blocks")) {
            List<JsonNode> objects = new ArrayList<>(block.findParents("emoji"));
            assertThat(objects).isNotEmpty();
            for (JsonNode object : objects) {
                assertThat(object.path("type").asText()).isEqualTo("plain_text");
                assertThat(object.path("emoji").asBoolean(true)).isFalse();
            }
        }
        assertThat(message.path("mrkdwn").asBoolean(true)).isFalse();
        assertThat(message.path("parse").asText()).isEqualTo("none");
        assertThat(message.path("link_names").asBoolean(true)).isFalse();
        assertThat(texts(message, "text"))
                .noneMatch(text -> text.contains("<") || text.contains(">"))
                .noneMatch(text -> text.contains("://"))
                .allMatch(text -> text.chars().noneMatch(Character::isISOControl))
                .noneMatch(text -> text.contains("\u202e"))
                .noneMatch(text -> text.replaceAll("&(amp|lt|gt);", "").contains("&"));
    }

    @Test
    void whatSlackUnescapesIsWhatTheLogSaid() throws Exception {
        assertThat(texts(slack(Alerts.saying("a & b < c > d &lt;", 1)), "text"))
                .contains("a &amp; b &lt; c &gt; d &amp;lt;");
    }

    @Property(tries = 200)
    void slackKeepsItsLimitsWhateverIsWritten(@ForAll String text) throws Exception {
        keepsSlacksLimits(slack(Alerts.saying(text, 3)));
    }

    @Test
    void slackKeepsItsLimitsForLongTextAndManyRecords() throws Exception {
        for (String part : List.of("&", "<", "x", "😀", "\u0001")) {
            JsonNode message = slack(Alerts.saying(part.repeat(9_000), 300));
            keepsSlacksLimits(message);
            assertThat(texts(message, "text")).anyMatch(text -> text.contains("280 more records"));
        }
    }

    private static void keepsSlacksLimits(JsonNode message) {
        JsonNode blocks = message.path("blocks");
        assertThat(blocks.size()).isLessThanOrEqualTo(50);
        for (JsonNode block : blocks) {
            int most = block.path("type").asText().equals("header") ? 150 : 3_000;
            assertThat(block.path("text").path("text").asText().length()).isLessThanOrEqualTo(most);
            assertThat(block.path("fields").size()).isLessThanOrEqualTo(10);
            for (String text : texts(block, "text")) {
                assertThat(text).isNotEmpty().doesNotMatch("(?s).*&(?!(amp|lt|gt);).*");
                assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(text) || hasHalves(text))
                        .isTrue();
            }
        }
    }

    /** Log text may hold halves of surrogate pairs by itself. */
    private static boolean hasHalves(String text) {
        return text.codePoints().anyMatch(c -> c >= 0xd800 && c <= 0xdfff);
    }

    @Test
    void teamsGetsOneAdaptiveCard() throws Exception {
        JsonNode message = teams(Alerts.alert("a1", 1));

        assertThat(message.path("type").asText()).isEqualTo("message");
        assertThat(message.path("attachments")).hasSize(1);
        JsonNode card = message.path("attachments").path(0);
        assertThat(card.path("contentType").asText())
                .isEqualTo("application/vnd.microsoft.card.adaptive");
        assertThat(card.path("content").path("type").asText()).isEqualTo("AdaptiveCard");
        assertThat(texts(card, "text"))
                .contains("HIGH – Password spray", "some reason", "Ask the user.", "a1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[Reset](https://evil.example) **bold**",
                "<at>Everyone</at> <a href='x'>y</a>",
                "{{DATE(2026-03-03T10:00:00Z, SHORT)}} {{{{x}}}}",
                "{{{x}}} {{{{{y}}}}}",
                "https://evil.example"
            })
    void teamsShowsLogTextAsItIs(String attack) throws Exception {
        JsonNode message = teams(Alerts.saying(attack, 2));

        JsonNode body = message.path("attachments").path(0).path("content").path("body");
        for (JsonNode block : body) {
            assertThat(block.path("type").asText()).isEqualTo("RichTextBlock");
            for (JsonNode inline : block.path("inlines")) {
                assertThat(inline.path("type").asText()).isEqualTo("TextRun");
                assertThat(inline.has("selectAction")).isFalse();
                assertThat(inline.path("text").asText()).doesNotContain("{{", "<", ">", "://");
            }
        }
        assertThat(message.findValue("entities")).isNull();
    }

    @Test
    void aTeamsCardNeverIsTooLarge() {
        for (String part : List.of("x", "ä", "漢", "😀", "\u0001", "\"")) {
            String card = AlertFormat.TEAMS.text(Alerts.saying(part.repeat(9_000), 300));

            assertThat(card.getBytes(StandardCharsets.UTF_8).length).isLessThan(28_000);
            assertThat(card).contains("more records");
        }
    }

    private static JsonNode slack(Alert alert) throws Exception {
        return JSON.readTree(AlertFormat.SLACK.bytes(alert));
    }

    private static JsonNode teams(Alert alert) throws Exception {
        return JSON.readTree(AlertFormat.TEAMS.bytes(alert));
    }

    private static List<String> texts(JsonNode node, String field) {
        return node.findValues(field).stream()
                .flatMap(
                        value ->
                                value.isTextual()
                                        ? java.util.stream.Stream.of(value.asText())
                                        : texts(value, field).stream())
                .toList();
    }
}
