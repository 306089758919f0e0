package io.entracep.rule;

import static io.entracep.rule.Rules.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Raw records of each log, made up after the documented shapes. */
final class RawRecords {

    private RawRecords() {}

    static ObjectNode arm(String operation) {
        return (ObjectNode)
                json(
                        "{'time':'2026-03-02T13:31:00Z','category':'Administrative','operationName':'"
                                + operation
                                + "','resourceId':'/SUBSCRIPTIONS/S1/RESOURCEGROUPS/G1','resultType':'Success',"
                                + "'identity':{'authorization':{'scope':'/subscriptions/s1','action':'"
                                + operation.toLowerCase(Locale.ROOT)
                                + "'}},'properties':{'eventCategory':'Administrative'}}");
    }

    static ObjectNode risk(String type) {
        return (ObjectNode)
                json(
                        "{'category':'UserRiskEvents','operationName':'User Risk Detection','properties':"
                                + "{'id':'1','riskType':'generic','riskEventType':'"
                                + type
                                + "','riskState':'atRisk','userPrincipalName':'bob@example.com'}}");
    }

    static ObjectNode audit(String operation) {
        return (ObjectNode)
                json(
                        "{'time':'2026-03-02T10:00:00Z','category':'AuditLogs','operationName':'"
                                + operation
                                + "','properties':{'category':'Any','result':'success','resultReason':'',"
                                + "'activityDisplayName':'"
                                + operation
                                + "','loggedByService':'Core Directory','initiatedBy':{'user':{'id':'u1',"
                                + "'userPrincipalName':'eve@example.com'}},'targetResources':[{'id':'t1',"
                                + "'type':'User','displayName':null,'userPrincipalName':'bob@example.com',"
                                + "'modifiedProperties':[]}],'additionalDetails':[]}}");
    }

    static ObjectNode signIn(int code) {
        return (ObjectNode)
                json(
                        "{'time':'2026-03-02T09:05:00Z','category':'SignInLogs','operationName':'Sign-in activity',"
                                + "'resultType':'"
                                + code
                                + "','location':'DE','properties':{'id':'r1','userPrincipalName':'bob@example.com',"
                                + "'status':{'errorCode':"
                                + code
                                + "},'clientAppUsed':'Browser','authenticationRequirement':'singleFactorAuthentication',"
                                + "'authenticationProtocol':'none','riskState':'none','userAgent':'Mozilla/5.0',"
                                + "'deviceDetail':{'deviceId':'d1','trustType':'Azure AD joined'},"
                                + "'networkLocationDetails':[{'networkType':'trustedNamedLocation'}],"
                                + "'appId':'6e3a4f0e-0000-4000-8000-000000000001',"
                                + "'location':{'city':'Berlin','countryOrRegion':'DE'}}}");
    }

    /** With the key of {@code properties} replaced; null takes it away. */
    static ObjectNode with(ObjectNode record, String key, @Nullable String value) {
        ObjectNode copy = record.deepCopy();
        ObjectNode properties = (ObjectNode) copy.get("properties");
        if (value == null) {
            properties.remove(key);
        } else {
            properties.set(key, json(value));
        }
        return copy;
    }

    static ObjectNode described(ObjectNode record, String description) {
        ObjectNode copy = record.deepCopy();
        copy.put("resultDescription", description);
        return copy;
    }

    static ObjectNode changed(ObjectNode record, String name, String before, String now) {
        ObjectNode copy = record.deepCopy();
        ((ArrayNode) copy.at("/properties/targetResources/0/modifiedProperties"))
                .addObject()
                .put("displayName", name)
                .put("oldValue", before)
                .put("newValue", now);
        return copy;
    }

    static ObjectNode target(ObjectNode record, String key, String value) {
        ObjectNode copy = record.deepCopy();
        ((ObjectNode) copy.at("/properties/targetResources/0")).put(key, value);
        return copy;
    }
}
