package io.entracep.scrape;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.flink.metrics.LogicalScopeProvider;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows metrics as text that Prometheus reads, at {@code /metrics}. Ours have the names that they
 * were registered with; Flink's have those of its own reporter.
 */
final class ScrapeReporter implements MetricReporter {
    private static final Logger LOG = LoggerFactory.getLogger(ScrapeReporter.class);

    /** What the names of this program's metrics begin with. */
    private static final String OURS = "entracep_";

    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final InetSocketAddress address;
    private final Map<Metric, Series> series = Collections.synchronizedMap(new IdentityHashMap<>());
    private final ExecutorService threads =
            Executors.newFixedThreadPool(
                    2,
                    task -> {
                        Thread thread = new Thread(task, "metrics");
                        thread.setDaemon(true);
                        return thread;
                    });
    private final HttpServer server;

    ScrapeReporter(String host, int port) {
        address = new InetSocketAddress(host, port);
        try {
            server = HttpServer.create(address, 0);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "Metrics cannot be shown at %s (%s). Choose another metrics.port, or end who has it."
                            .formatted(address, e.getMessage()),
                    e);
        }
        server.setExecutor(threads);
        server.createContext("/metrics", this::answer);
    }

    @Override
    public void open(MetricConfig config) {
        server.start();
        LOG.info("Metrics are shown at {}", address);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
        Map<String, String> labels = new TreeMap<>();
        group.getAllVariables()
                .forEach(
                        (key, value) ->
                                labels.put(
                                        Exposition.name(key.substring(1, key.length() - 1)),
                                        value));
        series.put(metric, new Series(nameOf(name, group), labels, metric));
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
        series.remove(metric);
    }

    private static String nameOf(String name, MetricGroup group) {
        return name.startsWith(OURS)
                ? Exposition.name(name)
                : Exposition.name(
                        "flink_"
                                + LogicalScopeProvider.castFrom(group)
                                        .getLogicalScope(Exposition::name, '_')
                                + "_"
                                + name);
    }

    private void answer(HttpExchange exchange) throws IOException {
        List<Series> all;
        synchronized (series) {
            all = new ArrayList<>(series.values());
        }
        byte[] body = Exposition.of(all).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", TEXT);
        exchange.sendResponseHeaders(200, body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }
}
