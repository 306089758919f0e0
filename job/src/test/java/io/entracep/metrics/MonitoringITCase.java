package io.entracep.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entracep.broker.EmbeddedBroker;
import io.entracep.format.AlertFormat;
import io.entracep.outbox.DeadDeliveryFile;
import io.entracep.outbox.OutboxSettings;
import io.entracep.outbox.OutboxSink;
import io.entracep.pipeline.Pipeline;
import io.entracep.policy.Policy;
import io.entracep.replay.EmbeddedFlink;
import io.entracep.serial.EntraTypes;
import io.entracep.source.EventTimeWatermarks;
import io.entracep.source.Heartbeat;
import io.entracep.source.KafkaSourceFactory;
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
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Rules and dashboard know only metrics that a running job shows to Prometheus. */
@ExtendWith(SharedBroker.class)
class MonitoringITCase {
    private static final String TOPIC = "monitored-logs";
    private static final String OPERATOR = "flink_taskmanager_job_task_operator_";
    private static final Pattern NAME = Pattern.compile("flink_\\w+");
    private static final Duration LONG = Duration.ofMinutes(1);

    /** First cells of tables: of the files here, only metrics are in lower case. */
    private static final Pattern DESCRIBED =
            Pattern.compile("^\\| `([a-z_A-Z]*_[a-z_]+)` \\|", Pattern.MULTILINE);

    /** What this job cannot show: none of its detections throws, and its input has no end. */
    private static final Set<String> NOT_HERE =
            Set.of(
                    OPERATOR + EntraMetrics.DETECTION + "_" + EntraMetrics.FAILURES,
                    OPERATOR + EntraMetrics.DETECTION + "_" + EntraMetrics.UNDECIDED);

    @TempDir private Path folder;

    @Test
    void everyNameInRulesDashboardAndReadmeIsExported(EmbeddedBroker broker) throws Exception {
        broker.createTopic(TOPIC, 1);
        send(broker);
        int port = freePort();
        try (EmbeddedFlink flink = EmbeddedFlink.start(1, configuration(port))) {
            run(flink.environment(), broker);
            Set<String> used = new TreeSet<>();
            used.addAll(names(Files.readString(monitoring("prometheus-rules.yaml"))));
            used.addAll(names(Files.readString(monitoring("grafana-dashboard.json"))));
            used.addAll(described());
            used.removeAll(NOT_HERE);

            await().atMost(LONG)
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThat(names(scrape(port))).containsAll(used));
            assertThat(scrape(port))
                    .containsPattern(OPERATOR + "category_records\\{[^}]*category=\"AuditLogs\"")
                    .containsPattern("detection=\"account[_-]created[_-]and[_-]deleted\"");
        }
    }

    private void run(StreamExecutionEnvironment environment, EmbeddedBroker broker)
            throws Exception {
        Duration delay = Duration.ofMinutes(15);
        Pipeline.build(
                        environment.fromSource(
                                KafkaSourceFactory.createWithHeartbeat(
                                        SharedBroker.settings(broker, TOPIC),
                                        EntraTypes.DECODED,
                                        Heartbeat.after(delay)),
                                EventTimeWatermarks.following(delay),
                                "kafka",
                                EntraTypes.DECODED),
                        Policy.none(),
                        Duration.ofDays(1))
                .alerts()
                .sinkTo(toNobody())
                .setParallelism(1);
        environment.executeAsync("monitored");
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
        Set<String> described =
                DESCRIBED
                        .matcher(Files.readString(monitoring("README.md")))
                        .results()
                        .map(match -> OPERATOR + match.group(1))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(described).hasSizeGreaterThan(15);
        return described;
    }

    private static Configuration configuration(int port) {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
        configuration.setString("metrics.reporters", "prom");
        configuration.setString(
                "metrics.reporter.prom.factory.class",
                "org.apache.flink.metrics.prometheus.PrometheusReporterFactory");
        configuration.setString("metrics.reporter.prom.port", Integer.toString(port));
        return configuration;
    }

    private static Set<String> names(String text) {
        return NAME.matcher(text)
                .results()
                .map(MatchResult::group)
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
