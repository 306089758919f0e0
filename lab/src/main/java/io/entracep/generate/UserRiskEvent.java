package io.entracep.generate;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;

/**
 * A risk detection of Identity Protection about a sign-in (UserRiskEvents).
 *
 * @param riskEventType the vendor's name, such as {@code passwordSpray}
 * @param level low, medium or high
 * @param foundAfter milliseconds from the activity to its detection: hours for offline detections
 * @param id 64 hexadecimal digits
 */
record UserRiskEvent(SignIn about, String riskEventType, String level, long foundAfter, String id)
        implements Draft {

    static UserRiskEvent of(
            SignIn about, String riskEventType, String level, long foundAfter, Dice dice) {
        String id = (dice.guid() + dice.guid()).replace("-", "");
        return new UserRiskEvent(about, riskEventType, level, foundAfter, id);
    }

    @Override
    public long eventTime() {
        return about.eventTime();
    }

    @Override
    public String category() {
        return "UserRiskEvents";
    }

    @Override
    public void write(JsonGenerator json, Tenant tenant, long emittedAt) throws IOException {
        tenant.open(json, VendorTime.american(emittedAt), "User Risk Detection", category());
        json.writeStringField("resultSignature", "None");
        json.writeNumberField("durationMs", 0);
        json.writeStringField("callerIpAddress", about.origin().ip());
        json.writeStringField("correlationId", id);
        json.writeStringField("identity", about.account().displayName().toLowerCase(Locale.ROOT));
        json.writeNumberField("Level", 4);
        json.writeStringField(
                "location", about.origin().place().country().toLowerCase(Locale.ROOT));
        json.writeObjectFieldStart("properties");
        properties(json, tenant);
        json.writeEndObject();
        json.writeEndObject();
    }

    private void properties(JsonGenerator json, Tenant tenant) throws IOException {
        long detected = eventTime() + foundAfter;
        json.writeStringField("id", id);
        json.writeStringField("requestId", about.flow().id());
        json.writeStringField("correlationId", about.flow().correlationId());
        json.writeStringField("riskType", "generic");
        json.writeStringField("riskEventType", riskEventType);
        json.writeStringField("riskState", "atRisk");
        json.writeStringField("riskLevel", level);
        json.writeStringField("riskDetail", "none");
        json.writeStringField("source", "IdentityProtection");
        json.writeStringField(
                "detectionTimingType", foundAfter > VendorTime.HOUR ? "offline" : "realtime");
        json.writeStringField("activity", "signin");
        json.writeStringField("ipAddress", about.origin().ip());
        json.writeFieldName("location");
        json.writeRawValue(about.origin().location());
        json.writeStringField("activityDateTime", VendorTime.looseHours(eventTime()));
        json.writeStringField("detectedDateTime", VendorTime.looseHours(detected));
        json.writeStringField("lastUpdatedDateTime", VendorTime.looseHours(detected));
        json.writeStringField("userId", about.account().id());
        json.writeStringField("userDisplayName", about.account().displayName());
        json.writeStringField("userPrincipalName", about.account().upn());
        String agent = Target.quoted(about.machine().userAgent());
        json.writeStringField(
                "additionalInfo", "[{\"Key\":\"userAgent\",\"Value\":" + agent + "}]");
        json.writeStringField("tokenIssuerType", "AzureAD");
        json.writeNullField("resourceTenantId");
        json.writeStringField("homeTenantId", tenant.id());
        json.writeStringField("userType", "member");
        json.writeStringField("crossTenantAccessType", "none");
    }
}
