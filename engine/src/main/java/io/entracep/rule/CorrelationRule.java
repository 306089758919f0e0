package io.entracep.rule;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A rule about several records.
 *
 * @param level how bad a match is; medium where the rule does not say
 * @param type what is counted or compared
 * @param rules what it is about, each the key of a rule that exists; in their order for {@link
 *     CorrelationType#TEMPORAL_ORDERED}
 * @param groupBy fields or aliases that must agree, may be empty
 * @param timespan length of the window
 * @param aliases by alias, the field of each rule (by key)
 * @param comparisons all must hold for the figure; empty only where an expression stands instead,
 *     or for temporal correlations, where all rules must have matched
 * @param fields whose values are counted, added or compared; empty for counts of records
 * @param expression which rules must and must not have matched, for extended temporal conditions
 * @param percentile which percentile, for {@link CorrelationType#VALUE_PERCENTILE}; 50 unless given
 * @param generate whether the rules that it is about are told on their own, too
 * @param alert how it is told; null for rules of others, which are told with defaults
 * @param tests the rule's own
 */
public record CorrelationRule(
        RuleHead head,
        Level level,
        CorrelationType type,
        List<String> rules,
        List<String> groupBy,
        Duration timespan,
        Map<String, Map<String, String>> aliases,
        List<Comparison> comparisons,
        List<String> fields,
        @Nullable ConditionExpression expression,
        int percentile,
        boolean generate,
        @Nullable AlertSection alert,
        List<RuleTest> tests)
        implements Rule {

    public CorrelationRule {
        rules = List.copyOf(rules);
        groupBy = List.copyOf(groupBy);
        aliases = Collections.unmodifiableMap(new LinkedHashMap<>(aliases));
        comparisons = List.copyOf(comparisons);
        fields = List.copyOf(fields);
        tests = List.copyOf(tests);
    }

    /** The field of that rule by which records are grouped: the alias's, else the name itself. */
    public String groupField(String groupBy, String rule) {
        return Optional.ofNullable(aliases.get(groupBy))
                .map(byRule -> byRule.get(rule))
                .orElse(groupBy);
    }

    /**
     * One bound of a figure.
     *
     * @param operator how the figure is compared
     * @param value with what
     */
    public record Comparison(Operator operator, double value) {

        /** Whether the figure is within the bound. */
        public boolean holds(double figure) {
            return operator.holds(figure, value);
        }
    }

    /** How a figure is compared with a bound. */
    public enum Operator {
        GT("gt"),
        GTE("gte"),
        LT("lt"),
        LTE("lte"),
        EQ("eq"),
        NEQ("neq");

        private final String word;

        Operator(String word) {
            this.word = word;
        }

        /** The word as rules spell it. */
        public String word() {
            return word;
        }

        boolean holds(double figure, double bound) {
            return switch (this) {
                case GT -> figure > bound;
                case GTE -> figure >= bound;
                case LT -> figure < bound;
                case LTE -> figure <= bound;
                case EQ -> figure == bound;
                case NEQ -> figure != bound;
            };
        }
    }
}
