package io.entracep.declared;

import io.entracep.detection.Condition;
import io.entracep.detection.Counterweight;
import io.entracep.detection.Findings;
import io.entracep.detection.Placement;
import io.entracep.detection.Placement.Seat;
import io.entracep.detection.View;
import io.entracep.rule.AlertSection.Outweigher;
import io.entracep.rule.CorrelationRule;
import io.entracep.rule.CorrelationType;
import io.entracep.rule.Whose;
import io.entracep.signal.Entity;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import io.entracep.signal.SignalSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a correlation takes together: the records that its rules match, by group. */
final class Correlated {
    /** Different values of an hour that are kept of what speaks against a count. */
    private static final int WEIGHED_PER_HOUR = 64;

    private final CorrelationRule rule;
    private final Story story;
    private final String id;
    private final Grouping grouping;
    private final Set<String> counts;

    /** Where there is one rule about records and one field of it: its name; else null. */
    private final @Nullable String onlyField;

    private final Map<String, Long> signals = new LinkedHashMap<>();
    private final List<String> keys;
    private final long onlySignal;

    /**
     * @param counts those of its rules that are counts themselves
     */
    Correlated(String id, CorrelationRule rule, Story story, Set<String> counts) {
        this.counts = Set.copyOf(counts);
        this.id = id;
        this.rule = rule;
        this.story = story;
        boolean joins = rule.type() == CorrelationType.TEMPORAL_ORDERED && counts.isEmpty();
        this.grouping = new Grouping(id, rule, story.whose(), joins);
        boolean isOne =
                rule.rules().size() == 1 && rule.fields().size() == 1 && this.counts.isEmpty();
        this.onlyField = isOne ? rule.groupField(rule.fields().get(0), rule.rules().get(0)) : null;
        for (String key : rule.rules()) {
            signals.put(key, RuleSignals.of(id, key));
        }
        this.keys = List.copyOf(signals.keySet());
        this.onlySignal = isOne ? signal(rule.rules().get(0)) : 0;
    }

    /** What its rules match, as it sees them. */
    SignalSet signals() {
        return SignalSet.ofRules(
                rule.rules().stream()
                        .filter(key -> !counts.contains(key))
                        .mapToLong(this::signal)
                        .toArray());
    }

    /** A match of one of its rules: a record, or each moment at which a count was reached. */
    Condition condition(String key) {
        return counts.contains(key) ? Condition.onFindingOf(key) : Condition.on(signals(key));
    }

    /** Those of its rules that are counts themselves. */
    Set<String> counts() {
        return counts;
    }

    /** The record itself, or the last one of a moment. */
    static Observation record(Observation match) {
        List<Observation> evidence = Findings.evidence(match);
        return evidence.isEmpty() ? match : evidence.get(evidence.size() - 1);
    }

    /** What one of its rules matches, as it sees it. */
    SignalSet signals(String key) {
        return SignalSet.ofRules(signal(key));
    }

    private long signal(String key) {
        return Objects.requireNonNull(signals.get(key));
    }

    /** Its rules, each once. */
    List<String> keys() {
        return keys;
    }

    /** Whether the rule matched the record. */
    boolean isOf(String key, Observation observation) {
        return counts.contains(key)
                ? observation.isFindingOf(key)
                : observation.signals().hasRule(signal(key));
    }

    /** Rules of which one matched the record. */
    private Set<String> rulesOf(Observation observation) {
        Set<String> found = new LinkedHashSet<>();
        for (String key : keys) {
            if (isOf(key, observation)) {
                found.add(key);
            }
        }
        return found;
    }

    /** Whether the rule may have matched a record that the journal has; of a count not known. */
    boolean mayMatch(String key, View view) {
        return counts.contains(key) || view.signals().hasRule(signal(key));
    }

    List<Placement> placements() {
        List<Placement> placements = new ArrayList<>();
        for (String key : new LinkedHashSet<>(rule.rules())) {
            if (counts.contains(key)) {
                continue;
            }
            placements.add(
                    new Placement(
                            RuleSignals.of(key), signal(key), event -> grouping.seats(event, key)));
        }
        Outweigher outweigher = outweigher();
        if (outweigher != null) {
            placements.add(
                    new Placement(
                            RuleSignals.of(outweigher.rule()),
                            outweighing(outweigher),
                            event -> grouping.seats(event, outweigher.rule())));
        }
        return placements;
    }

