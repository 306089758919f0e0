package io.entracep.scrape;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.HistogramStatistics;
import org.apache.flink.metrics.Meter;
import org.apache.flink.metrics.Metric;
import org.jspecify.annotations.Nullable;

/**
 * The text format of Prometheus, version 0.0.4. Source: "Exposition formats" of its documentation.
 */
final class Exposition {
    private static final double[] QUANTILES = {0.5, 0.95, 0.99};
    private static final String BUCKET = "_bucket";

    private final Map<String, Map<String, String>> families = new TreeMap<>();
    private final Map<String, String> types = new LinkedHashMap<>();

    private Exposition() {}

    /** All of them; of two with one name and the same labels, one. */
    static String of(Collection<Series> all) {
        Exposition text = new Exposition();
        for (Series series : all) {
            if (series.name().endsWith(BUCKET)) {
                text.types.put(base(series.name()), "histogram");
            }
        }
        all.forEach(text::add);
        return text.print();
    }

    /** Characters that a name may have; the others become underscores. */
    static String name(String text) {
        return text.replaceAll("[^A-Za-z0-9_:]", "_");
    }

    private void add(Series series) {
        Metric metric = series.metric();
        String type = metric instanceof Counter ? "counter" : "gauge";
        if (metric instanceof Histogram histogram) {
            summary(series, histogram.getStatistics(), histogram.getCount());
        } else if (metric instanceof Counter counter) {
            line(series.name(), type, series.labels(), (double) counter.getCount());
        } else if (metric instanceof Meter meter) {
            line(series.name(), type, series.labels(), meter.getRate());
        } else if (metric instanceof Gauge<?> gauge) {
            Double value = number(gauge.getValue());
            if (value != null) {
                line(series.name(), type, series.labels(), value);
            }
        }
    }

    private static @Nullable Double number(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        return value instanceof Boolean truth ? (truth ? 1.0 : 0.0) : null;
    }

    private void summary(Series series, HistogramStatistics statistics, long count) {
        for (double quantile : QUANTILES) {
            Map<String, String> labels = new TreeMap<>(series.labels());
            labels.put("quantile", String.valueOf(quantile));
            line(series.name(), "summary", labels, statistics.getQuantile(quantile));
        }
        types.put(series.name(), "summary");
        line(series.name() + "_count", "summary", series.labels(), (double) count);
    }

    private void line(String name, String type, Map<String, String> labels, double value) {
        String family = types.containsKey(base(name)) ? base(name) : name;
        types.putIfAbsent(family, type);
        String written =
                labels.entrySet().stream()
                        .map(label -> label.getKey() + "=\"" + escaped(label.getValue()) + "\"")
                        .collect(Collectors.joining(",", name + "{", "}"));
        families.computeIfAbsent(family, key -> new TreeMap<>()).put(written, text(value));
    }

    private static String base(String name) {
        return name.replaceFirst("_(bucket|sum|count)$", "");
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : Double.isInfinite(value) ? (value > 0 ? "+Inf" : "-Inf") : String.valueOf(value);
    }

    private String print() {
        StringBuilder text = new StringBuilder();
        families.forEach(
                (family, lines) -> {
                    text.append("# TYPE ").append(family).append(' ');
                    text.append(types.get(family)).append('\n');
                    lines.forEach(
                            (written, value) ->
                                    text.append(written).append(' ').append(value).append('\n'));
                });
        return text.toString();
    }
}
