package io.entracep.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entracep.broker.EmbeddedBroker;
import io.entracep.catalogue.Rulebook;
import io.entracep.output.AlertJson;
import io.entracep.output.LineFileSink;
import io.entracep.pipeline.Pipeline;
import io.entracep.policy.Policy;
import io.entracep.replay.EmbeddedFlink;
import io.entracep.rule.RuleTexts;
import io.entracep.serial.EntraTypes;
import io.entracep.source.EventTimeWatermarks;
import io.entracep.source.KafkaSourceFactory;
import io.entracep.source.SharedBroker;
import java.io.IOException;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A job goes on from a savepoint with one rule added, one changed and one removed. */
@ExtendWith(SharedBroker.class)
class RulesAcrossSavepointsITCase {
    private static final String TOPIC = "insights-logs-rules";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String WRONG =
            """
            title: Wrong password
            name: wrong
            logsource: {product: azure, service: signinlogs}
            detection: {s: {ResultType: 50126}, condition: s}
            """;

    private static final String REMOVED =
            """
            ---
            title: Locked
            name: removed
            logsource: {product: azure, service: signinlogs}
            detection: {s: {ResultType: 50053}, condition: s}
            alert: {of: actor, once: 1d, reason: "{actor} is locked."}
            """;

    @TempDir private Path folder;

    @Test
    void nothingIsRepeatedAndNothingLost(EmbeddedBroker broker) throws Exception {
        broker.createTopic(TOPIC, 1);
        String before = WRONG + REMOVED + count("kept", 4) + count("changed", 9);
        String after = WRONG + count("kept", 4) + count("changed", 5) + count("added", 4);
        try (EmbeddedFlink flink = EmbeddedFlink.start(1, new Configuration())) {
            JobClient first = start(flink, broker, before, null);
            send(broker, 0, 50126, 50126, 50053);
            await().atMost(PATIENCE).until(() -> told("removed").size() == 1);
            String savepoint =
                    first.stopWithSavepoint(
                                    false,
                                    folder.resolve("savepoints").toUri().toString(),
                                    SavepointFormatType.CANONICAL)
                            .get();
            assertThat(told("kept")).isEmpty();

            JobClient second = start(flink, broker, after, savepoint);
            send(broker, 3, 50126, 50126);
            await().atMost(PATIENCE).until(() -> told("kept").size() == 1);
            assertThat(told("changed")).as("five are asked for, there are four").isEmpty();

            send(broker, 5, 50126, 50053);
            await().atMost(PATIENCE).until(() -> told("changed").size() == 1);
            assertThat(told("added")).as("saw three records of the four").isEmpty();

            send(broker, 7, 50126);
            await().atMost(PATIENCE).until(() -> told("added").size() == 1);
            second.cancel().get();
        }
        assertThat(records("kept")).startsWith("r0", "r1");
        assertThat(records("changed")).startsWith("r0", "r1");
        assertThat(records("added")).containsExactly("r3", "r4", "r5", "r7");
        assertThat(told("removed")).as("neither told again nor cleared").hasSize(1);
        assertThat(told("kept")).hasSize(1);
    }

    private static String count(String name, int atLeast) {
        return """
               ---
               title: Many wrong passwords
               name: %s
               correlation: {type: event_count, rules: [wrong], group-by: [UserPrincipalName], timespan: 1h, condition: {gte: %d}}
               alert: {of: actor, once: 1d, reason: "{actor} tries passwords."}
               """
                .formatted(name, atLeast);
    }

    private JobClient start(
            EmbeddedFlink flink, EmbeddedBroker broker, String rules, @Nullable String savepoint)
            throws Exception {
        StreamExecutionEnvironment environment = flink.environment();
        if (savepoint != null) {
            Configuration configuration = new Configuration();
            configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
            environment.configure(configuration);
        }
        environment.setMaxParallelism(Pipeline.MAX_PARALLELISM);
        Rulebook rulebook =
                new Rulebook(
                        Policy.none(),
                        new RuleTexts(List.of(new RuleTexts.Text("rules.yml", rules))));
        assertThat(rulebook.catalogue().ruleProblems()).isEmpty();
        Pipeline.build(
                        environment
                                .fromSource(
                                        KafkaSourceFactory.create(
                                                SharedBroker.settings(broker, TOPIC),
                                                EntraTypes.DECODED,
                                                rulebook),
                                        EventTimeWatermarks.atEndOnly(),
                                        "source",
                                        EntraTypes.DECODED)
                                .uid("kafka-source"),
                        rulebook,
                        Duration.ofHours(24))
                .alerts()
                .sinkTo(new LineFileSink<>(folder.resolve("alerts.jsonl"), AlertJson::delivery))
                .uid("sink-file");
        return environment.executeAsync();
    }

    private static void send(EmbeddedBroker broker, int first, int... codes) {
        Properties properties = new Properties();
        properties.putAll(broker.clientProperties());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < codes.length; i++) {
                String record = record(first + i, codes[i]);
                producer.send(new ProducerRecord<>(TOPIC, record.getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    private static String record(int number, int code) {
        return """
               {"time":"%1$s","category":"SignInLogs","operationName":"Sign-in activity","resultType":"%3$d","tenantId":"11111111-2222-3333-4444-555555555555","properties":{"id":"r%2$d","createdDateTime":"%1$s","userId":"u1","userPrincipalName":"alice@example.com","ipAddress":"192.0.2.1","status":{"errorCode":%3$d}}}\
               """
                .formatted(START.plusSeconds(60L * number), number, code);
    }

    /** Every delivery of the rule's alerts, in order. */
    private List<JsonNode> told(String rule) throws IOException {
        Path file = folder.resolve("alerts.jsonl");
        String text = Files.exists(file) ? Files.readString(file) : "";
        List<JsonNode> told = new ArrayList<>();
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
            JsonNode alert = JSON.readTree(line);
            if (alert.path("detectionId").asText().equals(rule)) {
                told.add(alert);
            }
        }
        return told;
    }

    private List<String> records(String rule) throws IOException {
        List<JsonNode> told = told(rule);
        List<String> records = new ArrayList<>();
        told.get(told.size() - 1)
                .path("evidence")
                .forEach(record -> records.add(record.path("eventId").asText()));
        return records;
    }
}
