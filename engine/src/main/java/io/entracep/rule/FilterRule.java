package io.entracep.rule;

import java.util.List;

/**
 * Records that other rules leave alone: each of them holds only where this does not.
 *
 * @param logSource only rules about the same logs are filtered
 * @param any whether every rule about these logs is filtered
 * @param rules the keys of those that are, empty where all are
 * @param detection what is left alone
 */
public record FilterRule(
        RuleHead head, LogSource logSource, boolean any, List<String> rules, Detection detection)
        implements Rule {

    public FilterRule {
        rules = List.copyOf(rules);
    }
}
