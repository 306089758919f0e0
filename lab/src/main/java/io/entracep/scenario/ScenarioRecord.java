package io.entracep.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * One record of a scenario, in the vendor's shape.
 *
 * @param line line of the scenario that it comes from
 * @param time event time
 * @param emitted when it reaches us, unless a mutator says otherwise
 * @param json the record without its tenant; not to be changed
 */
public record ScenarioRecord(int line, Instant time, Instant emitted, ObjectNode json) {
    private static final String TENANT_CLAIM =
            "http://schemas.microsoft.com/identity/claims/tenantid";

    /** The record of a tenant, as UTF-8. Azure records name it in the claims only. */
    public byte[] bytesFor(String tenantId) {
        ObjectNode copy = json.deepCopy();
        JsonNode claims = copy.path("identity").path("claims");
        if (claims instanceof ObjectNode object) {
            object.put(TENANT_CLAIM, tenantId);
        } else {
            copy.put(copy.has("AADTenantId") ? "AADTenantId" : "tenantId", tenantId);
        }
        return copy.toString().getBytes(StandardCharsets.UTF_8);
    }
}
