package io.entracep.declared;

import io.entracep.rule.CorrelationRule;
import io.entracep.signal.Observation;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a window amounts to, and whether that is what a correlation that counts asks for. */
final class Figure {
    private final CorrelationRule rule;
    private final Correlated correlated;

    Figure(CorrelationRule rule, Correlated correlated) {
        this.rule = rule;
        this.correlated = correlated;
    }

    /** Whether the window, in order, is what the correlation asks for. */
    boolean holds(List<Observation> window) {
        double figure = figure(window);
        return !Double.isNaN(figure)
                && rule.comparisons().stream().allMatch(bound -> bound.holds(figure));
    }

    /** NaN where there is none. */
    private double figure(List<Observation> window) {
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
