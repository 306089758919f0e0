package io.entracep.rule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the keys of rules in place of the names and ids by which a correlation refers to them. */
final class CorrelationKeys {

    private CorrelationKeys() {}

    static CorrelationRule replaced(
            CorrelationRule rule, List<String> keys, Map<String, String> byReference) {
        Map<String, Map<String, String>> aliases = new LinkedHashMap<>();
        rule.aliases()
                .forEach(
                        (alias, fields) -> {
                            Map<String, String> byKey = new LinkedHashMap<>();
                            fields.forEach(
                                    (reference, field) ->
                                            byKey.put(
                                                    byReference.getOrDefault(reference, reference),
                                                    field));
                            aliases.put(alias, byKey);
                        });
        return new CorrelationRule(
                rule.head(),
                rule.level(),
                rule.type(),
                keys,
                rule.groupBy(),
                rule.timespan(),
                aliases,
                rule.comparisons(),
                rule.fields(),
                replaced(rule.expression(), byReference),
                rule.percentile(),
                rule.generate(),
                rule.alert(),
                rule.tests());
    }

    private static @Nullable ConditionExpression replaced(
            @Nullable ConditionExpression expression, Map<String, String> byReference) {
        return expression == null ? null : renamed(expression, byReference);
    }

    private static ConditionExpression renamed(
            ConditionExpression expression, Map<String, String> byReference) {
        if (expression instanceof ConditionExpression.And and) {
            return new ConditionExpression.And(
                    and.parts().stream().map(part -> renamed(part, byReference)).toList());
        }
        if (expression instanceof ConditionExpression.Or or) {
            return new ConditionExpression.Or(
                    or.parts().stream().map(part -> renamed(part, byReference)).toList());
        }
        if (expression instanceof ConditionExpression.Not not) {
            return new ConditionExpression.Not(renamed(not.part(), byReference));
        }
        String name = ((ConditionExpression.Name) expression).name();
        return new ConditionExpression.Name(byReference.getOrDefault(name, name));
    }
}
