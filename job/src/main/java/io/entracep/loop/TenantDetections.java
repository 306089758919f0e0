package io.entracep.loop;

import io.entracep.catalogue.Catalogue;
import io.entracep.catalogue.Rulebook;
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
 * operators with what it is decided by alone.
 */
public final class TenantDetections implements Function<String, ActiveDetections>, Serializable {
    private static final long serialVersionUID = 1L;

    private final Rulebook rulebook;
    private final boolean correlating;
    private transient @Nullable Catalogue catalogue;
    private transient @Nullable Map<String, ActiveDetections> byTenant;

    private TenantDetections(Rulebook rulebook, boolean correlating) {
        this.rulebook = rulebook;
        this.correlating = correlating;
    }

    /** Of the stage that reads records. */
    public static TenantDetections detecting(Rulebook rulebook) {
        return new TenantDetections(rulebook, false);
    }

    /** Of the stage that reads records, without rules of users. */
    public static TenantDetections detecting(Policy policy) {
        return detecting(Rulebook.of(policy));
    }

    /** Of the stage that reads findings. */
    public static TenantDetections correlating(Rulebook rulebook) {
        return new TenantDetections(rulebook, true);
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
                            ? catalogue().correlating(rulebook.policy().forTenant(tenantId))
                            : catalogue().detecting(rulebook.policy().forTenant(tenantId));
            byTenant.put(tenantId, known);
        }
        return known;
    }

    /** How many detections sleep, in either stage, by section of the policy. */
    public SortedMap<String, Integer> asleep() {
        SortedMap<String, Integer> asleep = new TreeMap<>();
        rulebook.policy()
                .sections()
                .forEach(
                        (section, tenant) ->
                                asleep.put(section, catalogue().asleep(tenant).size()));
        return asleep;
    }

    private Catalogue catalogue() {
        if (catalogue == null) {
            catalogue = rulebook.catalogue();
        }
        return catalogue;
    }
}
