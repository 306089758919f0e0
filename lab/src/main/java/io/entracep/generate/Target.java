package io.entracep.generate;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of an audit record's {@code targetResources}.
 *
 * @param displayName null where the vendor writes null
 * @param upn null for everything but users, and for users in PIM records
 */
record Target(
        @Nullable String id,
        @Nullable String displayName,
        String type,
        @Nullable String upn,
        List<Modified> modified) {

    /** A changed property; the values are JSON inside a string, or null. */
    record Modified(String name, @Nullable String oldValue, @Nullable String newValue) {}

    static Target user(Account account) {
        return new Target(account.id(), null, "User", account.upn(), List.of());
    }

    static Target of(String type, String id, @Nullable String displayName) {
        return new Target(id, displayName, type, null, List.of());
    }

    Target changing(String name, @Nullable String oldValue, @Nullable String newValue) {
        List<Modified> more = new ArrayList<>(modified);
        more.add(new Modified(name, oldValue, newValue));
        return new Target(id, displayName, type, upn, List.copyOf(more));
    }

    Target named(String otherUpn) {
        return new Target(id, displayName, type, otherUpn, modified);
    }

    /** Text as the vendor puts it into old and new values: with its own quotes. */
    static String quoted(String text) {
        return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", id);
        json.writeStringField("displayName", displayName);
        json.writeStringField("type", type);
        if (upn != null) {
            json.writeStringField("userPrincipalName", upn);
        }
        json.writeArrayFieldStart("modifiedProperties");
        for (Modified property : modified) {
            json.writeStartObject();
            json.writeStringField("displayName", property.name());
            json.writeStringField("oldValue", property.oldValue());
            json.writeStringField("newValue", property.newValue());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("administrativeUnits");
        json.writeEndArray();
        json.writeEndObject();
    }
}
