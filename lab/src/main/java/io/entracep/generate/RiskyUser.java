package io.entracep.generate;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;

/** The state of a user after a risk detection (RiskyUsers). Its id is the user's. */
record RiskyUser(long eventTime, Account account, String level) implements Draft {

    static RiskyUser after(UserRiskEvent event) {
        return new RiskyUser(
                event.eventTime() + event.foundAfter() + 5 * VendorTime.MINUTE,
                event.about().account(),
                event.level());
    }

    @Override
    public String category() {
        return "RiskyUsers";
    }

    @Override
    public void write(JsonGenerator json, Tenant tenant, long emittedAt) throws IOException {
        tenant.open(json, VendorTime.american(emittedAt), "Risky user", category());
        json.writeStringField("resultSignature", "None");
        json.writeNumberField("durationMs", 0);
        json.writeStringField("correlationId", account.id());
        json.writeStringField("identity", account.displayName().toLowerCase(Locale.ROOT));
        json.writeNumberField("Level", 4);
        // A region of the vendor's data centres, not a country.
        json.writeStringField("location", "weu");
        json.writeObjectFieldStart("properties");
        json.writeStringField("id", account.id());
        json.writeStringField("userDisplayName", account.displayName());
        json.writeStringField("userPrincipalName", account.upn());
        json.writeStringField("riskLastUpdatedDateTime", VendorTime.looseHours(eventTime));
        json.writeStringField("riskState", "atRisk");
        json.writeStringField("riskDetail", "none");
        json.writeStringField("riskLevel", level);
        json.writeBooleanField("isGuest", false);
        json.writeBooleanField("isDeleted", false);
        json.writeBooleanField("isProcessing", false);
        json.writeEndObject();
        json.writeEndObject();
    }
}
