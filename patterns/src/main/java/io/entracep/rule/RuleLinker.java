package io.entracep.rule;

import io.entracep.rule.RuleRemark.Kind;
import io.entracep.yaml.Problem;
import io.entracep.yaml.Spelling;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Holds rules against each other: names, references, filters; and compiles them. */
final class RuleLinker {

    private final List<Rule> rules;
    private final List<RuleRemark> remarks;
    private final BiConsumer<Rule, Problem> problems;
    private final FieldPaths paths = new FieldPaths();
    private final Map<String, CompiledRule> compiled = new LinkedHashMap<>();
    private final List<CorrelationRule> correlations = new ArrayList<>();
    private final List<FilterRule> filters = new ArrayList<>();

    RuleLinker(List<Rule> rules, List<RuleRemark> remarks, BiConsumer<Rule, Problem> problems) {
        this.rules = rules;
        this.remarks = new ArrayList<>(remarks);
        this.problems = problems;
    }

    RuleSet link(Supplier<List<Problem>> allProblems) {
        List<Rule> unique = withoutDuplicates();
        for (Rule rule : unique) {
            if (rule instanceof FilterRule filter) {
                filter(filter, unique);
            }
        }
        for (Rule rule : unique) {
            if (rule instanceof SigmaRule sigma) {
                compile(sigma);
            }
        }
        correlate(unique);
        compiled.values().forEach(rule -> checkReferences(rule.rule()));
        remarks.sort(Comparator.comparing(RuleRemark::file).thenComparingInt(RuleRemark::line));
        return new RuleSet(
                compiled,
                correlations,
                filters,
                paths,
                allProblems.get(),
                List.copyOf(new LinkedHashSet<>(remarks)));
    }

    // --- names

    private List<Rule> withoutDuplicates() {
        Map<String, Rule> byName = new LinkedHashMap<>();
        List<Rule> unique = new ArrayList<>();
        for (Rule rule : rules) {
            Set<String> names = new LinkedHashSet<>(List.of(rule.key()));
            Optional.ofNullable(rule.head().id()).ifPresent(names::add);
            Rule other = null;
            String shared = "";
            for (String name : names) {
                Rule earlier = byName.get(name);
                if (earlier != null && other == null) {
                    other = earlier;
                    shared = name;
                }
            }
            if (other == null) {
                names.forEach(name -> byName.put(name, rule));
                unique.add(rule);
            } else {
                refuse(
                        rule,
                        shared.equals(rule.head().id()) ? "id" : "name",
                        shared,
                        "its own; it is also that of "
                                + other.head().file()
                                + ":"
                                + other.head().line());
            }
        }
        return unique;
    }

    private @Nullable Rule called(String reference, List<Rule> among) {
        return among.stream()
                .filter(rule -> rule.head().isCalled(reference))
                .findFirst()
                .orElse(null);
    }

    // --- filters

    private void filter(FilterRule filter, List<Rule> all) {
        LogSources.Meant meant = LogSources.of(filter.logSource());
        if (meant.logs().isEmpty()) {
            remark(filter, filter.logSource().line(), Kind.NEVER, meant.reason());
            return;
        }
        for (String reference : filter.rules()) {
            if (!(called(reference, all) instanceof SigmaRule)) {
                remark(
                        filter,
                        filter.head().line(),
                        Kind.IGNORED,
                        "filters nothing of "
                                + reference
                                + "; there is no such rule"
                                + nearest(reference, all));
            }
        }
        boolean usable = compiles(filter, meant.logs());
        if (usable) {
            filters.add(filter);
        }
    }

    private boolean compiles(FilterRule filter, List<Log> logs) {
        Telling told = new Telling(filter);
        new DetectionCompiler(logs, paths, PlaceholderLists.NONE, told)
                .compile(filter.detection(), "");
        return !told.refused;
    }

    private List<FilterRule> filtersOf(SigmaRule rule, List<Log> logs) {
        return filters.stream().filter(filter -> isFor(filter, rule, logs)).toList();
    }