    private @Nullable Outweigher outweigher() {
        return rule.alert() == null ? null : rule.alert().outweighedBy();
    }

    private long outweighing(Outweigher outweigher) {
        return RuleSignals.of(id, "outweighed by " + outweigher.rule());
    }

    /** What speaks against the count; null where nothing does. */
    @Nullable Counterweight counterweight() {
        Outweigher outweigher = outweigher();
        return outweigher == null
                ? null
                : new Counterweight(
                        SignalSet.ofRules(outweighing(outweigher)),
                        observation -> true,
                        observation -> observation.event().fields().get(outweigher.field()),
                        WEIGHED_PER_HOUR);
    }

    /** Fields of what speaks against it. */
    Set<String> outweighingFields() {
        Outweigher outweigher = outweigher();
        Set<String> fields = new LinkedHashSet<>();
        if (outweigher != null) {
            fields.add(outweigher.field());
            rule.groupBy().forEach(by -> fields.add(rule.groupField(by, outweigher.rule())));
        }
        return fields;
    }

    /** Whether records seen at one entity are of several groups. */
    boolean tellsApart() {
        return grouping.tellsApart();
    }

    /** What tells the group of a rule's match apart at its entity; null where it has none. */
    @Nullable String within(Observation match, String key) {
        return grouping.within(match.event(), key);
    }

    /** Who the alert is about where that is not the group itself; null where it is. */
    @Nullable Entity about(List<Observation> window) {
        Observation end = window.get(window.size() - 1);
        EntityType type = end.entity().type();
        if (type != EntityType.CORRELATION && type != EntityType.TENANT) {
            return null;
        }
        if (story.whose() != null) {
            return first(Seats.of(story.whose(), end.event()));
        }
        Entity actor = common(window, Whose.ACTOR);
        return actor != null ? actor : common(window, Whose.IP);
    }

    private static @Nullable Entity common(List<Observation> window, Whose whose) {
        Entity common = null;
        for (Observation observation : window) {
            Entity entity = first(Seats.of(whose, observation.event()));
            if (entity == null || (common != null && !common.equals(entity))) {
                return null;
            }
            common = entity;
        }
        return common;
    }

    private static @Nullable Entity first(List<Seat> seats) {
        return seats.isEmpty() ? null : seats.get(0).entity();
    }

    /** The value that is counted or added up; null where the record has none. */
    @Nullable String value(Observation observation) {
        if (onlyField != null) {
            return observation.signals().hasRule(onlySignal)
                    ? observation.event().fields().get(onlyField)
                    : null;
        }
        List<String> values = new ArrayList<>();
        for (String field : rule.fields()) {
            String value = null;
            for (String key : rulesOf(observation)) {
                value = observation.event().fields().get(rule.groupField(field, key));
                if (value != null) {
                    break;
                }
            }
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return String.join("\u0000", values);
    }

    /** Fields of a rule's records that it groups, counts or adds up. */
    Set<String> fields(String key) {
        Set<String> fields = new LinkedHashSet<>();
        rule.groupBy().forEach(by -> fields.add(rule.groupField(by, key)));
        rule.fields().forEach(field -> fields.add(rule.groupField(field, key)));
        differing().forEach(field -> fields.add(rule.groupField(field, key)));
        return fields;
    }

    private List<String> differing() {
        return rule.alert() == null ? List.of() : rule.alert().differing();
    }

    /** Less than this after the match before it, by rule. */
    Map<String, Duration> gaps() {
        return rule.alert() == null ? Map.of() : rule.alert().gaps();
    }

    /** Whether both tell these fields, and none alike, where the rule asks for that. */
    boolean differ(Observation first, Observation last) {
        for (String field : differing()) {
            String one = valueOf(field, first);
            String other = valueOf(field, last);
            if (one == null || one.equals(other) || other == null) {
                return false;
            }
        }
        return true;
    }

    private @Nullable String valueOf(String field, Observation match) {
        Observation record = record(match);
        for (String key : rulesOf(match)) {
            String value = record.event().fields().get(rule.groupField(field, key));
            if (value != null) {
                return value;
            }
        }
        return null;
    }
}
