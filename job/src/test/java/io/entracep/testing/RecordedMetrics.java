package io.entracep.testing;

import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/**
 * Remembers every metric by its name, behind the groups that it is in: {@code
 * entity.ip.journal_drops}.
 */
public final class RecordedMetrics extends UnregisteredMetricsGroup {
    private final Map<String, Metric> all;
    private final String prefix;

    public RecordedMetrics() {
        this(new TreeMap<>(), "");
    }

    private RecordedMetrics(Map<String, Metric> all, String prefix) {
        this.all = all;
        this.prefix = prefix;
    }

    public long count(String name) {
        return ((Counter) all.get(name)).getCount();
    }

    public Histogram histogram(String name) {
        return (Histogram) all.get(name);
    }

    public Object gauge(String name) {
        return ((Gauge<?>) all.get(name)).getValue();
    }

    @Override
    public Counter counter(String name) {
        return remembered(name, new SimpleCounter());
    }

    @Override
    public <H extends Histogram> H histogram(String name, H histogram) {
        return remembered(name, histogram);
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
        return remembered(name, gauge);
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
        return new RecordedMetrics(all, prefix + key + "." + value + ".");
    }

    private <M extends Metric> M remembered(String name, M metric) {
        all.put(prefix + name, metric);
        return metric;
    }
}
