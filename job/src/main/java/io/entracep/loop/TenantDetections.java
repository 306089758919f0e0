package io.entracep.loop;

import io.entracep.catalogue.Catalogue;
import io.entracep.detection.ActiveDetections;
import io.entracep.policy.Policy;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The detections of each tenant in one stage; made when a tenant is first seen. Travels to the
 * operators with the policy alone.
 */
public final class TenantDetections implements Function<String, ActiveDetections>, Serializable {
    private static final long serialVersionUID = 1L;

    private final Policy policy;
    private final boolean correlating;
    private transient @Nullable Catalogue catalogue;
    private transient @Nullable Map<String, ActiveDetections> byTenant;

    private TenantDetections(Policy policy, boolean correlating) {
        this.policy = policy;
        this.correlating = correlating;
    }

    /** Of the stage that reads records. */
    public static TenantDetections detecting(Policy policy) {
        return new TenantDetections(policy, false);
    }

    /** Of the stage that reads findings. */
    public static TenantDetections correlating(Policy policy) {
        return new TenantDetections(policy, true);
    }

    @Override
    public ActiveDetections apply(String tenantId) {
        if (byTenant == null) {
            byTenant = new HashMap<>();
        }
        ActiveDetections known = byTenant.get(tenantId);
        if (known == null) {
            known =
                    correlating
                            ? catalogue().correlating(policy.forTenant(tenantId))
                            : catalogue().detecting(policy.forTenant(tenantId));
            byTenant.put(tenantId, known);
        }
        return known;
    }

    /** How many detections sleep, in either stage, by section of the policy. */
    public SortedMap<String, Integer> asleep() {
        SortedMap<String, Integer> asleep = new TreeMap<>();
        policy.sections()
                .forEach(
                        (section, tenant) ->
                                asleep.put(section, catalogue().asleep(tenant).size()));
        return asleep;
    }

    private Catalogue catalogue() {
        if (catalogue == null) {
            catalogue = Catalogue.load();
        }
        return catalogue;
    }
}
