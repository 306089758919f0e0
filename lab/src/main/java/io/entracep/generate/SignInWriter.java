package io.entracep.generate;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Writes a sign-in of a person with every column that current records have: about 4 KB, as real
 * ones with several Conditional Access policies are.
 */
final class SignInWriter {
    private static final SerializedString PROCESSING =
            new SerializedString(
                    "[{\"key\":\"Legacy TLS (TLS 1.0, 1.1, 3DES)\",\"value\":\"False\"},"
                            + "{\"key\":\"Oauth Scope Info\",\"value\":\"[\\\"openid\\\","
                            + "\\\"profile\\\",\\\"offline_access\\\",\\\"User.Read\\\"]\"},"
                            + "{\"key\":\"Is CAE Token\",\"value\":\"False\"}]");
    private static final SerializedString REQUIREMENT =
            new SerializedString(
                    "[{\"requirementProvider\":\"multiConditionalAccess\",\"detail\":\"Conditional"
                            + " Access\"}]");
    // The tenant that owns first-party applications.
    private static final String VENDOR_TENANT = "f8cdef31-a31e-4b4a-93e4-5f571e91255a";

    private final SignIn signIn;
    private final SignIn.Ending ending;
    private final SignIn.Flow flow;
    private final Tenant tenant;
    private final JsonGenerator json;

    SignInWriter(SignIn signIn, Tenant tenant, JsonGenerator json) {
        this.signIn = signIn;
        this.ending = signIn.ending();
        this.flow = signIn.flow();
        this.tenant = tenant;
        this.json = json;
    }

    void write(long emittedAt) throws IOException {
        tenant.open(json, VendorTime.zulu(emittedAt), "Sign-in activity", signIn.category());
        json.writeStringField("resultType", ending.result().codeText());
        json.writeStringField("resultSignature", ending.succeeded() ? "SUCCESS" : "FAILURE");
        if (!ending.succeeded()) {
            json.writeStringField("resultDescription", ending.result().text());
        }
        json.writeNumberField("durationMs", 0);
        json.writeStringField("callerIpAddress", signIn.origin().ip());
        json.writeStringField("correlationId", flow.correlationId());
        json.writeStringField("identity", signIn.account().displayName());
        json.writeNumberField("Level", 4);
        json.writeStringField("location", signIn.origin().place().country());
        json.writeObjectFieldStart("properties");
        who();
        status();
        device();
        network();
        conditionalAccess();
        authentication();
        risk();
        rest();
        json.writeEndObject();
        json.writeEndObject();
    }

    private void who() throws IOException {
        json.writeStringField("id", flow.id());
        json.writeStringField("createdDateTime", VendorTime.offset(signIn.eventTime()));
        json.writeStringField("userDisplayName", signIn.account().displayName());
        json.writeStringField("userPrincipalName", signIn.account().upn());
        json.writeStringField("userId", signIn.account().id());
        json.writeStringField("signInIdentifier", signIn.account().upn());
        json.writeStringField("alternateSignInName", "");
        json.writeStringField("userType", "Member");
        json.writeStringField("appId", signIn.application().id());
        json.writeStringField("appDisplayName", signIn.application().name());
        json.writeStringField("resourceId", signIn.application().resourceId());
        json.writeStringField("resourceDisplayName", signIn.application().resourceName());
        json.writeStringField("resourceTenantId", tenant.id());
        json.writeStringField("homeTenantId", tenant.id());
        json.writeStringField("homeTenantName", "");
        json.writeStringField("crossTenantAccessType", "none");
        json.writeStringField("servicePrincipalId", "");
    }

    private void status() throws IOException {
        json.writeObjectFieldStart("status");
        json.writeNumberField("errorCode", ending.result().code());
        if (!ending.succeeded()) {
            json.writeStringField("failureReason", ending.result().text());
        }
        if (ending.detail() != null) {
            json.writeStringField("additionalDetails", ending.detail());
        }
        json.writeEndObject();
    }

    private void device() throws IOException {
        Machine machine = signIn.machine();
        json.writeStringField("clientAppUsed", signIn.application().clientAppUsed());
        json.writeStringField("userAgent", machine.userAgent());
        json.writeObjectFieldStart("deviceDetail");
        json.writeStringField("deviceId", machine.deviceId());
        if (machine.name() != null) {
            json.writeStringField("displayName", machine.name());
        }
        json.writeStringField("operatingSystem", machine.operatingSystem());
        json.writeStringField("browser", machine.browser());
        if (machine.managed()) {
            json.writeBooleanField("isCompliant", true);
            json.writeBooleanField("isManaged", true);
        }
        if (machine.trustType() != null) {
            json.writeStringField("trustType", machine.trustType());
        }
        json.writeEndObject();
    }

