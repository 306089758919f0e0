package io.entracep.declared;

import io.entracep.rule.CorrelationRule;
import io.entracep.rule.RuleSet;
import io.entracep.rule.Whose;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Correlations of correlations: that counts were reached, together or in order with other matches.
 * Each moment of a count is a stage, at the account or address that all of them are grouped by.
 */
final class Chains {
    private Chains() {}

    /** The correlation with this key. */
    static Optional<CorrelationRule> correlation(String key, RuleSet rules) {
        return rules.correlations().stream().filter(rule -> rule.key().equals(key)).findFirst();
    }

    /** Those of its rules that are correlations. */
    static Set<String> counts(CorrelationRule chain, RuleSet rules) {
        Set<String> counts = new LinkedHashSet<>(chain.rules());
        counts.removeIf(key -> correlation(key, rules).isEmpty());
        return counts;
    }

    /** Whether a correlation is about it, and nobody wants it told on its own. */
    static boolean isPart(String key, RuleSet rules) {
        List<CorrelationRule> chains =
                rules.correlations().stream().filter(rule -> rule.rules().contains(key)).toList();
        return !chains.isEmpty() && chains.stream().noneMatch(CorrelationRule::generate);
    }

    /** What it would have to be to be used; null where it can be. */
    static @Nullable String unusable(CorrelationRule chain, RuleSet rules) {
        Set<String> counts = counts(chain, rules);
        if (counts.isEmpty()) {
            return null;
        }
        if (!chain.type().isTemporal()) {
            return "temporal or temporal_ordered where it is about correlations; "
                    + chain.type().word()
                    + " counts records";
        }
        Whose whose = natural(chain);
        if (chain.groupBy().isEmpty() || whose == null) {
            return "grouped by an account or an address where it is about correlations";
        }
        for (String key : counts) {
            CorrelationRule count = correlation(key, rules).orElseThrow();
            if (!Kinds.isCount(count) || !counts(count, rules).isEmpty()) {
                return "about counts with gt or gte, and rules about single records; "
                        + key
                        + " is neither";
            }
            if (count.groupBy().isEmpty() || natural(count) != whose) {
                return "grouped as its rules are; " + key + " is grouped otherwise";
            }
        }
        return null;
    }

    private static @Nullable Whose natural(CorrelationRule rule) {
        return Grouping.natural(rule, Stories.of(rule).whose());
    }
}
