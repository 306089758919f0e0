package io.entracep.generate;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** A call of Microsoft Graph by a workload (MicrosoftGraphActivityLogs). */
record GraphCall(long eventTime, Workload workload, String path, String id) implements Draft {

    @Override
    public String category() {
        return "MicrosoftGraphActivityLogs";
    }

    @Override
    public void write(JsonGenerator json, Tenant tenant, long emittedAt) throws IOException {
        // This log's envelope carries the time of the call.
        tenant.open(json, VendorTime.zulu(eventTime), "Microsoft Graph Activity", category());
        json.writeStringField("resultSignature", "200");
        json.writeStringField("durationMs", "53489");
        json.writeStringField("callerIpAddress", workload.origin().ip());
        json.writeStringField("correlationId", id);
        json.writeStringField("level", "Informational");
        json.writeStringField("location", "West Europe");
        json.writeObjectFieldStart("properties");
        json.writeStringField("timeGenerated", VendorTime.zulu(eventTime));
        json.writeStringField("requestId", id);
        json.writeStringField("operationId", id);
        json.writeStringField("clientRequestId", id);
        json.writeStringField("apiVersion", "v1.0");
        json.writeStringField("requestMethod", "GET");
        json.writeNumberField("responseStatusCode", 200);
        json.writeStringField("tenantId", tenant.id());
        json.writeNumberField("durationMs", 53489);
        json.writeNumberField("responseSizeBytes", 1266);
        json.writeStringField("appId", workload.appId());
        json.writeStringField("servicePrincipalId", workload.id());
        json.writeStringField("UserPrincipalObjectID", workload.id());
        json.writeStringField("C_Idtyp", "app");
        json.writeStringField("ipAddress", workload.origin().ip());
        json.writeStringField("userAgent", "python-requests/2.32.3");
        json.writeStringField("requestUri", "https://graph.microsoft.com/v1.0/" + path);
        json.writeStringField("tokenIssuedAt", VendorTime.zulu(eventTime - VendorTime.HOUR));
        json.writeEndObject();
        json.writeEndObject();
    }
}
