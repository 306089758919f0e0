package io.entracep.output;

import io.entracep.alert.AlertFactory;
import io.entracep.loop.Undecided;

/** What the end of the input left open, as one line of JSON. */
public final class UndecidedJson {
    private UndecidedJson() {}

    /** {@code dueAt} is when event time would have decided it. */
    public static String of(Undecided undecided) {
        return JsonText.of(
                json -> {
                    json.writeStartObject();
                    json.writeStringField("alertId", undecided.alertId());
                    json.writeStringField("detectionId", undecided.detectionId());
                    json.writeStringField("tenantId", undecided.tenantId());
                    json.writeObjectFieldStart("entity");
                    json.writeStringField("type", undecided.entityType());
                    json.writeStringField("id", undecided.entityId());
                    json.writeEndObject();
                    json.writeStringField("dueAt", AlertFactory.time(undecided.dueAt()));
                    json.writeEndObject();
                });
    }
}
