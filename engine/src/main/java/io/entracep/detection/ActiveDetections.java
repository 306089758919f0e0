package io.entracep.detection;

import io.entracep.event.EntraEvent;
import io.entracep.policy.TenantPolicy;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import io.entracep.signal.Privilege;
import io.entracep.signal.SignalSet;
import io.entracep.state.EntityMemory;
import io.entracep.state.JournalPlan;
import io.entracep.state.Lesson;
import io.entracep.state.Need;
import io.entracep.state.TimeRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The detections that are awake for one tenant in one stage of the flow, by the entity that they
 * read, and what the journals keep for them. Immutable.
 */
public final class ActiveDetections {
    private static final int MAX_CAUSES = 4096;

    private final TenantPolicy policy;
    private final EntityMemory.Tenant tenant;
    private final Map<String, Detection> byId = new LinkedHashMap<>();
    private final Map<EntityType, List<Detection>> byType = new EnumMap<>(EntityType.class);
    private final Map<EntityType, JournalPlan> plans = new EnumMap<>(EntityType.class);
    private final Map<EntityType, Long> lags = new EnumMap<>(EntityType.class);
    private final Set<String> totals;
    private final Placements placements;
    private final Map<String, Severity> decidedSeverities = new HashMap<>();
    private final Map<Cause, List<Detection>> affected = new ConcurrentHashMap<>();

    private record Cause(EntityType type, SignalSet signals, boolean trained, boolean privilege) {}

    /** The detections of one stage: those that correlate findings, or those that read records. */
    public ActiveDetections(TenantPolicy policy, List<Detection> detections) {
        this.policy = policy;
        tenant =
                new EntityMemory.Tenant(
                        policy.zone(),
                        (key, name) -> PrivilegeRanks.rank(Privilege.ofKey(key, name), policy));
        for (Detection detection : detections) {
            byId.put(detection.id(), detection);
            policy.severity(detection.id())
                    .map(Severity::ofLabel)
                    .ifPresent(severity -> decidedSeverities.put(detection.id(), severity));
        }
        for (EntityType type : EntityType.values()) {
            List<Detection> reading = detections.stream().filter(d -> d.reads(type)).toList();
            List<Need> needs = new ArrayList<>();
            reading.forEach(detection -> needs.addAll(needsOf(detection)));
            byType.put(type, reading);
            List<Lesson> lessons =
                    reading.stream().flatMap(detection -> detection.lessons().stream()).toList();
            plans.put(type, new JournalPlan(needs, lessons));
            lags.put(type, longestLag(reading));
        }
        placements = new Placements(detections);
        totals =
                detections.stream()
                        .flatMap(detection -> detection.readsTotals().stream())
                        .collect(Collectors.toUnmodifiableSet());
    }

    public TenantPolicy policy() {
        return policy;
    }

    /** What decides how is remembered. */
    public EntityMemory.Tenant tenant() {
        return tenant;
    }

    /** All of them. */
    public List<Detection> all() {
        return List.copyOf(byId.values());
    }

    /**
     * Those of this type that a change can affect, in their order.
     *
     * @param signals of what is new, gone or no longer kept
     */
    public List<Detection> affectedBy(
            EntityType type, SignalSet signals, boolean trained, boolean privilege) {
        Cause cause = new Cause(type, signals, trained, privilege);
        List<Detection> known = affected.get(cause);
        if (known == null) {
            known = of(type).stream().filter(detection -> isAffected(detection, cause)).toList();
            // What an attacker can write gives few combinations of signals, but nobody counts them.
            if (affected.size() < MAX_CAUSES) {
                affected.put(cause, known);
            }
        }
        return known;
    }

    private boolean isAffected(Detection detection, Cause cause) {
        return cause.signals().intersects(detection.triggers())
                || (cause.trained() && !detection.readsProfile().isEmpty())
                || (cause.privilege() && detection.readsPrivilege())
                || detection.alerts().stream()
                        .map(byId::get)
                        .filter(Objects::nonNull)
                        .anyMatch(asked -> isAffected(asked, cause))
                || detection.reads().stream()
                        .map(byId::get)
                        .filter(Objects::nonNull)
                        .anyMatch(read -> cause.signals().intersects(read.triggers()));
    }

    /**
     * The observations of a record, at most one per entity.
     *
     * @param signals what the record alone tells
     * @param rules numbers of the signals of the rules that it matches
     */
    public List<Observation> observe(EntraEvent event, SignalSet signals, long[] rules) {
        return placements.observe(event, signals, rules);
    }

    /** Where an event that matches these rules is added up. */
    public List<CountedTotal.At> count(EntraEvent event, long[] rules) {
        return placements.count(event, rules);
    }

    /** The detection's findings, of the severity that the policy decides where it does. */
    public List<Finding> judge(Detection detection, View view, TimeRange anchors) {
        List<Finding> findings = view.judge(detection, anchors);
        Severity decided = decidedSeverities.get(detection.id());
        return decided == null
                ? findings
                : findings.stream().map(finding -> finding.withSeverity(decided)).toList();
    }

    /** Those that read this type of entity. */
    public List<Detection> of(EntityType type) {
        return byType.getOrDefault(type, List.of());
    }

    /** The one with this id, null where it sleeps. */
    public @Nullable Detection byId(String id) {
        return byId.get(id);
    }

    /** What the journal of this type keeps. */
    public JournalPlan plan(EntityType type) {
        return plans.getOrDefault(type, new JournalPlan(List.of()));
    }

    /** How long after its anchor a finding of this type may still change, milliseconds. */
    public long longestLag(EntityType type) {
        return lags.getOrDefault(type, 0L);
    }

    /** Names of the totals that any of them reads. */
    public Set<String> totals() {
        return totals;
    }

    /** Its own, and those of the counts that it reads for as long as it reads them. */
    private List<Need> needsOf(Detection detection) {
        List<Need> needs = new ArrayList<>(detection.needs());
        for (String read : detection.reads()) {
            if (byId.get(read) instanceof CountDetection count) {
                count.needs().forEach(need -> needs.add(need.longer(detection.momentsReach())));
            }
        }
        for (String alert : detection.alerts()) {
            Detection asked = byId.get(alert);
            if (asked != null) {
                Duration reach = View.OPEN.plus(detection.period()).plus(asked.period());
                asked.needs().forEach(need -> needs.add(need.longer(reach)));
            }
        }
        return needs;
    }

    private static long longestLag(List<Detection> detections) {
        return detections.stream()
                .map(Detection::anchorLag)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO)
                .toMillis();
    }
}
