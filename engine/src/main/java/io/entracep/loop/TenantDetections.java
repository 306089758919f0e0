package io.entracep.loop;

import io.entracep.catalogue.Catalogue;
import io.entracep.catalogue.Rulebook;
import io.entracep.catalogue.Rulebooks;
import io.entracep.catalogue.Rulebooks.Since;
import io.entracep.detection.Entry;
import io.entracep.loop.Eras.Era;
import io.entracep.policy.Policy;
import io.entracep.policy.TenantPolicy;
import io.entracep.state.TimeRange;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The detections of each tenant in one stage; made when a section of the policy is first asked for.
 * Travels to the operators with what it is decided by alone; newer rulebooks follow with the
 * records ({@link #use}).
 */
public final class TenantDetections implements Function<String, Eras>, Serializable {
    private static final long serialVersionUID = 1L;

    private static final String TENANTS = "tenants.";

    private final boolean correlating;
    private Rulebooks rulebooks;
    private transient boolean told;

    /** By the sections that hold one after the other; sections are equal where they are one. */
    private transient @Nullable Map<List<TenantPolicy>, Eras> bySections;

    private transient @Nullable IdentityHashMap<Rulebook, Catalogue> catalogues;

    /** Also read by what shows metrics. */
    private transient volatile @Nullable SortedMap<String, Integer> asleep;

    private TenantDetections(Rulebooks rulebooks, boolean correlating) {
        this.rulebooks = rulebooks;
        this.correlating = correlating;
    }

    /** Of the stage that reads records. */
    public static TenantDetections detecting(Rulebooks rulebooks) {
        return new TenantDetections(rulebooks, false);
    }

    /** Of the stage that reads records, without rules of users. */
    public static TenantDetections detecting(Policy policy) {
        return detecting(Rulebooks.of(Rulebook.of(policy)));
    }

    /** Of the stage that reads findings. */
    public static TenantDetections correlating(Rulebooks rulebooks) {
        return new TenantDetections(rulebooks, true);
    }

    /**
     * Decides by these from now on, unless it knows newer ones.
     *
     * @return whether they were not known
     */
    public boolean use(Rulebooks newer) {
        if (told && newer.revision() <= rulebooks.revision()) {
            return false;
        }
        // What the job was started with may be older or newer than what its state has.
        told = true;
        if (!newer.equals(rulebooks)) {
            rulebooks = newer;
            bySections = null;
            catalogues = null;
            asleep = null;
        }
        return true;
    }

    /** All detections that there are at the time. */
    public Catalogue catalogueAt(long time) {
        return catalogue(rulebooks.at(time));
    }

    @Override
    public Eras apply(String tenantId) {
        if (bySections == null) {
            bySections = new HashMap<>();
        }
        // Tenants without a section of their own share one: ids come from records.
        List<TenantPolicy> sections = new ArrayList<>(rulebooks.all().size());
        for (Since since : rulebooks.all()) {
            sections.add(since.rulebook().policy().forTenant(tenantId));
        }
        Eras known = bySections.get(sections);
        if (known == null) {
            known = eras(sections);
            bySections.put(sections, known);
        }
        return known;
    }

    private Eras eras(List<TenantPolicy> sections) {
        List<Since> all = rulebooks.all();
        List<Era> eras = new ArrayList<>();
        for (int i = 0; i < sections.size(); i++) {
            long from = i == 0 ? Long.MIN_VALUE : all.get(i).time();
            long to = i + 1 == all.size() ? Long.MAX_VALUE : all.get(i + 1).time();
            Catalogue catalogue = catalogue(all.get(i).rulebook());
            eras.add(
                    new Era(
                            new TimeRange(from, to),
                            correlating
                                    ? catalogue.correlating(sections.get(i))
                                    : catalogue.detecting(sections.get(i))));
        }
        return new Eras(eras);
    }

    private Catalogue catalogue(Rulebook rulebook) {
        if (catalogues == null) {
            catalogues = new IdentityHashMap<>();
        }
        return catalogues.computeIfAbsent(rulebook, Rulebook::catalogue);
    }

    /** The ids of all that any tenant may have, in either stage. */
    public List<String> ids() {
        return rulebooks.all().stream()
                .flatMap(since -> since.rulebook().catalogue().entries().stream())
                .map(Entry::id)
                .distinct()
                .toList();
    }

    /** Tenants that ever had a section of their own, in lower case. */
    public Set<String> named() {
        return rulebooks.all().stream()
                .flatMap(since -> since.rulebook().policy().sections().keySet().stream())
                .filter(section -> section.startsWith(TENANTS))
                .map(section -> section.substring(TENANTS.length()))
                .collect(Collectors.toSet());
    }

    /** How many detections sleep, in either stage, by section of the newest policy. */
    public SortedMap<String, Integer> asleep() {
        SortedMap<String, Integer> known = asleep;
        if (known == null) {
            known = countAsleep();
            asleep = known;
        }
        return known;
    }

    private SortedMap<String, Integer> countAsleep() {
        SortedMap<String, Integer> counts = new TreeMap<>();
        Rulebook newest = rulebooks.last();
        Catalogue catalogue = newest.catalogue();
        newest.policy()
                .sections()
                .forEach((section, tenant) -> counts.put(section, catalogue.asleep(tenant).size()));
        return counts;
    }
}
