package io.entracep.scenario;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What Identity Protection tells: {@code user-risk} (a detection) or {@code risky-user} (a state).
 */
final class RiskTemplate implements Template {
    private final String key;

    RiskTemplate(String key) {
        this.key = key;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public ObjectNode render(Section line, Occurrence occurrence) {
        return Envelope.withRaw(
                key.equals("user-risk") ? detection(line, occurrence) : state(line, occurrence),
                line);
    }

    private static ObjectNode detection(Section line, Occurrence occurrence) {
        String user = line.required("user-risk");
        String ip = Envelope.ip(line);
        String type = line.required("type");
        ObjectNode record = Envelope.of(occurrence, "UserRiskEvents", "User Risk Detection");
        record.put("time", occurrence.emittedAmerican())
                .put("callerIpAddress", ip)
                .put("identity", user);
        ObjectNode properties = Envelope.properties(record);
        properties
                .put("id", occurrence.id())
                .put("requestId", line.text("request", Ids.of("request of " + occurrence.id())))
                .put("correlationId", occurrence.correlationId())
                .put("riskType", "generic")
                .put("riskEventType", type)
                .put("riskState", line.text("state", "atRisk"))
                .put("riskLevel", line.text("level", "medium"))
                .put("riskDetail", line.text("detail", "none"))
                .put("source", line.text("source", "IdentityProtection"))
                .put("detectionTimingType", line.text("timing", "offline"))
                .put("activity", line.text("activity", "signin"))
                .put("ipAddress", ip)
                .put("activityDateTime", occurrence.timeZulu())
                .put("detectedDateTime", occurrence.emittedText())
                .put("lastUpdatedDateTime", occurrence.emittedText())
                .put("userId", line.text("user-id", Ids.of(user)))
                .put("userPrincipalName", user)
                .put(
                        "additionalInfo",
                        "[{\"Key\":\"userAgent\",\"Value\":\""
                                + line.text("user-agent", "Mozilla/5.0")
                                + "\"}]");
        Place.write(line, properties.putObject("location"));
        return record;
    }

    private static ObjectNode state(Section line, Occurrence occurrence) {
        String user = line.required("risky-user");
        ObjectNode record = Envelope.of(occurrence, "RiskyUsers", "Risky user");
        record.put("time", occurrence.emittedAmerican());
        Envelope.properties(record)
                .put("id", line.text("user-id", Ids.of(user)))
                .put("userPrincipalName", user)
                .put("riskLastUpdatedDateTime", occurrence.timeZulu())
                .put("riskState", line.text("state", "atRisk"))
                .put("riskDetail", line.text("detail", "none"))
                .put("riskLevel", line.text("level", "medium"))
                .put("isGuest", false)
                .put("isDeleted", false)
                .put("isProcessing", false);
        return record;
    }
}
