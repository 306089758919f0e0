package io.entracep.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entracep.broker.EmbeddedBroker;
import io.entracep.output.KafkaOutput;
import io.entracep.policy.Policy;
import io.entracep.replay.EmbeddedFlink;
import io.entracep.run.RunConfig.Checkpoints;
import io.entracep.run.RunConfig.Outputs;
import io.entracep.run.RunConfig.StateBackend;
import io.entracep.source.KafkaSettings;
import io.entracep.source.SharedBroker;
import io.entracep.source.StartPosition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The live job between a real broker, a file and a topic, on RocksDB with checkpoints. */
@ExtendWith(SharedBroker.class)
class LiveJobITCase {
    private static final String LOGS = "live-logs";
    private static final String ALERTS = "live-alerts";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path folder;

    @Test
    void alertsReachTheFileAndTheTopic(EmbeddedBroker broker) throws Exception {
        broker.createTopic(LOGS, 2);
        broker.createTopic(ALERTS, 1);
        RunConfig config = config(broker);
        Configuration configuration = LiveJob.configuration(config);
        try (EmbeddedFlink flink = EmbeddedFlink.start(2, configuration)) {
            StreamExecutionEnvironment environment = flink.environment();
            LiveJob.build(environment, config, Policy.none());
            JobClient job = environment.executeAsync("live");
            sendSamples(broker);

            Path file = folder.resolve("alerts.jsonl");
            await().atMost(Duration.ofMinutes(2))
                    .until(
                            () ->
                                    Files.exists(file)
                                            && detections(Files.readAllLines(file))
                                                    .contains("account-created-and-deleted"));
            await().atMost(Duration.ofMinutes(1))
                    .until(
                            () ->
                                    Files.exists(folder.resolve("dead.jsonl"))
                                            && Files.readAllLines(folder.resolve("dead.jsonl"))
                                                            .size()
                                                    == 1);
            List<ConsumerRecord<String, String>> sent = read(broker);
            assertThat(detections(sent.stream().map(ConsumerRecord::value).toList()))
                    .contains("account-created-and-deleted");
            for (ConsumerRecord<String, String> record : sent) {
                JsonNode alert = JSON.readTree(record.value());
                assertThat(record.key()).isEqualTo(alert.path("alertId").asText());
                assertThat(alert.has("decidedAt")).isTrue();
            }
            job.cancel().get();
        }
    }

    private RunConfig config(EmbeddedBroker broker) {
        KafkaSettings source =
                SharedBroker.settings(broker, LOGS).startingAt(StartPosition.EARLIEST);
        return new RunConfig(
                source,
                null,
                Duration.ofMinutes(15),
                Duration.ofHours(24),
                2,
                new Checkpoints(
                        Duration.ofSeconds(1), folder.resolve("checkpoints").toUri().toString()),
                StateBackend.ROCKSDB,
                new Outputs(
                        false,
                        folder.resolve("alerts.jsonl"),
                        new KafkaOutput(
                                source.bootstrapServers(), ALERTS, source.security(), Map.of()),
                        folder.resolve("dead.jsonl")));
    }

    private static void sendSamples(EmbeddedBroker broker) throws Exception {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("test-data"))) {
            folder = folder.getParent();
        }
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        broker.clientProperties(),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (String line :
                    Files.readAllLines(folder.resolve("test-data/samples/audit.jsonl"))) {
                producer.send(
                                new ProducerRecord<>(
                                        LOGS,
                                        line.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                        .get();
            }
        }
    }

    private static List<ConsumerRecord<String, String>> read(EmbeddedBroker broker) {
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        TopicPartition partition = new TopicPartition(ALERTS, 0);
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(
                        broker.clientProperties(),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            await().atMost(Duration.ofMinutes(1))
                    .until(
                            () -> {
                                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                                return detections(
                                                records.stream()
                                                        .map(ConsumerRecord::value)
                                                        .toList())
                                        .contains("account-created-and-deleted");
                            });
        }
        return records;
    }

    private static List<String> detections(List<String> lines) throws java.io.IOException {
        List<String> detections = new ArrayList<>();
        for (String line : lines) {
            detections.add(JSON.readTree(line).path("detectionId").asText());
        }
        return detections;
    }
}