    private boolean isFor(FilterRule filter, SigmaRule rule, List<Log> logs) {
        if (!filter.any() && filter.rules().stream().noneMatch(rule.head()::isCalled)) {
            return false;
        }
        Set<Object> own = new HashSet<>();
        logs.forEach(log -> own.addAll(log.categories()));
        boolean same =
                LogSources.of(filter.logSource()).logs().stream()
                        .anyMatch(log -> log.categories().stream().anyMatch(own::contains));
        if (!same && !filter.any()) {
            remark(
                    filter,
                    filter.logSource().line(),
                    Kind.IGNORED,
                    "filters nothing of " + rule.key() + ", which is about another log");
        }
        return same;
    }

    // --- rules about single records

    private void compile(SigmaRule rule) {
        LogSources.Meant meant = LogSources.of(rule.logSource());
        if (meant.logs().isEmpty()) {
            remark(rule, rule.logSource().line(), Kind.NEVER, meant.reason());
        }
        Telling told = new Telling(rule);
        CompiledRule result =
                CompiledRule.compile(
                        rule, meant.logs(), filtersOf(rule, meant.logs()), paths, told);
        if (told.refused) {
            return;
        }
        if (!hasItsFields(rule, result)) {
            return;
        }
        compiled.put(rule.key(), result);
        boolean dead =
                !meant.logs().isEmpty() && result.missingLists().isEmpty() && !result.canMatch();
        remarks.addAll(told.remarks(dead));
        if (dead && told.unknown.isEmpty()) {
            remark(rule, rule.head().line(), Kind.NEVER, "its condition holds of no record");
        }
        if (!result.missingLists().isEmpty()) {
            remark(
                    rule,
                    rule.head().line(),
                    Kind.SLEEPS,
                    "waits for "
                            + String.join(", ", result.missingLists())
                            + " in the policy (lists)");
        }
    }

    /** Names in our own sections must be fields, too. */
    private boolean hasItsFields(SigmaRule rule, CompiledRule result) {
        Map<String, Integer> lines = new LinkedHashMap<>();
        BaselineSection baseline = rule.baseline();
        if (baseline != null) {
            baseline.fresh().forEach(field -> lines.put(field, baseline.line()));
        }
        AlertSection alert = rule.alert();
        if (alert != null) {
            alert.per().forEach(field -> lines.put(field, alert.line()));
        }
        boolean all = true;
        for (Map.Entry<String, Integer> named : lines.entrySet()) {
            RuleField field = result.field(named.getKey()).orElse(null);
            if (field == null || (!field.known() && !result.categories().isEmpty())) {
                problems.accept(
                        rule,
                        new Problem(
                                rule.head().file(),
                                baseline != null && baseline.line() == named.getValue()
                                        ? "baseline.new"
                                        : "alert.per",
                                named.getKey(),
                                "a field of the logs that the rule is about",
                                named.getValue()));
                all = false;
            }
        }
        return all;
    }

    private void checkReferences(SigmaRule rule) {
        AbsenceSection absence = rule.absence();
        List<String> references = new ArrayList<>(absence == null ? List.of() : absence.expects());
        AlertSection alert = rule.alert();
        if (alert != null && alert.outweighedBy() != null) {
            references.add(alert.outweighedBy().rule());
        }
        for (String reference : references) {
            if (called(reference, rules) == null) {
                remark(
                        rule,
                        rule.head().line(),
                        Kind.NEVER,
                        "there is no rule " + reference + nearest(reference, rules));
            }
        }
    }

    // --- correlations

    private void correlate(List<Rule> all) {
        Map<String, CorrelationRule> open = new LinkedHashMap<>();
        for (Rule rule : all) {
            if (rule instanceof CorrelationRule correlation) {
                CorrelationRule named = withKeys(correlation, all);
                if (named != null) {
                    open.put(named.key(), named);
                }
            }
        }
        boolean moved = true;
        Set<String> done = new LinkedHashSet<>(compiled.keySet());
        while (moved) {
            moved = false;
            for (CorrelationRule rule : List.copyOf(open.values())) {
                if (done.containsAll(rule.rules())) {
                    open.remove(rule.key());
                    done.add(rule.key());
                    correlations.add(rule);
                    checkGroups(rule);
                    moved = true;
                }
            }
        }
        open.values().forEach(rule -> refuseOpen(rule, open));
    }

