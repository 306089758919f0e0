package io.entracep.declared;

import io.entracep.rule.ConditionExpression;
import io.entracep.rule.CorrelationRule;
import io.entracep.signal.Observation;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a window amounts to, and whether that is what a correlation asks for. */
final class Figure {
    private final CorrelationRule rule;
    private final Correlated correlated;

    Figure(CorrelationRule rule, Correlated correlated) {
        this.rule = rule;
        this.correlated = correlated;
    }

    /** Whether the window, in order, is what the correlation asks for. */
    boolean holds(List<Observation> window) {
        if (rule.type().isTemporal()) {
            return holdsTogether(window);
        }
        double figure = figure(window);
        return !Double.isNaN(figure)
                && rule.comparisons().stream().allMatch(bound -> bound.holds(figure));
    }

    private boolean holdsTogether(List<Observation> window) {
        Set<String> matched = new HashSet<>();
        int different = correlated.differentRules();
        for (Observation observation : window) {
            matched.addAll(correlated.rulesOf(observation));
            if (matched.size() == different) {
                break;
            }
        }
        ConditionExpression expression = rule.expression();
        if (expression != null) {
            return holds(expression, matched);
        }
        return rule.comparisons().isEmpty()
                ? matched.containsAll(rule.rules())
                : rule.comparisons().stream().allMatch(bound -> bound.holds(matched.size()));
    }

    private static boolean holds(ConditionExpression expression, Set<String> matched) {
        if (expression instanceof ConditionExpression.And and) {
            return and.parts().stream().allMatch(part -> holds(part, matched));
        }
        if (expression instanceof ConditionExpression.Or or) {
            return or.parts().stream().anyMatch(part -> holds(part, matched));
        }
        if (expression instanceof ConditionExpression.Not not) {
            return !holds(not.part(), matched);
        }
        return matched.contains(((ConditionExpression.Name) expression).name());
    }

    /** NaN where there is none. */
    double figure(List<Observation> window) {
        return switch (rule.type()) {
            case EVENT_COUNT -> window.size();
            case VALUE_COUNT ->
                    window.stream()
                            .map(correlated::value)
                            .filter(value -> value != null)
                            .distinct()
                            .count();
            case VALUE_SUM -> Arrays.stream(numbers(window)).sum();
            case VALUE_AVG -> Arrays.stream(numbers(window)).average().orElse(Double.NaN);
            case VALUE_PERCENTILE -> percentile(numbers(window), rule.percentile());
            case TEMPORAL, TEMPORAL_ORDERED -> Double.NaN;
        };
    }

    /** Ascending, so that a sum does not depend on the order of records. */
    private double[] numbers(List<Observation> window) {
        return window.stream()
                .map(correlated::value)
                .map(Figure::number)
                .filter(number -> number != null)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
    }

    private static @Nullable Double number(@Nullable String text) {
        try {
            Double number = text == null ? null : Double.valueOf(text.strip());
            return number == null || number.isNaN() || number.isInfinite() ? null : number;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** The nearest rank. */
    private static double percentile(double[] ascending, int percentile) {
        if (ascending.length == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(percentile / 100.0 * ascending.length);
        return ascending[Math.max(0, rank - 1)];
    }
}
