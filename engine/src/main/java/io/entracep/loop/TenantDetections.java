package io.entracep.loop;

import io.entracep.catalogue.Catalogue;
import io.entracep.catalogue.Rulebook;
import io.entracep.detection.ActiveDetections;
import io.entracep.detection.Entry;
import io.entracep.policy.Policy;
import io.entracep.policy.TenantPolicy;
import java.io.Serializable;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The detections of each tenant in one stage; made when a section of the policy is first asked for.
 * Travels to the operators with what it is decided by alone.
 */
public final class TenantDetections implements Function<String, ActiveDetections>, Serializable {
    private static final long serialVersionUID = 1L;

    private static final String TENANTS = "tenants.";

    private final Rulebook rulebook;
    private final boolean correlating;
    private transient @Nullable Catalogue catalogue;
    private transient @Nullable IdentityHashMap<TenantPolicy, ActiveDetections> bySection;

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
        if (bySection == null) {
            bySection = new IdentityHashMap<>();
        }
        // Tenants without a section of their own share one: ids come from records.
        TenantPolicy section = rulebook.policy().forTenant(tenantId);
        ActiveDetections known = bySection.get(section);
        if (known == null) {
            known = correlating ? catalogue().correlating(section) : catalogue().detecting(section);
            bySection.put(section, known);
        }
        return known;
    }

    /** The ids of all that any tenant may have, in either stage. */
    public List<String> ids() {
        return catalogue().entries().stream().map(Entry::id).toList();
    }

    /** Tenants that have a section of their own, in lower case. */
    public Set<String> named() {
        return rulebook.policy().sections().keySet().stream()
                .filter(section -> section.startsWith(TENANTS))
                .map(section -> section.substring(TENANTS.length()))
                .collect(Collectors.toSet());
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
