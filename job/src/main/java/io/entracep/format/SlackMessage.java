package io.entracep.format;

import com.fasterxml.jackson.core.JsonGenerator;
import io.entracep.alert.Alert;
import io.entracep.alert.Evidence;
import io.entracep.output.JsonText;
import java.io.IOException;
import java.util.List;

/**
 * An alert as the body of a Slack incoming webhook, in blocks. Log text stands in {@code
 * plain_text} objects only, without emoji, and with {@code & < >} escaped: it can make no link, no
 * mention and no formatting.
 *
 * <p>Source: Slack, "Block Kit: blocks" and "Formatting text for app surfaces": 50 blocks, 150
 * characters in a header, 3000 in a section, 10 fields of 2000.
 */
final class SlackMessage {
    private static final int HEADER = 150;
    private static final int SECTION = 3000;
    private static final int FIELD = 300;
    private static final int FIELDS = 10;
    private static final int FALLBACK = 1000;
    private static final int EVIDENCE = 20;
    private static final int TRIAGE = 15;

    private SlackMessage() {}

    static String of(Alert alert) {
        return JsonText.of(
                json -> {
                    json.writeStartObject();
                    // What a notification shows; not read as markup.
                    json.writeStringField(
                            "text",
                            escaped(ChatText.headline(alert) + ": " + alert.reason(), FALLBACK));
                    json.writeBooleanField("mrkdwn", false);
                    json.writeStringField("parse", "none");
                    json.writeBooleanField("link_names", false);
                    json.writeBooleanField("unfurl_links", false);
                    json.writeBooleanField("unfurl_media", false);
                    json.writeArrayFieldStart("blocks");
                    block(json, "header", ChatText.headline(alert), HEADER);
                    block(json, "section", alert.reason(), SECTION);
                    facts(json, alert);
                    evidence(json, alert);
                    triage(json, alert);
                    json.writeEndArray();
                    json.writeEndObject();
                });
    }

    private static void facts(JsonGenerator json, Alert alert) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "section");
        json.writeArrayFieldStart("fields");
        for (ChatText.Fact fact : ChatText.facts(alert).stream().limit(FIELDS).toList()) {
            plainText(json, fact.label() + ": " + fact.value(), FIELD);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void evidence(JsonGenerator json, Alert alert) throws IOException {
        List<Evidence> evidence = alert.evidence();
        for (Evidence record : evidence.stream().limit(EVIDENCE).toList()) {
            block(json, "section", ChatText.line(record), SECTION);
        }
        if (evidence.size() > EVIDENCE) {
            block(
                    json,
                    "section",
                    "… and " + (evidence.size() - EVIDENCE) + " more records",
                    SECTION);
        }
    }

    private static void triage(JsonGenerator json, Alert alert) throws IOException {
        int step = 1;
        for (String todo : alert.triage().stream().limit(TRIAGE).toList()) {
            block(json, "section", step++ + ". " + todo, SECTION);
        }
    }

    private static void block(JsonGenerator json, String type, String text, int most)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("type", type);
        json.writeFieldName("text");
        plainText(json, text, most);
        json.writeEndObject();
    }

    private static void plainText(JsonGenerator json, String text, int most) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "plain_text");
        json.writeBooleanField("emoji", false);
        json.writeStringField("text", escaped(text, most));
        json.writeEndObject();
    }

    /** Escaped, and as escaped not longer than this; no escape is cut in two. Never empty. */
    private static String escaped(String text, int most) {
        String plain = ChatText.plain(text);
        String escaped = escaped(plain);
        for (int cut = most; escaped.length() > most; cut -= Math.max(1, cut / 10)) {
            escaped = escaped(ChatText.cut(plain, cut));
        }
        return escaped.isEmpty() ? "-" : escaped;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
