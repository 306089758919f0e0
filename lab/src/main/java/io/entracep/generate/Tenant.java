package io.entracep.generate;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** What every record of a tenant repeats. */
record Tenant(String id, String resourceId, ConditionalAccess conditionalAccess) {

    Tenant(String id) {
        this(
                id,
                "/tenants/" + id + "/providers/Microsoft.aadiam",
                new ConditionalAccess(Dice.of(id.hashCode(), 1)));
    }

    /** The first columns of the envelope; the object is left open. */
    void open(JsonGenerator json, String time, String operation, String category)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("time", time);
        json.writeStringField("resourceId", resourceId);
        json.writeStringField("operationName", operation);
        json.writeStringField("operationVersion", "1.0");
        json.writeStringField("category", category);
        json.writeStringField("tenantId", id);
    }
}
