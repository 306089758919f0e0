package io.entracep.scrape;

import java.util.Map;
import org.apache.flink.metrics.Metric;

/**
 * One metric of Flink.
 *
 * @param name as Prometheus has it
 * @param labels by name
 */
record Series(String name, Map<String, String> labels, Metric metric) {}
