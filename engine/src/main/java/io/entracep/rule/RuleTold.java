package io.entracep.rule;

import io.entracep.rule.RuleRemark.Kind;
import io.entracep.yaml.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Collects what a compiler tells of one rule. */
final class RuleTold implements Told {
    private final Rule rule;
    private final BiConsumer<Rule, Problem> problems;
    private final List<RuleRemark> told = new ArrayList<>();
    private final List<RuleRemark> unknown = new ArrayList<>();
    private boolean refused;

    RuleTold(Rule rule, BiConsumer<Rule, Problem> problems) {
        this.rule = rule;
        this.problems = problems;
    }

    /** Whether the rule cannot be used. */
    boolean isRefused() {
        return refused;
    }

    /** Whether some of its fields are not known. */
    boolean hasUnknown() {
        return !unknown.isEmpty();
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
