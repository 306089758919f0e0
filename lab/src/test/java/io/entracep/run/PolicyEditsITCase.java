package io.entracep.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entracep.broker.EmbeddedBroker;
import io.entracep.catalogue.Catalogue;
import io.entracep.catalogue.Rulebook;
import io.entracep.catalogue.Rulebooks;
import io.entracep.identity.CapturedLog;
import io.entracep.policy.Policy;
import io.entracep.policy.PolicyReader;
import io.entracep.replay.EmbeddedFlink;
import io.entracep.rule.RuleTexts;
import io.entracep.source.SharedBroker;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The policy and the rules are edited while the job runs, between a real broker and a file. */
@ExtendWith(SharedBroker.class)
class PolicyEditsITCase {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String SIGN_IN = "break-glass-sign-in";
    private static final String RULE = "signed-in";
    private static final Instant MARCH = Instant.parse("2026-03-10T10:00:00Z");
    private static final Instant APRIL = Instant.parse("2026-04-10T10:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path folder;
    private String topic = "";

    @BeforeEach
    void policyOfTheBeginning() throws IOException {
        write("default: {break-glass-accounts: [one@example.com]}");
    }

    @Test
    void anEditHoldsFromItsTimeOnAndARestartKeepsIt(EmbeddedBroker broker) throws Exception {
        topic = "policy-edits";
        broker.createTopic(topic, 2);
        RunConfig config = config(broker);
        try (CapturedLog log = new CapturedLog();
                EmbeddedFlink flink = EmbeddedFlink.start(2, LiveJob.configuration(config))) {
            JobClient job = start(flink, config, null);
            send(broker, "a", "one", MARCH);
            await().atMost(PATIENCE).until(() -> evidence(SIGN_IN).contains("a"));
            String ofMarch = version("a");

            write(
                    """
                    effective-from: 2026-04-01T00:00Z
                    default: {break-glass-accounts: [one@example.com, two@example.com]}
                    """);
            await().atMost(PATIENCE).until(() -> has(log, "Policy and rules were edited"));
            send(broker, "b", "two", MARCH);
            send(broker, "c", "two", APRIL);
            send(broker, "d", "one", MARCH.plusSeconds(7_200));
            await().atMost(PATIENCE).until(() -> evidence(SIGN_IN).containsAll(List.of("c", "d")));
            assertThat(evidence(SIGN_IN)).as("March has March's list").doesNotContain("b");
            assertThat(version("c")).isNotEqualTo(ofMarch);
            assertThat(version("d")).isEqualTo(ofMarch);

            String edited = Files.readString(folder.resolve("policy.yaml"));
            write("default: {break-glas-accounts: []}");
            await().atMost(PATIENCE).until(() -> has(log, "did you mean break-glass-accounts?"));
            // Flink shows a metric some seconds after it was first asked for it.
            await().atMost(PATIENCE).until(() -> metrics(flink, job).contains("\"value\":\"1\""));
            send(broker, "e", "two", APRIL.plusSeconds(7_200));
            await().atMost(PATIENCE).until(() -> evidence(SIGN_IN).contains("e"));
            assertThat(version("e")).as("the old one stays").isEqualTo(version("c"));
            write(edited);
            await().atMost(PATIENCE).until(() -> has(log, "can be used again"));

            String savepoint = stop(job);
            // As if somebody had put an older file back just for the start.
            JobClient second = start(flink, config, savepoint);
            send(broker, "f", "two", MARCH.plusSeconds(14_400));
            send(broker, "g", "two", APRIL.plusSeconds(14_400));
            send(broker, "h", "one", MARCH.plusSeconds(14_400));
            await().atMost(PATIENCE).until(() -> evidence(SIGN_IN).containsAll(List.of("g", "h")));
            assertThat(evidence(SIGN_IN)).doesNotContain("f");
            assertThat(version("g")).isEqualTo(version("c"));
            assertThat(version("h")).isEqualTo(ofMarch);
            second.cancel().get();
        }
    }

    @Test
    void aRuleIsAddedAndABrokenOneIsRefused(EmbeddedBroker broker) throws Exception {
        topic = "rule-edits";
        broker.createTopic(topic, 1);
        Path rules = Files.createDirectory(folder.resolve("rules"));
        RunConfig config = config(broker);
        try (CapturedLog log = new CapturedLog();
                EmbeddedFlink flink = EmbeddedFlink.start(1, LiveJob.configuration(config))) {
            JobClient job = start(flink, config, null);
            send(broker, "a", "one", MARCH);
            await().atMost(PATIENCE).until(() -> evidence(SIGN_IN).contains("a"));

            Files.writeString(rules.resolve("broken.yml"), rule("sel: {x: 1}, condition: sell"));
            await().atMost(PATIENCE).until(() -> has(log, "broken.yml"));
            Files.delete(rules.resolve("broken.yml"));
            await().atMost(PATIENCE).until(() -> has(log, "can be used again"));

            Files.writeString(
                    rules.resolve("signed-in.yml"),
                    rule(
                            "sel: {ResultType: 0, UserPrincipalName: late@example.com}, condition: sel"));
            await().atMost(PATIENCE).until(() -> has(log, "Policy and rules were edited"));
            // It says from when on it holds; what was written before is not touched.
            String told = line(log, "Policy and rules were edited");
            Instant from = Instant.parse(told.replaceAll(".*happens from (\\S+) on.*", "$1"));
            send(broker, "b", "late", MARCH);
            send(broker, "c", "late", from);
            await().atMost(PATIENCE).until(() -> evidence(RULE).contains("c"));
            assertThat(evidence(RULE)).containsExactly("c");
            job.cancel().get();
        }
    }

    private static String rule(String detection) {
        return """
               title: Somebody signed in
               name: signed-in
               logsource: {product: azure, service: signinlogs}
               detection: {%s}
               alert: {of: actor, reason: "{actor} signed in."}
               """
                .formatted(detection);
    }

    private void write(String policy) throws IOException {
        Files.writeString(folder.resolve("policy.yaml"), policy);
    }

    private RunConfig config(EmbeddedBroker broker) throws IOException {
        boolean hasRules = Files.exists(folder.resolve("rules"));
        return RunConfigReader.read(
                Files.writeString(
                        folder.resolve("run.yaml"),
                        """
                        source:
                          bootstrap-servers: [%s]
                          topics: [%s]
                          group: group-%s
                          start: earliest
                          connection-string: {file: %s}
                          trust-store: {file: %s, password: %s}
                        policy: policy.yaml
                        %s
                        reread: 1s
                        checkpoints: {interval: 1s, directory: "%s"}
                        sinks: {all: {type: file, path: all.jsonl}}
                        dead-letters: discard
                        """
                                .formatted(
                                        broker.bootstrapServers(),
                                        topic,
                                        topic,
                                        broker.connectionStringFile(),
                                        broker.trustStore(),
                                        broker.trustStorePassword(),
                                        hasRules ? "rules: rules" : "",
                                        folder.resolve("checkpoints").toUri())));
    }

    private JobClient start(EmbeddedFlink flink, RunConfig config, @Nullable String savepoint)
            throws Exception {
        StreamExecutionEnvironment environment = flink.environment();
        Configuration configuration = LiveJob.configuration(config);
        if (savepoint != null) {
            configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        }
        environment.configure(configuration);
        Policy first =
                PolicyReader.read(
                        "policy.yaml", "default: {break-glass-accounts: [one@example.com]}");
        assertThat(Catalogue.load().problemsOf(first)).isEmpty();
        LiveJob.build(environment, config, Rulebooks.of(new Rulebook(first, RuleTexts.NONE)));
        return environment.executeAsync(topic);
    }

    private String stop(JobClient job) throws Exception {
        return job.stopWithSavepoint(
                        false,
                        folder.resolve("savepoints").toUri().toString(),
                        SavepointFormatType.CANONICAL)
                .get();
    }

    private void send(EmbeddedBroker broker, String id, String user, Instant time) {
        Properties properties = new Properties();
        properties.putAll(broker.clientProperties());
        String record =
                """
                {"time":"%1$s","category":"SignInLogs","operationName":"Sign-in activity","resultType":"0","tenantId":"11111111-2222-3333-4444-555555555555","properties":{"id":"%2$s","createdDateTime":"%1$s","userId":"id-%3$s","userPrincipalName":"%3$s@example.com","ipAddress":"192.0.2.1","status":{"errorCode":0}}}\
                """
                        .formatted(time, id, user);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, record.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static boolean has(CapturedLog log, String text) {
        return log.lines().stream().anyMatch(line -> line.contains(text));
    }

    private static String line(CapturedLog log, String text) {
        return log.lines().stream().filter(line -> line.contains(text)).findFirst().orElseThrow();
    }

    /** Ids of the records of the detection's alerts. */
    private List<String> evidence(String detection) throws IOException {
        List<String> ids = new ArrayList<>();
        for (JsonNode alert : alerts()) {
            if (alert.path("detectionId").asText().equals(detection)) {
                alert.path("evidence").forEach(record -> ids.add(record.path("eventId").asText()));
            }
        }
        return ids;
    }

    /** By which version the alert about the record was decided. */
    private String version(String record) throws IOException {
        for (JsonNode alert : alerts()) {
            if (alert.path("detectionId").asText().equals(SIGN_IN)
                    && alert.findValuesAsText("eventId").contains(record)) {
                return alert.path("policyVersion").asText();
            }
        }
        throw new AssertionError("no alert has " + record);
    }

    private List<JsonNode> alerts() throws IOException {
        Path file = folder.resolve("all.jsonl");
        String text = Files.exists(file) ? Files.readString(file) : "";
        List<JsonNode> alerts = new ArrayList<>();
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
            alerts.add(JSON.readTree(line));
        }
        return alerts;
    }

    private static String metrics(EmbeddedFlink flink, JobClient job) throws Exception {
        JsonNode vertices =
                JSON.readTree(get(flink.rest().resolve("/jobs/" + job.getJobID())))
                        .path("vertices");
        StringBuilder all = new StringBuilder();
        for (JsonNode vertex : vertices) {
            String base =
                    "/jobs/%s/vertices/%s/jm-operator-metrics"
                            .formatted(job.getJobID(), vertex.path("id").asText());
            for (JsonNode metric : JSON.readTree(get(flink.rest().resolve(base)))) {
                if (metric.path("id").asText().contains("policy_refused")) {
                    all.append(
                            get(
                                    flink.rest()
                                            .resolve(
                                                    base
                                                            + "?get="
                                                            + encoded(
                                                                    metric.path("id").asText()))));
                }
            }
        }
        return all.toString();
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8);
    }

    private static String get(URI address) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
