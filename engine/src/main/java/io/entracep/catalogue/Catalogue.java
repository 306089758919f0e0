package io.entracep.catalogue;

import io.entracep.declared.Declarations;
import io.entracep.decode.RecordMarker;
import io.entracep.detection.ActiveDetections;
import io.entracep.detection.Detection;
import io.entracep.detection.Entry;
import io.entracep.detection.Severity;
import io.entracep.policy.DetectionMention;
import io.entracep.policy.Policy;
import io.entracep.policy.PolicyInput;
import io.entracep.policy.TenantPolicy;
import io.entracep.rule.RuleHead;
import io.entracep.rule.RuleReader;
import io.entracep.rule.RuleSet;
import io.entracep.rule.RuleTexts;
import io.entracep.yaml.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All detections that there are. Loaded from the class path: every entry names its class, so
 * nothing is registered. Immutable after loading, and the same in every process of a job.
 */
public final class Catalogue {
    /**
     * Read once for a class path and rules, of which they are a function: each of a job's operators
     * asks for them, and reading takes longer than small jobs do. The latest few, newest first.
     */
    private static final List<Catalogue> LOADED = new CopyOnWriteArrayList<>();

    private static final int MOST_LOADED = 4;

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Declarations declared;
    private final DetectionMaker maker;
    private final RuleTexts own;

    private Catalogue(List<Entry> read, Declarations declared, RuleTexts own) {
        this.declared = declared;
        this.own = own;
        this.maker = new DetectionMaker(declared);
        read.forEach(entry -> entries.put(entry.id(), entry));
        declared.entries().forEach(entries::putIfAbsent);
    }

    /**
     * Why a detection sleeps for a tenant.
     *
     * @param entry the entry
     * @param missing ids of the policy inputs that it lacks; empty where the policy switched it off
     */
    public record Asleep(Entry entry, List<String> missing) {
        /** In words. */
        public String reason() {
            return missing.isEmpty()
                    ? "switched off by the policy"
                    : "the policy has no " + String.join(", no ", missing);
        }
    }

    /**
     * Reads the catalogue and makes every detection once with its defaults.
     *
     * @throws CatalogueException with every problem: unreadable entries, missing classes, settings
     *     that do not fit, cycles
     */
    public static Catalogue load() {
        return load(RuleTexts.NONE);
    }

    /**
     * The same with rules of users beside it. What is wrong with some of these is told by {@link
     * #rules} and stops nothing else.
     */
    public static Catalogue load(RuleTexts own) {
        for (Catalogue known : LOADED) {
            if (known.own.equals(own)) {
                return known;
            }
        }
        Catalogue read = read(own);
        synchronized (LOADED) {
            LOADED.add(0, read);
            if (LOADED.size() > MOST_LOADED) {
                LOADED.remove(MOST_LOADED);
            }
        }
        return read;
    }

    private static Catalogue read(RuleTexts own) {
        List<String> problems = new ArrayList<>();
        List<Entry> classes = EntryReader.readAll(problems);
        // Of two rules with one name the first is used: users may replace what is shipped.
        RuleReader reader = new RuleReader();
        own.readInto(reader);
        ShippedRules.texts().readInto(reader);
        Catalogue catalogue = new Catalogue(classes, new Declarations(reader.toRuleSet()), own);
        for (Entry entry : classes) {
            if (catalogue.declared.entries().containsKey(entry.id())) {
                problems.add(entry.id() + ": a rule has this name, too");
            }
        }
        List<Detection> all = new ArrayList<>();
        for (Entry entry : catalogue.entries.values()) {
            Detection detection = catalogue.maker.make(entry, Map.of(), problems);
            if (detection != null) {
                all.add(detection);
            }
        }
        for (Entry entry : classes) {
            for (String id : entry.requires()) {
                if (PolicyInput.ofKey(id).isEmpty()) {
                    problems.add(entry.id() + ": requires " + id + ", which no policy can have");
                }
            }
        }
        problems.addAll(Readings.of(all).problems());
        if (!problems.isEmpty()) {
            throw new CatalogueException(problems);
        }
        return catalogue;
    }

    /** What is wrong with rules of users; these rules are left out. */
    public List<Problem> ruleProblems() {
        return Stream.concat(rules().problems().stream(), declared.problems().stream())
                .filter(problem -> !isShipped(problem.file()))
                .toList();
    }

    /** Whether the file of a rule comes with the program. */
    public static boolean isShipped(String file) {
        return file.startsWith(RuleHead.SHIPPED);
    }

    /** Rules of users among them. */
    public RuleTexts ownRules() {
        return own;
    }

    /** The rules, with all that is wrong with some of them. */
    public RuleSet rules() {
        return declared.rules();
    }

