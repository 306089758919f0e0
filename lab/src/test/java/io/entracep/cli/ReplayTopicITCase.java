package io.entracep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entracep.broker.EmbeddedBroker;
import io.entracep.cli.Program.Outcome;
import io.entracep.source.SharedBroker;
import io.entracep.testing.Repository;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a topic holds, replayed: the same as from files. */
@ExtendWith(SharedBroker.class)
class ReplayTopicITCase {
    private static final String POLICY = Repository.path("test-data/policy.yaml").toString();
    private static final Path LOGS = Repository.path("test-data/samples/signins.json");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path folder;

    @Test
    void givesTheAlertsOfTheFile(EmbeddedBroker broker) throws Exception {
        topic(broker, "replayed", 2);
        send(broker, "replayed");
        Outcome ofFile = replay("file", LOGS.toString());
        Outcome ofTopic = replay("topic", "--kafka", config(broker, "replayed"));

        assertThat(ofTopic.exitCode()).as(ofTopic.err()).isEqualTo(ofFile.exitCode()).isZero();
        assertThat(alertIds("topic")).isNotEmpty().isEqualTo(alertIds("file"));
        try (Admin admin = Admin.create(broker.clientProperties())) {
            assertThat(admin.listConsumerGroups().all().get())
                    .as("the group of the live job is left alone")
                    .noneMatch(group -> group.groupId().equals("entra-cep-of-replayed"));
        }
        assertThat(leftBehind()).isEmpty();
    }

    @Test
    void readsBetweenTwoTimesOnly(EmbeddedBroker broker) throws Exception {
        topic(broker, "between", 1);
        List<JsonNode> records = send(broker, "between");
        Instant middle = time(records.get(records.size() / 2));
        long inside = records.stream().filter(record -> !time(record).isBefore(middle)).count();

        Outcome outcome =
                replay(
                        "between",
                        "--kafka",
                        config(broker, "between"),
                        "--from",
                        middle.toString());

        assertThat(outcome.exitCode()).isZero();
        JsonNode summary = JSON.readTree(folder.resolve("between/summary.json").toFile());
        assertThat(summary.path("records").asLong()).isEqualTo(inside);
    }

    @Test
    void tellsWhatTheBrokerNoLongerHas(EmbeddedBroker broker) throws Exception {
        topic(broker, "gone", 1);
        send(broker, "gone");
        try (Admin admin = Admin.create(broker.clientProperties())) {
            admin.deleteRecords(
                            Map.of(new TopicPartition("gone", 0), RecordsToDelete.beforeOffset(3)))
                    .all()
                    .get();
        }

        Outcome outcome = replay("gone", "--kafka", config(broker, "gone"));

        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(3);
        assertThat(outcome.out())
                .contains("not read: topic gone-0 before ", "the broker no longer has it");
    }

    @Test
    void tellsWhenThereIsNothing(EmbeddedBroker broker) throws Exception {
        topic(broker, "silent", 1);

        Outcome outcome = replay("silent", "--kafka", config(broker, "silent"));

        assertThat(outcome.exitCode()).isNotZero();
        assertThat(outcome.err()).contains("silent holds no message of the time asked for");
    }

    @Test
    void wantsFilesOrTopicsAndNotBoth() {
        assertThat(Program.run("replay", "a.json", "--kafka", "run.yaml").err())
                .contains("either PATH", "--kafka FILE");
    }

    private Outcome replay(String out, String... input) {
        List<String> arguments = new ArrayList<>(List.of("replay"));
        arguments.addAll(List.of(input));
        arguments.addAll(
                List.of("--policy", POLICY, "--out", folder.resolve(out).toString(), "--quiet"));
        return Program.run(arguments.toArray(String[]::new));
    }

    private List<String> alertIds(String out) throws Exception {
        List<String> ids = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve(out).resolve("alerts.jsonl"))) {
            ids.add(JSON.readTree(line).path("alertId").asText());
        }
        return ids;
    }

    private static List<Path> leftBehind() throws Exception {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> Files.exists(file.resolve("topic replayed-0"))).toList();
        }
    }

    private static Instant time(JsonNode record) {
        return OffsetDateTime.parse(record.at("/properties/createdDateTime").asText()).toInstant();
    }

    /** The sample is older than what a broker keeps. */
    private static void topic(EmbeddedBroker broker, String topic, int partitions)
            throws Exception {
        try (Admin admin = Admin.create(broker.clientProperties())) {
            NewTopic made = new NewTopic(topic, partitions, (short) 1);
            admin.createTopics(List.of(made.configs(Map.of("retention.ms", "-1")))).all().get();
        }
    }

    /** As diagnostic settings send it, the broker's time a minute after the record's. */
    private static List<JsonNode> send(EmbeddedBroker broker, String topic) throws Exception {
        List<JsonNode> records = new ArrayList<>();
        JSON.readTree(LOGS.toFile()).path("records").forEach(records::add);
        Properties properties = new Properties();
        properties.putAll(broker.clientProperties());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (JsonNode record : records) {
                producer.send(
                        new ProducerRecord<>(
                                topic,
                                null,
                                time(record).plus(Duration.ofMinutes(1)).toEpochMilli(),
                                null,
                                ("{\"records\":[" + record + "]}")
                                        .getBytes(StandardCharsets.UTF_8)));
            }
        }
        return records;
    }

    private String config(EmbeddedBroker broker, String topic) throws Exception {
        return Files.writeString(
                        folder.resolve(topic + ".yaml"),
                        """
                        source:
                          bootstrap-servers: [%s]
                          topics: [%s]
                          group: entra-cep-of-%s
                          connection-string: {file: %s}
                          trust-store: {file: %s, password: %s}
                        sinks: {screen: {type: console}}
                        dead-letters: discard
                        """
                                .formatted(
                                        broker.bootstrapServers(),
                                        topic,
                                        topic,
                                        broker.connectionStringFile(),
                                        broker.trustStore(),
                                        broker.trustStorePassword()))
                .toString();
    }
}
