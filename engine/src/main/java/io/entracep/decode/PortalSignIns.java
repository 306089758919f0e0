package io.entracep.decode;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entracep.decode.Columns.Row;
import io.entracep.event.Category;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Sign-ins as the portal's download has them in a table. The four kinds have the same columns, or
 * nearly: the name that the portal gives to the file tells them apart.
 */
final class PortalSignIns implements Columns.Form {

    /** Words of the logs that the portal writes for people. */
    private static final String[] WORDS = {
        "none",
        "singleFactorAuthentication",
        "multiFactorAuthentication",
        "oAuth2",
        "ropc",
        "wsFederation",
        "saml11",
        "saml20",
        "deviceCode",
        "deviceCodeFlow",
        "authenticationTransfer",
        "primaryRefreshToken",
        "remoteDesktopToken",
        "refreshToken",
        "notApplied",
        "success",
        "failure",
        "b2bCollaboration",
        "b2bDirectConnect",
        "microsoftSupport",
        "serviceProvider",
        "passthrough"
    };

    private final String category;

    PortalSignIns(boolean workloads, String file) {
        String name = file.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        Category kind = Category.SIGN_IN;
        if (name.contains("managedidentit") || name.contains("msisignin")) {
            kind = Category.MANAGED_IDENTITY_SIGN_IN;
        } else if (workloads) {
            kind = Category.SERVICE_PRINCIPAL_SIGN_IN;
        } else if (name.contains("noninteractive")) {
            kind = Category.NON_INTERACTIVE_SIGN_IN;
        }
        this.category = kind.logName();
    }

    @Override
    public ObjectNode record(Row row) {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.put("category", category);
        put(record, "createdDateTime", row.get("date (utc)"));
        put(record, "id", row.get("request id"));
        put(record, "correlationId", row.get("correlation id"));
        who(record, row);
        what(record, row);
        put(record, "ipAddress", row.get("ip address"));
        put(record, "autonomousSystemNumber", row.get("autonomous system number"));
        put(record, "userAgent", row.get("user agent"));
        put(record, "resourceTenantId", row.get("resource tenant id"));
        put(record, "homeTenantId", row.get("home tenant id"));
        record.set("location", location(row.get("location")));
        record.set("status", status(row));
        record.set("deviceDetail", device(row));
        ObjectNode factor = record.putObject("mfaDetail");
        put(factor, "authMethod", row.get("multifactor authentication auth method"));
        put(factor, "authDetail", row.get("multifactor authentication auth detail"));
        return record;
    }

    private static void who(ObjectNode record, Row row) {
        put(record, "userId", row.get("user id"));
        put(record, "userDisplayName", row.get("user"));
        put(record, "userPrincipalName", row.get("username"));
        put(record, "userType", row.get("user type"));
        put(record, "signInIdentifier", row.get("sign-in identifier"));
        put(record, "servicePrincipalId", row.get("service principal id"));
        put(record, "servicePrincipalName", row.get("service principal name"));
        put(record, "servicePrincipalCredentialKeyId", row.get("credential key id"));
        put(record, "sessionId", row.get("session id"));
    }

    private static void what(ObjectNode record, Row row) {
        put(record, "appId", row.get("application id"));
        put(record, "appDisplayName", row.get("application"));
        put(record, "resourceId", row.get("resource id"));
        put(record, "resourceDisplayName", row.get("resource"));
        put(record, "clientAppUsed", row.get("client app"));
        put(record, "authenticationRequirement", word(row.get("authentication requirement")));
        put(record, "authenticationProtocol", word(row.get("authentication protocol")));
        put(record, "originalTransferMethod", word(row.get("original transfer method")));
        put(record, "incomingTokenType", word(row.get("incoming token type")));
        put(record, "crossTenantAccessType", word(row.get("cross tenant access type")));
        put(record, "conditionalAccessStatus", word(row.get("conditional access")));
        put(record, "uniqueTokenIdentifier", row.get("unique token identifier"));
        put(record, "resultSignature", row.get("status"));
    }

    private static ObjectNode status(Row row) {
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        String code = row.get("sign-in error code");
        boolean succeeded = "success".equalsIgnoreCase(row.get("status"));
        put(status, "errorCode", code == null && succeeded ? "0" : code);
        put(status, "failureReason", row.get("failure reason"));
        put(status, "additionalDetails", row.get("multifactor authentication result"));
        return status;
    }

    private static ObjectNode device(Row row) {
        ObjectNode device = JsonNodeFactory.instance.objectNode();
        put(device, "deviceId", row.get("device id"));
        put(device, "browser", row.get("browser"));
        put(device, "operatingSystem", row.get("operating system"));
        put(device, "isCompliant", yes(row.get("compliant")));
        put(device, "isManaged", yes(row.get("managed")));
        put(device, "trustType", row.get("join type"));
        return device;
    }

    /** {@code City, State, CC}. */
    private static ObjectNode location(@Nullable String text) {
        ObjectNode location = JsonNodeFactory.instance.objectNode();
        String[] parts = text == null ? new String[0] : text.split(",", -1);
        if (parts.length > 0) {
            put(location, "countryOrRegion", parts[parts.length - 1].strip());
        }
        if (parts.length > 2) {
            put(location, "city", parts[0].strip());
            put(location, "state", parts[parts.length - 2].strip());
        }
        return location;
    }

    private static @Nullable String yes(@Nullable String text) {
        return text == null ? null : Boolean.toString(text.matches("(?i)true|yes|1"));
    }

    /** The word as the log has it, where it is one of those that are known. */
    private static @Nullable String word(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String plain = text.replaceAll("[\\s-]", "");
        for (String word : WORDS) {
            if (word.equalsIgnoreCase(plain)) {
                return word;
            }
        }
        return text;
    }

    private static void put(ObjectNode node, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            node.put(name, value);
        }
    }
}
