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
        List<CorrelationRule> correlations =
                new CorrelationLinker(rules, unique, compiled, remarks, problems).link();
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

    static @Nullable Rule called(String reference, List<Rule> among) {
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
        RuleTold told = new RuleTold(filter, problems);
        new DetectionCompiler(logs, paths, PlaceholderLists.NONE, told)
                .compile(filter.detection(), "");
        return !told.isRefused();
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
        RuleTold told = new RuleTold(rule, problems);
        CompiledRule result =
                CompiledRule.compile(
                        rule, meant.logs(), filtersOf(rule, meant.logs()), paths, told);
        if (told.isRefused()) {
            return;
        }
        if (!hasItsFields(rule, result)) {
            return;
        }
        compiled.put(rule.key(), result);
        boolean dead =
                !meant.logs().isEmpty() && result.missingLists().isEmpty() && !result.canMatch();
        remarks.addAll(told.remarks(dead));
        if (dead && !told.hasUnknown()) {
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
        AbsenceSection absence = rule.absence();
        if (absence != null && absence.until() != null) {
            lines.put(absence.until(), absence.line());
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
                                        : absence != null && named.getKey().equals(absence.until())
                                                ? "absence.until"
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

    // --- telling

    static String nearest(String reference, List<Rule> among) {
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
}
