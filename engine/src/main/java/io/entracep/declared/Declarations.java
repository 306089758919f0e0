package io.entracep.declared;

import io.entracep.decode.RecordMarker;
import io.entracep.detection.Detection;
import io.entracep.detection.Entry;
import io.entracep.detection.Placement;
import io.entracep.policy.Policy;
import io.entracep.policy.TenantPolicy;
import io.entracep.rule.AbsenceSection;
import io.entracep.rule.AlertSection;
import io.entracep.rule.BaselineSection;
import io.entracep.rule.CompiledRule;
import io.entracep.rule.CorrelationRule;
import io.entracep.rule.Rule;
import io.entracep.rule.RuleField;
import io.entracep.rule.RuleIndex;
import io.entracep.rule.RuleSet;
import io.entracep.rule.SigmaRule;
import io.entracep.yaml.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a set of rules declares: entries, detections, and which records match. Immutable. */
public final class Declarations {
    private final RuleSet rules;
    private final Map<String, Rule> told = new LinkedHashMap<>();
    private final Map<String, Story> stories = new LinkedHashMap<>();
    private final Map<String, Story> toldAlone = new HashMap<>();
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, List<RuleField>> named = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final SignalNumbers numbers = new SignalNumbers();

    /**
     * Reads what the rules declare.
     *
     * @param rules what was read
     */
    public Declarations(RuleSet rules) {
        this.rules = rules;
        for (CompiledRule rule : rules.rules()) {
            claim(rule.rule(), RuleSignals.of(rule.key()), rule.key());
        }
        Set<String> parts = parts(rules);
        for (CompiledRule rule : rules.rules()) {
            if (!parts.contains(rule.key())) {
                add(rule.rule());
            }
        }
        rules.correlations().forEach(this::add);
        for (CompiledRule rule : rules.rules()) {
            named.put(rule.key(), fields(rule));
        }
        toldAlone.putAll(stories);
        toldAlone.keySet().removeAll(rememberedForOthers(rules));
    }

    private static Set<String> rememberedForOthers(RuleSet rules) {
        Set<String> keys = new HashSet<>();
        rules.correlations().forEach(correlation -> keys.addAll(correlation.rules()));
        rules.correlations().stream()
                .map(Declarations::outweigher)
                .filter(Objects::nonNull)
                .forEach(keys::add);
        for (CompiledRule rule : rules.rules()) {
            AbsenceSection absence = rule.rule().absence();
            if (absence != null) {
                keys.addAll(absence.expects());
            }
            if (absence != null || rule.rule().baseline() != null || rule.rule().trend() != null) {
                keys.add(rule.key());
            }
        }
        return keys;
    }

    /**
     * Rules that are told only as parts of correlations. What a file of another author counts is
     * told all the same: chains and people rely on it.
     */
    static Set<String> parts(RuleSet rules) {
        Set<String> parts = new HashSet<>();
        Set<String> onTheirOwn = new HashSet<>();
        for (CorrelationRule correlation : rules.correlations()) {
            (correlation.generate() ? onTheirOwn : parts).addAll(correlation.rules());
            String outweigher = outweigher(correlation);
            if (outweigher != null) {
                parts.add(outweigher);
            }
            correlation.rules().stream()
                    .filter(key -> isOfAnother(key, correlation, rules))
                    .forEach(onTheirOwn::add);
        }
        parts.removeAll(onTheirOwn);
        return parts;
    }

    /** The rule that speaks against a count; null where none does. */
    private static @Nullable String outweigher(CorrelationRule correlation) {
        AlertSection alert = correlation.alert();
        return alert == null || alert.outweighedBy() == null ? null : alert.outweighedBy().rule();
    }

    private static boolean isOfAnother(String key, CorrelationRule correlation, RuleSet rules) {
        return rules.rule(key)
                .filter(rule -> rule.rule().head().isShipped() != correlation.head().isShipped())
                .isPresent();
    }

    /** Two rules with one number in state cannot both be used. */
    private void claim(Rule rule, long number, String owner) {
        numbers.claim(number, owner)
                .ifPresent(
                        other ->
                                problems.add(
                                        new Problem(
                                                rule.head().file(),
                                                "name",
                                                rule.key(),
                                                "another name: in state its number is that of "
                                                        + other,
                                                rule.head().line())));
    }