    /** Makes what tells of records which rules they match; null where there are no rules. */
    public @Nullable RecordMarker marker(Policy policy) {
        return declared.rules().rules().isEmpty() ? null : declared.marker(policy);
    }

    /** All entries, by section and id. */
    public List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    /** What kind of detection an entry is, for people. */
    public String kind(Entry entry) {
        return Objects.requireNonNull(maker.make(entry, Map.of(), new ArrayList<>())).kind();
    }

    /** The entry with this id, null where there is none. */
    public @Nullable Entry entry(String id) {
        return entries.get(id);
    }

    /**
     * Every problem of what the policy says about detections, in the order of the file; empty where
     * it fits.
     */
    public List<String> problemsOf(Policy policy) {
        List<Problem> problems = new ArrayList<>();
        for (DetectionMention mention : policy.detectionMentions()) {
            if (!entries.containsKey(mention.detectionId())) {
                problems.add(
                        policy.problem(
                                mention.key(),
                                mention.detectionId(),
                                "a detection that exists; `entra-cep detections` lists them"));
            }
        }
        for (Map.Entry<String, TenantPolicy> section : policy.sections().entrySet()) {
            for (Entry entry : entries.values()) {
                addMisfits(
                        entry,
                        section.getValue().settings(entry.id()),
                        misfit -> problems.add(located(misfit, entry, section.getKey(), policy)));
            }
        }
        return problems.stream()
                .distinct()
                .sorted(Comparator.comparingInt(Problem::line))
                .map(Problem::message)
                .toList();
    }

    private void addMisfits(Entry entry, Map<String, Object> changes, Consumer<Misfit> misfits) {
        List<String> others = new ArrayList<>();
        maker.make(entry, changes, misfits, others);
        others.forEach(other -> misfits.accept(new Misfit("", null, "usable: " + other)));
    }

    /** What a tenant's section leaves as it is stands in the default section. */
    private static Problem located(Misfit misfit, Entry entry, String section, Policy policy) {
        String key = ".detections." + entry.id() + ".settings";
        if (!misfit.setting().isEmpty()) {
            key += "." + misfit.setting();
        }
        Problem own = policy.problem(section + key, misfit.value(), misfit.expected());
        return own.line() > 0
                ? own
                : policy.problem("default" + key, misfit.value(), misfit.expected());
    }

    /** The detections that are awake for the tenant and read records. */
    public ActiveDetections detecting(TenantPolicy policy) {
        return new ActiveDetections(policy, awake(policy, false));
    }

    /** The detections that are awake for the tenant and read findings. */
    public ActiveDetections correlating(TenantPolicy policy) {
        return new ActiveDetections(policy, awake(policy, true));
    }

    /** The detections that sleep for the tenant, and why. */
    public List<Asleep> asleep(TenantPolicy policy) {
        List<Asleep> asleep = new ArrayList<>();
        for (Entry entry : entries.values()) {
            List<String> missing = missing(entry, policy);
            if (!missing.isEmpty() || !policy.enabled(entry.id())) {
                asleep.add(new Asleep(entry, missing));
            }
        }
        return asleep;
    }

    /**
     * Policy inputs that no detection reads: what is written there changes nothing. Those of
     * incidents are read by what joins alerts.
     */
    public Set<PolicyInput> unread() {
        Set<PolicyInput> unread = EnumSet.allOf(PolicyInput.class);
        unread.remove(PolicyInput.INCIDENT_WINDOW);
        unread.remove(PolicyInput.INCIDENT_PEOPLE);
        for (Entry entry : entries.values()) {
            Stream.concat(entry.requires().stream(), entry.uses().stream())
                    .flatMap(id -> PolicyInput.ofKey(id).stream())
                    .forEach(unread::remove);
        }
        return unread;
    }

    private List<Detection> awake(TenantPolicy policy, boolean correlating) {
        List<String> problems = new ArrayList<>();
        List<Detection> awake = new ArrayList<>();
        for (Entry entry : entries.values()) {
            if (!policy.enabled(entry.id()) || !missing(entry, policy).isEmpty()) {
                continue;
            }
            Severity severity =
                    policy.severity(entry.id())
                            .or(() -> policy.baseSeverity(entry.id()))
                            .map(Severity::ofLabel)
                            .orElse(entry.severity());
            Detection detection =
                    maker.make(entry.withSeverity(severity), policy.settings(entry.id()), problems);
            if (detection != null && detection.correlates() == correlating) {
                awake.add(detection);
            }
        }
        if (!problems.isEmpty()) {
            throw new CatalogueException(problems);
        }
        return awake;
    }

    private static List<String> missing(Entry entry, TenantPolicy policy) {
        return entry.requires().stream()
                .filter(id -> PolicyInput.ofKey(id).filter(policy::has).isEmpty())
                .filter(id -> policy.list(id).isEmpty())
                .toList();
    }
}
