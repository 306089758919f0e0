package io.entracep.declared;

import io.entracep.rule.ConditionExpression;
import io.entracep.rule.CorrelationRule;
import io.entracep.signal.Observation;
import java.util.List;

/** Which rules of a correlation match in a window, as it slides over records in order. */
final class Together {
    private final CorrelationRule rule;
    private final Correlated correlated;
    private final List<String> keys;

    /** Records in the window by rule, in the order of the keys. */
    private final int[] matches;

    private int matched;

    Together(CorrelationRule rule, Correlated correlated) {
        this.rule = rule;
        this.correlated = correlated;
        this.keys = correlated.keys();
        this.matches = new int[keys.size()];
    }

    void enter(Observation observation) {
        for (int i = 0; i < matches.length; i++) {
            if (correlated.isOf(keys.get(i), observation) && matches[i]++ == 0) {
                matched++;
            }
        }
    }

    void leave(Observation observation) {
        for (int i = 0; i < matches.length; i++) {
            if (correlated.isOf(keys.get(i), observation) && --matches[i] == 0) {
                matched--;
            }
        }
    }

    /** Whether the window is what the correlation asks for. */
    boolean holds() {
        ConditionExpression expression = rule.expression();
        if (expression != null) {
            return holds(expression);
        }
        return rule.comparisons().isEmpty()
                ? matched == matches.length
                : rule.comparisons().stream().allMatch(bound -> bound.holds(matched));
    }

    private boolean holds(ConditionExpression expression) {
        if (expression instanceof ConditionExpression.And and) {
            return and.parts().stream().allMatch(this::holds);
        }
        if (expression instanceof ConditionExpression.Or or) {
            return or.parts().stream().anyMatch(this::holds);
        }
        if (expression instanceof ConditionExpression.Not not) {
            return !holds(not.part());
        }
        int at = keys.indexOf(((ConditionExpression.Name) expression).name());
        return at >= 0 && matches[at] > 0;
    }
}
