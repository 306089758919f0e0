package io.entracep.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** A generated record and what a reader of its bytes sees. */
record Parsed(GeneratedRecord record, JsonNode json) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static List<Parsed> all(Iterator<GeneratedRecord> records) {
        List<Parsed> all = new ArrayList<>();
        records.forEachRemaining(record -> all.add(new Parsed(record, parse(record.json()))));
        return all;
    }

    static JsonNode parse(byte[] json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode properties() {
        return json.path("properties");
    }

    String property(String name) {
        return properties().path(name).asText();
    }

    int code() {
        return properties().path("status").path("errorCode").asInt(-1);
    }

    String activity() {
        return record.category().equals("AuditLogs") ? property("activityDisplayName") : "";
    }

    /** Object id of the audit record's first target of this type. */
    String target(String type) {
        for (JsonNode target : properties().path("targetResources")) {
            if (target.path("type").asText().equals(type)) {
                return target.path("id").asText();
            }
        }
        return "";
    }

    String actor() {
        return properties().path("initiatedBy").path("user").path("id").asText();
    }

    String detail(String key) {
        for (JsonNode detail : properties().path("additionalDetails")) {
            if (detail.path("key").asText().equals(key)) {
                return detail.path("value").asText();
            }
        }
        return "";
    }

    String deviceId() {
        return properties().path("deviceDetail").path("deviceId").asText();
    }

    /** Short: assertions list thousands of these. */
    @Override
    public String toString() {
        return record.category()
                + " at "
                + VendorTime.zulu(record.eventTime())
                + " "
                + property("id")
                + " "
                + record.attack();
    }
}
