package io.entracep.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entracep.decode.OtherForms.Renamed;
import org.jspecify.annotations.Nullable;

/**
 * Sign-ins of Defender's advanced hunting ({@code EntraIdSignInEvents}, {@code
 * AADSignInEventsBeta}), which have their own names for what the log calls otherwise.
 */
final class HuntingTable {

    private HuntingTable() {}

    /** The row in the log's form; null where it is none of these. */
    static @Nullable ObjectNode adapted(ObjectNode row) {
        boolean isSignIn =
                OtherForms.get(row, "Timestamp") != null
                        && OtherForms.get(row, "RequestId") != null
                        && OtherForms.get(row, "ErrorCode") != null
                        && (OtherForms.get(row, "AccountUpn") != null
                                || OtherForms.get(row, "AccountObjectId") != null);
        if (!isSignIn) {
            return null;
        }
        return new Renamed(row)
                .take("Timestamp", "createdDateTime")
                .take("RequestId", "id")
                .take("CorrelationId", "correlationId")
                .take("AccountUpn", "userPrincipalName")
                .take("AccountObjectId", "userId")
                .take("AccountDisplayName", "userDisplayName")
                .take("AlternateSignInName", "alternateSignInName")
                .take("Application", "appDisplayName")
                .take("ApplicationId", "appId")
                .take("ResourceDisplayName", "resourceDisplayName")
                .take("ResourceId", "resourceId")
                .take("ResourceTenantId", "resourceTenantId")
                .take("LogonType", "signInEventTypes")
                .take("IPAddress", "ipAddress")
                .take("UserAgent", "userAgent")
                .take("ClientAppUsed", "clientAppUsed")
                .take("SessionId", "sessionId")
                .take("AuthenticationRequirement", "authenticationRequirement")
                .take("ConditionalAccessStatus", "conditionalAccessStatus")
                .put("status", part(row, "ErrorCode", "errorCode"))
                .put("location", location(row))
                .put("deviceDetail", device(row))
                .object();
    }

    private static ObjectNode part(JsonNode row, String name, String newName) {
        return new Renamed(row).take(name, newName).object();
    }

    private static ObjectNode location(JsonNode row) {
        return new Renamed(row)
                .take("Country", "countryOrRegion")
                .take("State", "state")
                .take("City", "city")
                .put("geoCoordinates", place(row))
                .object();
    }

    private static ObjectNode place(JsonNode row) {
        return new Renamed(row)
                .take("Latitude", "latitude")
                .take("Longitude", "longitude")
                .object();
    }

    private static ObjectNode device(JsonNode row) {
        return new Renamed(row)
                .take("EntraIdDeviceId", "deviceId")
                .take("AadDeviceId", "deviceId")
                .take("DeviceName", "displayName")
                .take("OSPlatform", "operatingSystem")
                .take("Browser", "browser")
                .take("DeviceTrustType", "trustType")
                .take("IsManaged", "isManaged")
                .take("IsCompliant", "isCompliant")
                .object();
    }
}
