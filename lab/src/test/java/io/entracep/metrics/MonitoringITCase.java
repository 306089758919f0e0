package io.entracep.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entracep.broker.EmbeddedBroker;
import io.entracep.catalogue.Rulebook;
import io.entracep.catalogue.Rulebooks;
import io.entracep.format.AlertFormat;
import io.entracep.outbox.DeadDeliveryFile;
import io.entracep.outbox.OutboxSettings;
import io.entracep.outbox.OutboxSink;
import io.entracep.pipeline.Pipeline;
import io.entracep.policy.PolicyReader;
import io.entracep.replay.EmbeddedFlink;
import io.entracep.scrape.ScrapeReporterFactory;
import io.entracep.serial.EntraTypes;
import io.entracep.source.EventTimeWatermarks;
import io.entracep.source.Heartbeat;
import io.entracep.source.KafkaSourceFactory;
import io.entracep.source.Reread;
import io.entracep.source.SharedBroker;
import io.entracep.testing.Repository;
import io.entracep.webhook.PlainOrSecret;
import io.entracep.webhook.WebhookFactory;
import io.entracep.webhook.WebhookSettings;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Prometheus scrapes a running job, by Flink's reporter and by ours: every rule and every query
 * of the dashboard finds there what it asks for.
 */
@ExtendWith(SharedBroker.class)
class MonitoringITCase {
    private static final String TOPIC = "monitored-logs";
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Pattern OURS = Pattern.compile("^(entracep_\\w+)\\{", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("\\b(entracep_\\w+|flink_\\w+)");

    /** Of a detection there are at most four in each of two stages. */
    private static final int MOST_SERIES = 2_000;

    /** First cells of tables. */
    private static final Pattern DESCRIBED =
            Pattern.compile("^\\| `(entracep_[a-z_]+)` \\|", Pattern.MULTILINE);

    @TempDir private Path folder;

    @Test
    void everyQueryFindsWhatItAsksFor(EmbeddedBroker broker) throws Exception {
        assumeTrue(
                Prometheus.isInstalled(),
                "Prometheus is not installed (package prometheus): rules and dashboard are not"
                        + " asked");
        broker.createTopic(TOPIC, 1);
        send(broker);
        int ours = freePort();
        int flinks = freePort();
        try (EmbeddedFlink flink = EmbeddedFlink.start(1, configuration(flinks, ours))) {
            run(flink.environment(), broker);
            await().atMost(LONG)
                    .until(
                            () ->
                                    scrape(ours)
                                            .contains(
                                                    "entracep_records_total{category=\"AuditLogs\""));
            for (int port : List.of(ours, flinks)) {
                try (Prometheus prometheus = Prometheus.scraping(folder, port)) {
                    // Records keep coming, or their rate is nothing after the first scrape.
                    await().atMost(LONG)
                            .pollInterval(Duration.ofSeconds(2))
                            .untilAsserted(
                                    () -> {
                                        send(broker);
                                        assertThat(unanswered(prometheus)).isEmpty();
                                    });
                }
            }
            assertThat(described())
                    .containsAll(
                            names(OURS, scrape(ours)).stream()
                                    .map(name -> name.replaceFirst("_(bucket|sum|count)$", ""))
                                    .toList());
            assertThat(scrape(flinks).lines().filter(line -> !line.startsWith("#")).count())
                    .as("series of a job and a TaskManager, without a label that changes")
                    .isLessThan(MOST_SERIES);
            assertThat(scrape(flinks)).doesNotContain("task_attempt_id");
        }
    }

    private static Set<String> unanswered(Prometheus prometheus) throws Exception {
        Set<String> unanswered = new TreeSet<>();
        for (String query : queries()) {
            if (!prometheus.finds(query)) {
                unanswered.add(query);
            }
        }
        return unanswered;
    }

    /** Names alone: what an alarm compares with is not reached here. */
    private static Set<String> queries() throws IOException {
        Set<String> queries = new TreeSet<>();
        for (String file : List.of("prometheus-rules.yaml", "grafana-dashboard.json")) {
            queries.addAll(names(NAME, Files.readString(monitoring(file))));
        }
        queries.removeIf(name -> name.endsWith("ITCase"));
        JsonNode panels =
                new ObjectMapper()
                        .readTree(Files.readString(monitoring("grafana-dashboard.json")))
                        .path("panels");
        for (JsonNode panel : panels) {
            for (JsonNode target : panel.path("targets")) {
                queries.add(target.path("expr").asText().replace("$job", ".*"));
            }
        }
        // Filtered by what does not happen here.
        queries.removeIf(query -> query.contains("entracep_detection_failures_total{"));
        // The sink of this job has no log of what was told.
        queries.removeIf(query -> query.contains("entracep_sink_told_"));
        assertThat(queries).hasSizeGreaterThan(40);
        return queries;
    }

    private void run(StreamExecutionEnvironment environment, EmbeddedBroker broker)
            throws Exception {
        Duration delay = Duration.ofMinutes(15);
        Rulebooks rulebooks =
                Rulebooks.of(
                        Rulebook.of(
                                PolicyReader.read("policy.yaml", "default:\n  time-zone: UTC\n")));
        Pipeline.build(
                        environment.fromSource(
                                KafkaSourceFactory.createWithEdits(
                                        SharedBroker.settings(broker, TOPIC),
                                        EntraTypes.DECODED,
                                        Heartbeat.after(delay),
                                        neverEdited(rulebooks)),
                                EventTimeWatermarks.following(delay),
                                "kafka",
                                EntraTypes.DECODED),
                        rulebooks,
                        Duration.ofDays(1))
                .alerts()
                .sinkTo(toNobody())
                .setParallelism(1);
        environment.executeAsync("monitored");
    }

    private static Reread neverEdited(Rulebooks rulebooks) {
        return new Reread(
                rulebooks,
                () -> {
                    throw new AssertionError("asked, although never is said");
                },
                null,
                Duration.ZERO,
                Clock.systemUTC());
    }

    /** A webhook at a port where nobody listens: alerts wait for it. */
    private OutboxSink toNobody() throws IOException {
        return new OutboxSink(
                "nobody",
                new WebhookFactory(
                        WebhookSettings.to(
                                PlainOrSecret.plain("http://localhost:" + freePort() + "/"))),
                AlertFormat.JSON::bytes,
                OutboxSettings.defaults(),
                new DeadDeliveryFile(folder.resolve("dead.jsonl")));
    }

    private static Set<String> described() throws IOException {
        Set<String> described = names(DESCRIBED, Files.readString(monitoring("README.md")));
        assertThat(described).hasSizeGreaterThan(15);
        return described;
    }

    private static Configuration configuration(int flinks, int ours) {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
        configuration.set(
                MetricOptions.JOB_STATUS_METRICS, List.of(MetricOptions.JobStatusMetrics.STATE));
        configuration.setString("metrics.reporters", "prom,ours");
        reporter(
                configuration,
                "prom",
                "org.apache.flink.metrics.prometheus.PrometheusReporterFactory",
                flinks);
        reporter(configuration, "ours", ScrapeReporterFactory.class.getName(), ours);
        return configuration;
    }

    private static void reporter(Configuration all, String name, String factory, int port) {
        Configuration reporter = MetricOptions.forReporter(all, name);
        reporter.set(MetricOptions.REPORTER_FACTORY_CLASS, factory);
        reporter.setString("host", "localhost");
        reporter.setString("port", Integer.toString(port));
        reporter.set(MetricOptions.REPORTER_INCLUDES, ShownMetrics.INCLUDES);
        reporter.set(MetricOptions.REPORTER_EXCLUDED_VARIABLES, ShownMetrics.EXCLUDED_LABELS);
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String scrape(int port) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/metrics"))
                                .timeout(LONG)
                                .build(),
                        BodyHandlers.ofString(StandardCharsets.UTF_8))
                .body();
    }

    private static Path monitoring(String file) {
        return Repository.path("deploy/monitoring").resolve(file);
    }

    private static void send(EmbeddedBroker broker) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        broker.clientProperties(),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (String line :
                    Files.readAllLines(Repository.path("test-data/samples/audit.jsonl"))) {
                producer.send(new ProducerRecord<>(TOPIC, line.getBytes(StandardCharsets.UTF_8)))
                        .get();
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