    private void network() throws IOException {
        json.writeStringField("ipAddress", signIn.origin().ip());
        json.writeFieldName("location");
        json.writeRawValue(signIn.origin().location());
        json.writeNumberField("autonomousSystemNumber", signIn.origin().place().asn());
        json.writeArrayFieldStart("networkLocationDetails");
        if (signIn.origin().ip().startsWith("192.0.2.")) {
            json.writeStartObject();
            json.writeStringField("networkType", "trustedNamedLocation");
            json.writeArrayFieldStart("networkNames");
            json.writeString(signIn.origin().place().city() + " office");
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void conditionalAccess() throws IOException {
        boolean challenged =
                ending.proof() == Proof.PASSWORD_AND_MFA || ending.proof() == Proof.EARLIER_CLAIM;
        String status = challenged ? "success" : "notApplied";
        json.writeStringField(
                "conditionalAccessStatus",
                ending.result() == Result.BLOCKED_BY_POLICY ? "failure" : status);
        json.writeFieldName("appliedConditionalAccessPolicies");
        json.writeRawValue(tenant.conditionalAccess().applied(ending.result(), challenged));
        json.writeStringField(
                "authenticationRequirement",
                challenged ? "multiFactorAuthentication" : "singleFactorAuthentication");
        json.writeFieldName("authenticationRequirementPolicies");
        if (challenged) {
            json.writeRawValue(REQUIREMENT);
        } else {
            json.writeRawValue("[]");
        }
    }

    private void authentication() throws IOException {
        AuthenticationSteps.write(json, signIn);
        json.writeFieldName("authenticationProcessingDetails");
        json.writeRawValue(PROCESSING);
        json.writeObjectFieldStart("mfaDetail");
        if (ending.passedMfa() && !flow.isPending()) {
            json.writeStringField("authMethod", "Mobile app notification");
        }
        json.writeEndObject();
        json.writeStringField(
                "incomingTokenType", ending.isInteractive() ? "none" : "refreshToken");
        json.writeStringField("authenticationProtocol", "none");
        json.writeStringField("originalTransferMethod", "none");
        json.writeStringField("tokenIssuerName", "");
        json.writeStringField("tokenIssuerType", "AzureAD");
        json.writeStringField("sessionId", flow.sessionId());
        json.writeStringField("uniqueTokenIdentifier", tokenIdentifier());
        json.writeObjectFieldStart("tokenProtectionStatusDetails");
        json.writeStringField("signInSessionStatus", "unbound");
        json.writeEndObject();
    }

    private String tokenIdentifier() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(flow.id().getBytes(StandardCharsets.US_ASCII));
    }

    private void risk() throws IOException {
        json.writeStringField("riskDetail", "none");
        json.writeStringField("riskLevelAggregated", "none");
        json.writeStringField("riskLevelDuringSignIn", "none");
        json.writeStringField("riskState", "none");
        json.writeArrayFieldStart("riskEventTypes");
        json.writeEndArray();
        json.writeArrayFieldStart("riskEventTypes_v2");
        json.writeEndArray();
    }

    private void rest() throws IOException {
        json.writeStringField("correlationId", flow.correlationId());
        json.writeStringField("originalRequestId", flow.id());
        json.writeBooleanField("isInteractive", ending.isInteractive());
        json.writeArrayFieldStart("signInEventTypes");
        json.writeString(ending.isInteractive() ? "interactiveUser" : "nonInteractiveUser");
        json.writeEndArray();
        json.writeNumberField("processingTimeInMilliseconds", 80 + flow.id().charAt(0));
        json.writeBooleanField("flaggedForReview", false);
        json.writeBooleanField("isTenantRestricted", false);
        json.writeBooleanField("isThroughGlobalSecureAccess", false);
        json.writeStringField("globalSecureAccessIpAddress", "");
        json.writeStringField("appOwnerTenantId", VENDOR_TENANT);
        json.writeStringField("resourceOwnerTenantId", tenant.id());
        json.writeStringField("ssoExtensionVersion", "");
        json.writeObjectFieldStart("privateLinkDetails");
        json.writeEndObject();
        json.writeObjectFieldStart("agent");
        json.writeStringField("agentType", "notAgentic");
        json.writeEndObject();
    }
}
