package io.entracep.declared;

import io.entracep.detection.Detection;
import io.entracep.detection.Entry;
import io.entracep.rule.CorrelationRule;
import io.entracep.rule.CorrelationRule.Comparison;
import io.entracep.rule.CorrelationRule.Operator;
import io.entracep.rule.CorrelationType;
import io.entracep.rule.SigmaRule;
import java.util.Set;

/** Which kind of detection a rule is. */
final class Kinds {
    /** More than this is looked at by windows, since so many would have to be kept. */
    private static final double MOST_COUNTED = 100_000;

    private Kinds() {}

    static Detection of(Entry entry, SigmaRule rule, Story story) {
        if (rule.baseline() != null) {
            return new NewValueRule(entry, rule.baseline(), story);
        }
        if (rule.trend() != null) {
            return new TrendRule(entry, rule.trend());
        }
        if (rule.absence() != null) {
            return new AbsenceRule(entry, rule.absence(), story);
        }
        return new EventRule(entry, story);
    }

    /**
     * @param counts those of its rules that are counts themselves
     */
    static Detection of(Entry entry, CorrelationRule rule, Story story, Set<String> counts) {
        if (rule.type() == CorrelationType.TEMPORAL_ORDERED && rule.expression() == null) {
            return new SequenceOfRules(entry, rule, story, counts);
        }
        if (isCount(rule)) {
            return new CountOfRules(entry, rule, story, atLeast(rule));
        }
        return new WindowOfRules(entry, rule, story, counts);
    }

    /** Whether it is reached at moments, which others can read. */
    static boolean isCount(CorrelationRule rule) {
        boolean counts =
                rule.type() == CorrelationType.EVENT_COUNT
                        || rule.type() == CorrelationType.VALUE_COUNT;
        return counts && rule.comparisons().stream().allMatch(Kinds::isFrom);
    }

    /** Whether it stays true when there are more. */
    private static boolean isFrom(Comparison bound) {
        return (bound.operator() == Operator.GTE || bound.operator() == Operator.GT)
                && bound.value() <= MOST_COUNTED;
    }

    private static int atLeast(CorrelationRule rule) {
        double most = 1;
        for (Comparison bound : rule.comparisons()) {
            double from =
                    bound.operator() == Operator.GT
                            ? Math.floor(bound.value()) + 1
                            : Math.ceil(bound.value());
            most = Math.max(most, from);
        }
        return (int) most;
    }
}
