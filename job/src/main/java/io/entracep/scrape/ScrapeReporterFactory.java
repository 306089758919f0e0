package io.entracep.scrape;

import java.util.Properties;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** Makes the reporter; found by Flink through {@code META-INF/services}. */
public final class ScrapeReporterFactory implements MetricReporterFactory {
    /** Key of the address to listen at; must be given. */
    public static final String HOST = "host";

    /** Key of the port; must be given. */
    public static final String PORT = "port";

    @Override
    public MetricReporter createMetricReporter(Properties properties) {
        return new ScrapeReporter(
                properties.getProperty(HOST), Integer.parseInt(properties.getProperty(PORT)));
    }
}
