package io.entracep.detections.chain;

import io.entracep.detection.Entry;
import io.entracep.detection.View;
import io.entracep.signal.Entity;
import io.entracep.signal.EntityType;
import org.jspecify.annotations.Nullable;

/** A chain about the tenant: its steps are those of several accounts and workloads. */
abstract class TenantChain extends Chain {
    TenantChain(Entry entry) {
        super(entry);
    }

    @Override
    public final EntityType entityType() {
        return EntityType.TENANT;
    }

    /** The account that the alert is about; null where nobody is known. */
    static @Nullable Entity account(@Nullable String id, View view) {
        return id == null ? null : new Entity(EntityType.USER, view.entity().tenantId(), id);
    }

    /** The workload that the alert is about; null where none is known. */
    static @Nullable Entity workload(@Nullable String id, View view) {
        return id == null
                ? null
                : new Entity(EntityType.SERVICE_PRINCIPAL, view.entity().tenantId(), id);
    }
}