    private void add(Rule rule) {
        List<Problem> unsupported = Unsupported.of(rule, rules);
        problems.addAll(unsupported);
        if (!unsupported.isEmpty()) {
            return;
        }
        Story story = Stories.of(rule);
        told.put(rule.key(), rule);
        stories.put(rule.key(), story);
        Entry entry = RuleEntries.entry(rule, story, lists(rule), Chains.isPart(rule.key(), rules));
        int before = problems.size();
        for (Placement placement : detection(entry).placements()) {
            claim(rule, placement.seen().rules()[0], rule.key() + " of " + placement.rule());
        }
        if (problems.size() == before) {
            entries.put(rule.key(), entry);
        }
    }

    /** The rules. */
    public RuleSet rules() {
        return rules;
    }

    /** Why rules that were read cannot be used; they are left out. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** An entry for each rule that is told, by its key. */
    public Map<String, Entry> entries() {
        return entries;
    }

    /** The detection of an entry, which a policy may have changed. */
    public Detection detection(Entry entry) {
        Rule rule = told.get(entry.id());
        Story story = stories.get(entry.id());
        if (rule == null || story == null) {
            throw new IllegalArgumentException("no rule " + entry.id());
        }
        return rule instanceof CorrelationRule correlation
                ? Kinds.of(entry, correlation, story, Chains.counts(correlation, rules))
                : Kinds.of(entry, (SigmaRule) rule, story);
    }

    /** Lists that the policy must have for the rule to be true of anything. */
    private Set<String> lists(Rule rule) {
        if (!(rule instanceof CorrelationRule correlation)) {
            return rules.rule(rule.key()).map(CompiledRule::placeholders).orElse(Set.of());
        }
        Set<String> lists = new LinkedHashSet<>();
        for (String part : correlation.rules()) {
            rules.rule(part).ifPresent(compiled -> lists.addAll(compiled.placeholders()));
            Chains.correlation(part, rules).ifPresent(count -> lists.addAll(lists(count)));
        }
        return lists;
    }

    /** Makes what tells of records which rules they match. */
    public RecordMarker marker(Policy policy) {
        return new RuleMarker(this, policy);
    }

    /** The rules that are awake for a tenant. */
    RuleIndex index(TenantPolicy policy) {
        return RuleIndex.of(rules.bind(policy::list));
    }

    /**
     * Whether record and policy alone say that nobody is told of the match, so that nothing needs
     * to remember it. Matches that others count, or that teach, are remembered all the same.
     */
    boolean isForegone(String key, RecordCircumstances record) {
        Story story = toldAlone.get(key);
        return story != null && story.isForegone(record);
    }

    /** Fields of a rule's records that something names. */
    List<RuleField> named(String key) {
        return named.getOrDefault(key, List.of());
    }

    private List<RuleField> fields(CompiledRule rule) {
        Set<String> names = new LinkedHashSet<>();
        Story own = stories.get(rule.key());
        if (own != null) {
            names.addAll(own.fields());
        }
        BaselineSection baseline = rule.rule().baseline();
        if (baseline != null) {
            names.addAll(baseline.fresh());
        }
        AbsenceSection absence = rule.rule().absence();
        if (absence != null) {
            names.addAll(absence.sharing());
            if (absence.until() != null) {
                names.add(absence.until());
            }
        }
        for (CompiledRule other : rules.rules()) {
            AbsenceSection awaiting = other.rule().absence();
            if (awaiting != null && awaiting.expects().contains(rule.key())) {
                names.addAll(awaiting.sharing());
            }
        }
        for (CorrelationRule correlation : rules.correlations()) {
            if (correlation.rules().contains(rule.key())) {
                Story story = stories.get(correlation.key());
                if (story == null) {
                    continue;
                }
                names.addAll(story.fields());
                names.addAll(
                        new Correlated(correlation.key(), correlation, story, Set.of())
                                .fields(rule.key()));
            }
        }
        for (CorrelationRule correlation : rules.correlations()) {
            Story story = stories.get(correlation.key());
            if (story != null && rule.key().equals(outweigher(correlation))) {
                names.addAll(
                        new Correlated(correlation.key(), correlation, story, Set.of())
                                .outweighingFields());
            }
        }
        Map<String, RuleField> found = new TreeMap<>();
        names.forEach(name -> rule.field(name).ifPresent(field -> found.put(name, field)));
        return List.copyOf(found.values());
    }

    static @Nullable AlertSection alert(Rule rule) {
        return rule instanceof SigmaRule sigma
                ? sigma.alert()
                : rule instanceof CorrelationRule correlation ? correlation.alert() : null;
    }
}
