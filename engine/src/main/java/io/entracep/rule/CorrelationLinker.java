package io.entracep.rule;

import io.entracep.rule.RuleRemark.Kind;
import io.entracep.yaml.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Holds correlations against the rules that they are about. */
final class CorrelationLinker {

    private final List<Rule> rules;
    private final List<Rule> unique;
    private final Map<String, CompiledRule> compiled;
    private final List<RuleRemark> remarks;
    private final BiConsumer<Rule, Problem> problems;
    private final List<CorrelationRule> correlations = new ArrayList<>();

    /**
     * @param rules all that were read
     * @param unique those of them whose names are their own
     * @param compiled those about single records that can be used
     */
    CorrelationLinker(
            List<Rule> rules,
            List<Rule> unique,
            Map<String, CompiledRule> compiled,
            List<RuleRemark> remarks,
            BiConsumer<Rule, Problem> problems) {
        this.rules = rules;
        this.unique = unique;
        this.compiled = compiled;
        this.remarks = remarks;
        this.problems = problems;
    }

    /** Those that can be used; what one is about comes before it. */
    List<CorrelationRule> link() {
        Map<String, CorrelationRule> open = new LinkedHashMap<>();
        for (Rule rule : unique) {
            if (rule instanceof CorrelationRule correlation) {
                CorrelationRule named = withKeys(correlation);
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
        return correlations;
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

    private @Nullable CorrelationRule withKeys(CorrelationRule rule) {
        List<String> keys = new ArrayList<>();
        Map<String, String> byReference = new LinkedHashMap<>();
        boolean right = true;
        for (String reference : rule.rules()) {
            Rule meant = RuleLinker.called(reference, unique);
            if (meant == null || meant instanceof FilterRule) {
                Rule broken = RuleLinker.called(reference, rules);
                refuse(
                        rule,
                        "correlation.rules",
                        reference,
                        (broken == null ? "the name or id of a rule that was read" : "a rule")
                                + RuleLinker.nearest(reference, unique));
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
            if (about == null) {
                continue;
            }
            for (String name : names) {
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

    private void remark(Rule rule, int line, Kind kind, String text) {
        remarks.add(new RuleRemark(rule.head().file(), line, rule.key(), kind, text));
    }

    private void refuse(Rule rule, String key, String value, String expected) {
        problems.accept(
                rule, new Problem(rule.head().file(), key, value, expected, rule.head().line()));
    }
}
