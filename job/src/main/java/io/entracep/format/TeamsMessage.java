package io.entracep.format;

import com.fasterxml.jackson.core.JsonGenerator;
import io.entracep.alert.Alert;
import io.entracep.output.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * An alert as the body of a Microsoft Teams webhook made with Workflows: a message with one
 * adaptive card. Log text stands in {@code TextRun}s only, which know no Markdown, and the markers
 * of mentions and of date functions are broken: it can make no link, no mention and no formatting.
 *
 * <p>Source: Microsoft, "Format cards in Microsoft Teams" (Markdown is read in TextBlock and Fact),
 * Adaptive Cards schema explorer ("TextRun"), "Create incoming webhooks with Workflows" (28 KB).
 */
final class TeamsMessage {
    private static final int MOST_BYTES = 27_000;
    private static final int HEADLINE = 200;
    private static final int REASON = 1500;
    private static final int VALUE = 200;
    private static final int LINE = 400;
    private static final int EVIDENCE = 15;
    private static final int TRIAGE = 15;

    private TeamsMessage() {}

    /** As many records as fit. */
    static String of(Alert alert) {
        int records = Math.min(EVIDENCE, alert.evidence().size());
        String message = message(alert, records);
        while (records > 0 && bytes(message) > MOST_BYTES) {
            message = message(alert, --records);
        }
        return message;
    }

    private static int bytes(String message) {
        return message.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String message(Alert alert, int records) {
        return JsonText.of(
                json -> {
                    json.writeStartObject();
                    json.writeStringField("type", "message");
                    json.writeArrayFieldStart("attachments");
                    json.writeStartObject();
                    json.writeStringField("contentType", "application/vnd.microsoft.card.adaptive");
                    json.writeNullField("contentUrl");
                    json.writeObjectFieldStart("content");
                    json.writeStringField(
                            "$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
                    json.writeStringField("type", "AdaptiveCard");
                    json.writeStringField("version", "1.4");
                    json.writeArrayFieldStart("body");
                    body(json, alert, records);
                    json.writeEndArray();
                    json.writeEndObject();
                    json.writeEndObject();
                    json.writeEndArray();
                    json.writeEndObject();
                });
    }

    private static void body(JsonGenerator json, Alert alert, int records) throws IOException {
        line(json, ChatText.headline(alert), "", HEADLINE);
        line(json, "", alert.reason(), REASON);
        for (ChatText.Fact fact : ChatText.facts(alert)) {
            line(json, fact.label() + ": ", fact.value(), VALUE);
        }
        for (int i = 0; i < records; i++) {
            line(json, "", ChatText.line(alert.evidence().get(i)), LINE);
        }
        if (records < alert.evidence().size()) {
            line(json, "", "… and " + (alert.evidence().size() - records) + " more records", LINE);
        }
        for (int i = 0; i < Math.min(TRIAGE, alert.triage().size()); i++) {
            line(json, (i + 1) + ". ", alert.triage().get(i), LINE);
        }
    }

    private static void line(JsonGenerator json, String bold, String text, int most)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "RichTextBlock");
        json.writeArrayFieldStart("inlines");
        if (!bold.isEmpty()) {
            run(json, bold, "Bolder", most);
        }
        if (!text.isEmpty()) {
            run(json, text, "Default", most);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void run(JsonGenerator json, String text, String weight, int most)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "TextRun");
        json.writeStringField("text", safe(text, most));
        json.writeStringField("weight", weight);
        json.writeEndObject();
    }

    private static String safe(String text, int most) {
        String plain = ChatText.plain(text);
        // Twice: of three braces in a row the first pass leaves two beside each other.
        for (int pass = 0; pass < 2; pass++) {
            plain = plain.replace("{{", "{ {");
        }
        return ChatText.cut(plain.replace("<", "‹").replace(">", "›"), most);
    }
}
