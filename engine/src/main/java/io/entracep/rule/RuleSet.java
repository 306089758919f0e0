package io.entracep.rule;

import io.entracep.yaml.Problem;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rules that were read together. What was wrong with some stops no other: those are left out, and
 * {@link #problems()} says why.
 */
public final class RuleSet {

    private final Map<String, CompiledRule> compiled;
    private final List<CorrelationRule> correlations;
    private final List<FilterRule> filters;
    private final FieldPaths paths;
    private final List<Problem> problems;
    private final List<RuleRemark> remarks;

    RuleSet(
            Map<String, CompiledRule> compiled,
            List<CorrelationRule> correlations,
            List<FilterRule> filters,
            FieldPaths paths,
            List<Problem> problems,
            List<RuleRemark> remarks) {
        this.compiled = Collections.unmodifiableMap(compiled);
        this.correlations = List.copyOf(correlations);
        this.filters = List.copyOf(filters);
        this.paths = paths;
        this.problems = List.copyOf(problems);
        this.remarks = List.copyOf(remarks);
    }

    /** The rules about single records with their filters, in the order of files and lines. */
    public Collection<CompiledRule> rules() {
        return compiled.values();
    }

    /** The rule about single records with this key. */
    public Optional<CompiledRule> rule(String key) {
        return Optional.ofNullable(compiled.get(key));
    }

    /** The rules about several records; what one is about comes before it. */
    public List<CorrelationRule> correlations() {
        return correlations;
    }

    /** The filters; they are already part of {@link #rules()}. */
    public List<FilterRule> filters() {
        return filters;
    }

    /** The paths that the rules ask for. */
    public FieldPaths paths() {
        return paths;
    }

    /** What is wrong, by file and line. Rules with a problem are left out. */
    public List<Problem> problems() {
        return problems;
    }

    /** What else users should know, by file and line. */
    public List<RuleRemark> remarks() {
        return remarks;
    }

    /** The rules with the lists of a policy; those that still miss one hold of nothing. */
    public List<CompiledRule> bind(PlaceholderLists lists) {
        return compiled.values().stream().map(rule -> rule.bind(lists)).toList();
    }
}
