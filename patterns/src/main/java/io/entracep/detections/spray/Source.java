package io.entracep.detections.spray;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.entracep.event.EntraEvent;
import io.entracep.signal.Entity;
import io.entracep.signal.EntityType;
import io.entracep.signal.SourceSuccess;
import org.jspecify.annotations.Nullable;

/** Where sign-ins come from, at three sizes: whom a building block tells of them. */
public enum Source {
    @JsonProperty("address")
    ADDRESS(EntityType.IP),
    @JsonProperty("network")
    NETWORK(EntityType.AS),
    @JsonProperty("tenant")
    TENANT(EntityType.TENANT);

    private final EntityType type;

    Source(EntityType type) {
        this.type = type;
    }

    EntityType type() {
        return type;
    }

    /** The source of the event; null where the record does not tell. */
    @Nullable Entity of(EntraEvent event) {
        return switch (this) {
            case ADDRESS -> SourceSuccess.addressOf(event);
            case NETWORK -> SourceSuccess.systemOf(event);
            case TENANT -> new Entity(EntityType.TENANT, event.tenantId(), event.tenantId());
        };
    }
}
