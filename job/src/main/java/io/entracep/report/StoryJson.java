package io.entracep.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.entracep.alert.Alert;
import io.entracep.incident.Account;
import io.entracep.incident.Incident;
import io.entracep.output.AlertJson;
import io.entracep.output.JsonText;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;

/**
 * The story of a replay for programs: one object a line, told apart by {@code type}. Incidents by
 * rank, each followed by its alerts in order of time, then accounts, suppressed alerts,
 * suppressions and the summary.
 */
public final class StoryJson {
    private StoryJson() {}

    /** Prints all lines. */
    public static void print(Results results, PrintStream out) {
        for (Incident incident : results.story().incidents()) {
            line(out, "incident", json -> IncidentJson.writeFields(json, incident));
            for (Alert alert : incident.alerts()) {
                line(
                        out,
                        "alert",
                        json -> {
                            json.writeStringField("incidentId", incident.id());
                            AlertJson.writeBody(json, alert);
                        });
            }
        }
        for (Account account : results.story().accounts()) {
            line(
                    out,
                    "account",
                    json -> {
                        json.writeStringField("accountType", account.type());
                        IncidentJson.writeAccount(json, account);
                        IncidentJson.writeTexts(json, "incidents", account.incidents());
                    });
        }
        for (Alert alert : results.story().suppressed()) {
            line(out, "suppressed-alert", json -> AlertJson.writeBody(json, alert));
        }
        for (SuppressionEntry entry : results.suppressions()) {
            line(
                    out,
                    "suppression",
                    json -> {
                        json.writeStringField("entry", entry.entry());
                        json.writeStringField("detectionId", entry.detection());
                        json.writeStringField("owner", entry.owner());
                        json.writeStringField("reason", entry.reason());
                        json.writeStringField("expires", entry.expires().toString());
                        json.writeBooleanField("expired", entry.expired());
                        json.writeNumberField("alerts", entry.matches(results.story()));
                    });
        }
        line(out, "summary", json -> writeFields(json, results.summary()));
    }

    /** Texts of the summary come from log and folder names: they are escaped here, too. */
    private static void writeFields(JsonGenerator json, JsonNode object) throws IOException {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            json.writeFieldName(field.getKey());
            write(json, field.getValue());
        }
    }

    private static void write(JsonGenerator json, JsonNode value) throws IOException {
        if (value.isObject()) {
            json.writeStartObject();
            writeFields(json, value);
            json.writeEndObject();
        } else if (value.isArray()) {
            json.writeStartArray();
            for (JsonNode item : value) {
                write(json, item);
            }
            json.writeEndArray();
        } else if (value.isTextual()) {
            json.writeString(value.textValue());
        } else {
            json.writeRawValue(value.toString());
        }
    }

    private static void line(PrintStream out, String type, JsonText.Content fields) {
        out.println(
                JsonText.of(
                        json -> {
                            json.writeStartObject();
                            json.writeStringField("type", type);
                            fields.writeTo(json);
                            json.writeEndObject();
                        }));
    }
}
