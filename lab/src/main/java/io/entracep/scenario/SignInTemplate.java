package io.entracep.scenario;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entracep.decode.ErrorCodes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in of a person: {@code sign-in}, {@code refresh} (non-interactive) or {@code
 * adfs-sign-in}.
 */
final class SignInTemplate implements Template {
    private static final String AGENT =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Edg/131.0.0.0";

    private final String key;
    private final String category;

    SignInTemplate(String key, String category) {
        this.key = key;
        this.category = category;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public ObjectNode render(Section line, Occurrence occurrence) {
        boolean refresh = key.equals("refresh");
        boolean adfs = key.equals("adfs-sign-in");
        SecondFactor factor = SecondFactor.of(line);
        int code = line.number("code", factor.code());
        String ip = Envelope.ip(line);
        String reason = line.text("failure", code == 0 ? "Other." : "Failed with code " + code);

        ObjectNode record = Envelope.of(occurrence, category, "Sign-in activity");
        record.put("resultType", Integer.toString(code))
                .put("resultSignature", code == 0 ? "SUCCESS" : "FAILURE")
                .put("resultDescription", reason)
                .put("callerIpAddress", ip);
        if (adfs) {
            record.put("time", occurrence.emittedAmerican()).put("durationMs", "0");
        }
        ObjectNode properties = Envelope.properties(record);
        properties
                .put("id", occurrence.id())
                .put("createdDateTime", occurrence.timeText())
                .put("correlationId", occurrence.correlationId())
                .put("ipAddress", ip)
                .put("isInteractive", !refresh);
        person(line, properties);
        client(line, properties, refresh, adfs);
        ObjectNode status = properties.putObject("status").put("errorCode", code);
        status.put("failureReason", reason);
        String detail = line.text("detail", factor.detail());
        if (!detail.isEmpty()) {
            status.put("additionalDetails", detail);
        }
        device(line, properties.putObject("deviceDetail"));
        Place.write(line, properties.putObject("location"));
        steps(line, properties.putArray("authenticationDetails"), code, factor, refresh);
        properties
                .put(
                        "authenticationRequirement",
                        line.text("requirement", adfs ? "" : factor.requirement()))
                .put("riskLevelDuringSignIn", line.text("risk", "none"))
                .put("riskState", line.text("risk-state", "none"))
                .put("conditionalAccessStatus", line.text("conditional-access", "notApplied"));
        return Envelope.withRaw(record, line);
    }

    private void person(Section line, ObjectNode properties) {
        String name = line.required(key);
        String id = line.text("user-id", Ids.of(name));
        properties
                .put("userPrincipalName", name)
                .put("userId", id.equals(Envelope.NONE) ? "" : id)
                .put("userDisplayName", line.text("display-name", name))
                .put("userType", line.text("user-type", "Member"));
        put(properties, "alternateSignInName", line.text("typed"));
    }

    private static void client(Section line, ObjectNode properties, boolean refresh, boolean adfs) {
        String app = line.text("app", "OfficeHome");
        String resource = line.text("resource", "Microsoft Graph");
        String client = adfs ? "Unknown" : refresh ? "Mobile Apps and Desktop clients" : "Browser";
        String agent = line.text("user-agent", AGENT);
        properties
                .put("appDisplayName", app)
                .put("appId", line.text("app-id", Apps.id(app)))
                .put("resourceDisplayName", resource)
                .put("resourceId", line.text("resource-id", Apps.id(resource)))
                .put("clientAppUsed", line.text("client", client))
                .put("userAgent", agent.equals(Envelope.NONE) ? "" : agent)
                .put("authenticationProtocol", line.text("protocol", "none"))
                .put("originalTransferMethod", line.text("transfer", "none"))
                .put("incomingTokenType", line.text("token", refresh ? "refreshToken" : "none"))
                .put("tokenIssuerType", adfs ? "ADFederationServices" : "AzureAD")
                .put("autonomousSystemNumber", line.number("asn", 64500));
        put(properties, "tokenIssuerName", line.text("issuer"));
        put(properties, "sessionId", line.text("session"));
        put(properties, "originalRequestId", line.text("attempt"));
        put(properties, "homeTenantId", line.text("home-tenant"));
        put(properties, "resourceTenantId", line.text("resource-tenant"));
        put(properties, "crossTenantAccessType", line.text("cross-tenant"));
    }

    /** A name alone is that of a joined, compliant and managed device. */
    private static void device(Section line, ObjectNode detail) {
        detail.put("deviceId", "");
        if (line.isMapping("device")) {
            Section device = line.section("device");
            if (device != null) {
                device(device, detail, device.text("name"), "");
                device.refuseOthers();
            }
            return;
        }
        String name = line.text("device");
        detail.put("operatingSystem", line.text("os", "Windows10"))
                .put("browser", line.text("browser", "Edge 131.0.0"));
        if (name != null) {
            detail.put("deviceId", Ids.of(name))
                    .put("displayName", name)
                    .put("trustType", "Azure AD joined")
                    .put("isCompliant", true)
                    .put("isManaged", true);
        }
    }

    private static void device(
            Section device, ObjectNode detail, @Nullable String name, String absent) {
        put(detail, "displayName", name);
        detail.put("deviceId", device.text("id", name == null ? absent : Ids.of(name)))
                .put("operatingSystem", device.text("os", "Windows10"))
                .put("browser", device.text("browser", "Edge 131.0.0"));
        put(detail, "trustType", device.text("trust"));
        if (device.flag("compliant", false)) {
            detail.put("isCompliant", true);
        }
        if (device.flag("managed", false)) {
            detail.put("isManaged", true);
        }
    }

    private static void steps(
            Section line, ArrayNode steps, int code, SecondFactor factor, boolean refresh) {
        List<String> methods = line.texts("method");
        if (methods.isEmpty() && !refresh) {
            methods = List.of("Password");
        }
        for (String method : methods) {
            if (!method.equals(Envelope.NONE)) {
                boolean right = !ErrorCodes.refutesPassword(code);
                steps.addObject()
                        .put("authenticationMethod", method)
                        .put("succeeded", right)
                        .put(
                                "authenticationStepResultDetail",
                                right ? "Correct password" : "Invalid username or password")
                        .put("authenticationStepRequirement", "Primary authentication");
            }
        }
        factor.addStep(steps);
    }

    private static void put(ObjectNode node, String key, @Nullable String value) {
        if (value != null) {
            node.put(key, value);
        }
    }
}
