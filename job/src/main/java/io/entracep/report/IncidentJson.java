package io.entracep.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.entracep.alert.Alert;
import io.entracep.attack.Tactic;
import io.entracep.incident.Account;
import io.entracep.incident.Incident;
import io.entracep.incident.Link;
import io.entracep.output.JsonText;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Incidents and accounts as JSON. The order of the fields is fixed and each is always there. */
public final class IncidentJson {
    private IncidentJson() {}

    /** An incident on one line. */
    public static String of(Incident incident) {
        return JsonText.of(
                json -> {
                    json.writeStartObject();
                    writeFields(json, incident);
                    json.writeEndObject();
                });
    }

    /** The fields of an incident, into an object that is open. */
    static void writeFields(JsonGenerator json, Incident incident) throws IOException {
        json.writeStringField("incidentId", incident.id());
        json.writeNumberField("rank", incident.rank());
        json.writeStringField("severity", incident.severity().label());
        json.writeStringField("tenantId", incident.tenantId());
        json.writeStringField("title", incident.title());
        json.writeStringField("firstEventTime", incident.firstEventTime());
        json.writeStringField("lastEventTime", incident.lastEventTime());
        writeTexts(json, "alerts", incident.alerts().stream().map(Alert::alertId).toList());
        writeTexts(
                json,
                "detections",
                incident.alerts().stream().map(Alert::detectionId).distinct().sorted().toList());
        writeTexts(json, "tactics", incident.tactics().stream().map(Tactic::label).toList());
        writeTexts(json, "techniques", incident.techniques());
        json.writeArrayFieldStart("accounts");
        for (Account account : incident.accounts()) {
            json.writeStartObject();
            json.writeStringField("type", account.type());
            writeAccount(json, account);
            json.writeEndObject();
        }
        json.writeEndArray();
        writeTexts(json, "addresses", incident.addresses());
        json.writeArrayFieldStart("links");
        for (Link link : incident.links()) {
            json.writeStartObject();
            json.writeStringField("from", link.from());
            json.writeStringField("to", link.to());
            json.writeStringField("kind", link.kind().name().toLowerCase(Locale.ROOT));
            json.writeStringField("value", link.value());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** The fields of an account but its type, into an object that is open. */
    static void writeAccount(JsonGenerator json, Account account) throws IOException {
        writeText(json, "id", account.id());
        json.writeStringField("name", account.name());
        json.writeStringField("tenantId", account.tenantId());
        json.writeStringField("severity", account.severity().label());
        json.writeNumberField("alertsAbout", account.about());
        json.writeNumberField("alertsActedIn", account.acted());
        json.writeStringField("firstEventTime", account.firstEventTime());
        json.writeStringField("lastEventTime", account.lastEventTime());
    }

    private static void writeText(JsonGenerator json, String field, @Nullable String text)
            throws IOException {
        if (text == null) {
            json.writeNullField(field);
        } else {
            json.writeStringField(field, text);
        }
    }

    static void writeTexts(JsonGenerator json, String field, List<String> texts)
            throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
