package io.entracep.scenario;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A sign-in of a service principal or of a managed identity. */
final class WorkloadSignInTemplate implements Template {
    private final String key;
    private final String category;

    WorkloadSignInTemplate(String key, String category) {
        this.key = key;
        this.category = category;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public ObjectNode render(Section line, Occurrence occurrence) {
        boolean managed = key.startsWith("managed");
        String name = line.required(key);
        int code = line.number("code", 0);
        String ip = managed ? "" : Envelope.ip(line);
        String resource = line.text("resource", "Microsoft Graph");

        ObjectNode record = Envelope.of(occurrence, category, "Sign-in activity");
        record.put("resultType", Integer.toString(code))
                .put("resultSignature", code == 0 ? "SUCCESS" : "FAILURE")
                .put("callerIpAddress", ip);
        ObjectNode properties = Envelope.properties(record);
        properties
                .put("id", occurrence.id())
                .put("createdDateTime", occurrence.timeText())
                .put("correlationId", occurrence.correlationId())
                .put("userId", "")
                .put("servicePrincipalId", line.text("object-id", Ids.of(name)))
                .put("servicePrincipalName", name)
                .put("appId", line.text("app-id", Apps.id(name)))
                .put("resourceDisplayName", resource)
                .put("resourceId", line.text("resource-id", Apps.id(resource)))
                .put("ipAddress", ip)
                .put("servicePrincipalCredentialKeyId", line.text("credential", Ids.of("key")))
                .put("clientCredentialType", line.text("credential-type", "clientSecret"))
                .put("userAgent", line.text("user-agent", ""))
                .put("autonomousSystemNumber", line.number("asn", 64500))
                .put("riskLevelDuringSignIn", line.text("risk", "low"))
                .put("riskState", line.text("risk-state", "none"));
        properties.putObject("status").put("errorCode", code);
        Place.write(line, properties.putObject("location"));
        return Envelope.withRaw(record, line);
    }
}
