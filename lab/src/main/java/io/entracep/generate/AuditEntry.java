package io.entracep.generate;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A record of AuditLogs.
 *
 * @param reason {@code resultReason}: PIM puts the justification there
 */
record AuditEntry(
        long eventTime,
        AuditArea area,
        String activity,
        String operationType,
        Actor actor,
        List<Target> targets,
        List<Detail> details,
        String reason,
        String correlationId,
        String suffix)
        implements Draft {

    static final String CATEGORY = "AuditLogs";

    /** One of {@code additionalDetails}. */
    record Detail(String key, String value) {}

    static AuditEntry of(
            long time,
            AuditArea area,
            String activity,
            String operationType,
            Actor actor,
            Dice dice) {
        String suffix = Long.toString(dice.next() >>> 4, 36).toUpperCase(Locale.ROOT);
        return new AuditEntry(
                time,
                area,
                activity,
                operationType,
                actor,
                List.of(),
                List.of(),
                "",
                dice.guid(),
                suffix);
    }

    AuditEntry on(Target... others) {
        List<Target> more = new ArrayList<>(targets);
        more.addAll(List.of(others));
        return new AuditEntry(
                eventTime,
                area,
                activity,
                operationType,
                actor,
                List.copyOf(more),
                details,
                reason,
                correlationId,
                suffix);
    }

    AuditEntry detail(String key, String value) {
        List<Detail> more = new ArrayList<>(details);
        more.add(new Detail(key, value));
        return new AuditEntry(
                eventTime,
                area,
                activity,
                operationType,
                actor,
                targets,
                List.copyOf(more),
                reason,
                correlationId,
                suffix);
    }

    AuditEntry because(String otherReason) {
        return new AuditEntry(
                eventTime,
                area,
                activity,
                operationType,
                actor,
                targets,
                details,
                otherReason,
                correlationId,
                suffix);
    }

    @Override
    public String category() {
        return CATEGORY;
    }

    @Override
    public void write(JsonGenerator json, Tenant tenant, long emittedAt) throws IOException {
        tenant.open(json, VendorTime.zulu(emittedAt), activity, category());
        json.writeStringField("resultSignature", "None");
        if (!reason.isEmpty()) {
            json.writeStringField("resultDescription", reason);
        }
        json.writeNumberField("durationMs", 0);
        writeIfPresent(json, "callerIpAddress", actor.ip());
        json.writeStringField("correlationId", correlationId);
        if (actor.isApplication()) {
            json.writeStringField("identity", actor.name());
        }
        json.writeNumberField("Level", 4);
        json.writeObjectFieldStart("properties");
        properties(json, tenant);
        json.writeEndObject();
        json.writeEndObject();
    }

    private void properties(JsonGenerator json, Tenant tenant) throws IOException {
        json.writeStringField("tenantId", tenant.id());
        json.writeStringField("resultType", "");
        json.writeStringField("operationName", activity);
        json.writeStringField("id", area.idPrefix() + "_" + correlationId + "_" + suffix);
        json.writeStringField("category", area.category());
        json.writeStringField("correlationId", correlationId);
        json.writeStringField("result", "success");
        json.writeStringField("resultReason", reason);
        json.writeStringField("activityDisplayName", activity);
        json.writeStringField("activityDateTime", VendorTime.offset(eventTime));
        json.writeStringField("loggedByService", area.service());
        json.writeStringField("operationType", operationType);
        json.writeNullField("userAgent");
        actor.write(json);
        json.writeArrayFieldStart("targetResources");
        for (Target target : targets) {
            target.write(json);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("additionalDetails");
        for (Detail detail : details) {
            json.writeStartObject();
            json.writeStringField("key", detail.key());
            json.writeStringField("value", detail.value());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeIfPresent(JsonGenerator json, String name, @Nullable String value)
            throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }
}
