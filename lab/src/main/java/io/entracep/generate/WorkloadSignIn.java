package io.entracep.generate;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/**
 * A token issued to a service principal or a managed identity. Managed identities have an empty
 * address and no location, as in captured records.
 *
 * @param american the envelope's time is in the American format, as in some records since 2025
 */
record WorkloadSignIn(
        long eventTime,
        Workload workload,
        boolean managed,
        boolean american,
        String id,
        String correlationId)
        implements Draft {

    static final String SERVICE_PRINCIPAL = "ServicePrincipalSignInLogs";
    static final String MANAGED_IDENTITY = "ManagedIdentitySignInLogs";

    @Override
    public String category() {
        return managed ? MANAGED_IDENTITY : SERVICE_PRINCIPAL;
    }

    @Override
    public void write(JsonGenerator json, Tenant tenant, long emittedAt) throws IOException {
        String time = american ? VendorTime.american(emittedAt) : VendorTime.zulu(emittedAt);
        tenant.open(json, time, "Sign-in activity", category());
        json.writeStringField("resultType", "0");
        json.writeStringField("resultSignature", "SUCCESS");
        if (american) {
            json.writeStringField("durationMs", "0");
        } else {
            json.writeNumberField("durationMs", 0);
        }
        if (!managed) {
            json.writeStringField("callerIpAddress", workload.origin().ip());
            json.writeStringField("location", workload.origin().place().country());
        }
        json.writeStringField("correlationId", correlationId);
        json.writeNumberField("Level", 4);
        json.writeObjectFieldStart("properties");
        properties(json, tenant);
        json.writeEndObject();
        json.writeEndObject();
    }

    private void properties(JsonGenerator json, Tenant tenant) throws IOException {
        json.writeStringField("id", id);
        json.writeStringField("createdDateTime", VendorTime.offset(eventTime));
        if (managed) {
            json.writeNullField("userId");
        } else {
            json.writeStringField("userId", "");
            json.writeStringField("servicePrincipalCredentialKeyId", workload.keyId());
            json.writeStringField("clientCredentialType", "clientSecret");
        }
        json.writeStringField("appId", workload.appId());
        json.writeStringField("servicePrincipalId", workload.id());
        json.writeStringField("servicePrincipalName", workload.name());
        json.writeStringField("resourceId", "00000003-0000-0000-c000-000000000000");
        json.writeStringField("resourceDisplayName", "Microsoft Graph");
        json.writeStringField("resourceTenantId", tenant.id());
        json.writeObjectFieldStart("status");
        json.writeNumberField("errorCode", 0);
        json.writeEndObject();
        network(json);
        json.writeStringField("correlationId", correlationId);
        json.writeStringField("conditionalAccessStatus", "notApplied");
        json.writeArrayFieldStart("appliedConditionalAccessPolicies");
        json.writeEndArray();
        json.writeBooleanField("isInteractive", false);
        json.writeStringField("tokenIssuerType", "AzureAD");
        json.writeStringField("riskDetail", "none");
        // Workloads always show "low" here: it means nothing.
        json.writeStringField("riskLevelAggregated", "low");
        json.writeStringField("riskLevelDuringSignIn", "low");
        json.writeStringField("riskState", "none");
        json.writeStringField("crossTenantAccessType", "none");
    }

    private void network(JsonGenerator json) throws IOException {
        json.writeStringField("ipAddress", managed ? "" : workload.origin().ip());
        json.writeFieldName("location");
        if (managed) {
            json.writeRawValue(
                    "{\"city\":\"\",\"state\":\"\",\"countryOrRegion\":\"\",\"geoCoordinates\":"
                            + "{\"latitude\":0.0,\"longitude\":0.0}}");
        } else {
            json.writeRawValue(workload.origin().location());
            json.writeNumberField("autonomousSystemNumber", workload.origin().place().asn());
        }
    }
}