    private void refuseOpen(CorrelationRule rule, Map<String, CorrelationRule> open) {
        Set<String> reached = new TreeSet<>();
        reach(rule, open, reached);
        String reason =
                reached.contains(rule.key())
                        ? "about rules that are not about it in turn; "
                                + String.join(", ", reached)
                                + " go round in a circle"
                        : "about rules that can be used; "
                                + String.join(
                                        ", ",
                                        rule.rules().stream()
                                                .filter(each -> !compiled.containsKey(each))
                                                .toList())
                                + " cannot";
        refuse(rule, "correlation.rules", String.join(", ", rule.rules()), reason);
    }

    private static void reach(
            CorrelationRule rule, Map<String, CorrelationRule> open, Set<String> reached) {
        for (String key : rule.rules()) {
            CorrelationRule next = open.get(key);
            if (next != null && reached.add(key)) {
                reach(next, open, reached);
            }
        }
    }

    private @Nullable CorrelationRule withKeys(CorrelationRule rule, List<Rule> all) {
        List<String> keys = new ArrayList<>();
        Map<String, String> byReference = new LinkedHashMap<>();
        boolean right = true;
        for (String reference : rule.rules()) {
            Rule meant = called(reference, all);
            if (meant == null || meant instanceof FilterRule) {
                Rule broken = called(reference, rules);
                refuse(
                        rule,
                        "correlation.rules",
                        reference,
                        (broken == null ? "the name or id of a rule that was read" : "a rule")
                                + nearest(reference, all));
                right = false;
            } else if (keys.contains(meant.key())) {
                refuse(rule, "correlation.rules", reference, "listed once");
                right = false;
            } else {
                keys.add(meant.key());
                byReference.put(reference, meant.key());
            }
        }
        return right ? CorrelationKeys.replaced(rule, keys, byReference) : null;
    }

    private void checkGroups(CorrelationRule rule) {
        List<String> names = new ArrayList<>(rule.groupBy());
        names.addAll(rule.fields());
        for (String key : rule.rules()) {
            CompiledRule about = compiled.get(key);
            for (String name : about == null ? List.<String>of() : names) {
                RuleField field = about.field(rule.groupField(name, key)).orElse(null);
                if (field == null || (!field.known() && !about.categories().isEmpty())) {
                    remark(
                            rule,
                            rule.head().line(),
                            Kind.NEVER,
                            "no record of "
                                    + key
                                    + " is known to have a field "
                                    + rule.groupField(name, key));
                }
            }
        }
    }

    // --- telling

    private static String nearest(String reference, List<Rule> among) {
        return Spelling.nearest(reference, among.stream().map(Rule::key).toList())
                .map(near -> "; did you mean " + near + "?")
                .orElse("");
    }

    private void remark(Rule rule, int line, Kind kind, String text) {
        remarks.add(new RuleRemark(rule.head().file(), line, rule.key(), kind, text));
    }

    private void refuse(Rule rule, String key, String value, String expected) {
        problems.accept(
                rule, new Problem(rule.head().file(), key, value, expected, rule.head().line()));
    }

    /** Collects what a compiler tells of one rule. */
    private final class Telling implements DetectionCompiler.Told {
        private final Rule rule;
        private final List<RuleRemark> told = new ArrayList<>();
        private final List<RuleRemark> unknown = new ArrayList<>();
        private boolean refused;

        Telling(Rule rule) {
            this.rule = rule;
        }

        @Override
        public void problem(int line, String key, String value, String expected) {
            refused = true;
            problems.accept(rule, new Problem(rule.head().file(), key, value, expected, line));
        }

        @Override
        public void remark(int line, Kind kind, String text) {
            RuleRemark remark = new RuleRemark(rule.head().file(), line, rule.key(), kind, text);
            (kind == Kind.NEVER ? unknown : told).add(remark);
        }

        @Override
        public void moved(String log) {}

        /** An unknown field makes a rule dead only where the rule cannot do without it. */
        List<RuleRemark> remarks(boolean dead) {
            List<RuleRemark> all = new ArrayList<>(told);
            for (RuleRemark each : unknown) {
                all.add(
                        dead
                                ? each
                                : new RuleRemark(
                                        each.file(),
                                        each.line(),
                                        each.rule(),
                                        Kind.IGNORED,
                                        each.text()));
            }
            return all;
        }
    }
}
