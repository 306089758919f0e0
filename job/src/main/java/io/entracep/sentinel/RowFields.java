package io.entracep.sentinel;

import com.fasterxml.jackson.core.JsonGenerator;
import io.entracep.alert.Evidence;
import io.entracep.detection.Affected;
import io.entracep.output.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the fields of one row, none longer than allowed, and remembers which it cut. */
final class RowFields {
    /** A text within an array: at most this part of the field, so that every item fits. */
    private static final int PARTS_OF_A_FIELD = 16;

    private final JsonGenerator json;
    private final int maxBytes;
    private final List<String> cut = new ArrayList<>();
    private String column = "";

    RowFields(JsonGenerator json, int maxBytes) {
        this.json = json;
        this.maxBytes = maxBytes;
    }

    void start(SentinelColumn next) throws IOException {
        column = next.title();
        json.writeFieldName(column);
    }

    void number(int value) throws IOException {
        json.writeNumber(value);
    }

    void flag(boolean value) throws IOException {
        json.writeBoolean(value);
    }

    void text(@Nullable String value) throws IOException {
        json.writeString(shortened(value, maxBytes));
    }

    void texts(List<String> values) throws IOException {
        List<String> items = new ArrayList<>();
        for (String value : values) {
            items.add(JsonText.of(item -> item.writeString(part(value))));
        }
        array(items);
    }

    void evidence(List<Evidence> records) throws IOException {
        List<String> items = new ArrayList<>();
        for (Evidence evidence : records) {
            items.add(JsonText.of(item -> write(item, evidence)));
        }
        array(items);
    }

    void affected(List<Affected> accounts) throws IOException {
        List<String> items = new ArrayList<>();
        for (Affected account : accounts) {
            items.add(JsonText.of(item -> write(item, account)));
        }
        array(items);
    }

    /** The names of the columns that were cut so far: to be written last. */
    void truncated() throws IOException {
        json.writeStartArray();
        for (String name : cut) {
            json.writeString(name);
        }
        json.writeEndArray();
    }

    /** As many whole items, from the first on, as fit. */
    private void array(List<String> items) throws IOException {
        int bytes = "[]".length();
        json.writeStartArray();
        for (String item : items) {
            bytes += item.getBytes(StandardCharsets.UTF_8).length + ",".length();
            if (bytes > maxBytes) {
                rememberCut();
                break;
            }
            json.writeRawValue(item);
        }
        json.writeEndArray();
    }

    private void write(JsonGenerator item, Evidence evidence) throws IOException {
        item.writeStartObject();
        item.writeStringField("stage", part(evidence.stage()));
        item.writeStringField("eventId", part(evidence.eventId()));
        item.writeStringField("time", part(evidence.time()));
        item.writeStringField("category", part(evidence.category()));
        item.writeStringField("activity", part(evidence.activity()));
        item.writeStringField("result", part(evidence.result()));
        item.writeStringField("actor", part(evidence.actor()));
        item.writeStringField("target", part(evidence.target()));
        item.writeStringField("ip", part(evidence.ip()));
        item.writeStringField("device", part(evidence.device()));
        item.writeStringField("location", part(evidence.location()));
        item.writeEndObject();
    }

    private void write(JsonGenerator item, Affected account) throws IOException {
        item.writeStartObject();
        item.writeStringField("id", part(account.id()));
        item.writeStringField("name", part(account.name()));
        item.writeStringField("what", part(account.what()));
        item.writeEndObject();
    }

    private @Nullable String part(@Nullable String value) {
        return shortened(value, maxBytes / PARTS_OF_A_FIELD);
    }

    private @Nullable String shortened(@Nullable String value, int bytes) {
        if (value == null || JsonBytes.fits(value, bytes)) {
            return value;
        }
        rememberCut();
        return JsonBytes.cut(value, bytes);
    }

    private void rememberCut() {
        if (!cut.contains(column)) {
            cut.add(column);
        }
    }
}
