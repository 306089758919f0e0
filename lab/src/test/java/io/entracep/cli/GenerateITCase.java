package io.entracep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.broker.EmbeddedBroker;
import io.entracep.cli.Program.Outcome;
import io.entracep.decode.Decoded;
import io.entracep.decode.Position;
import io.entracep.decode.RecordDecoder;
import io.entracep.policy.PolicyReader;
import io.entracep.source.SharedBroker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The sample company's logs, as a file and in a real topic: the same records. */
@ExtendWith(SharedBroker.class)
class GenerateITCase {
    @TempDir private Path folder;

    @Test
    void withNowAFileHoldsWhatWouldHaveArrivedWhenItIsWritten() throws IOException {
        Path logs = folder.resolve("logs.jsonl");

        Outcome written =
                Program.run("generate", "--now", "--records", "500", "--out", logs.toString());

        assertThat(written.exitCode()).as(written.err()).isZero();
        Instant now = Files.getLastModifiedTime(logs).toInstant();
        List<Instant> times =
                Pattern.compile("\"time\":\"([0-9-]+T[^\"]+Z)\"")
                        .matcher(Files.readString(logs))
                        .results()
                        .map(match -> Instant.parse(match.group(1)))
                        .sorted()
                        .toList();
        assertThat(times.get(times.size() - 1)).isBetween(now.minus(Duration.ofHours(18)), now);
    }

    @Test
    void theTopicHoldsTheRecordsOfTheFile(EmbeddedBroker broker) throws IOException {
        Path logs = folder.resolve("logs.jsonl");
        Path policy = folder.resolve("policy.yaml");
        Outcome written =
                Program.run(
                        "generate",
                        "--records",
                        "500",
                        "--out",
                        logs.toString(),
                        "--policy-out",
                        policy.toString());
        assertThat(written.exitCode()).isZero();
        PolicyReader.read("policy", Files.readString(policy));

        broker.createTopic("generated", 1);
        Outcome sent =
                Program.run(
                        "generate",
                        "--records",
                        "500",
                        "--rate",
                        "1000000",
                        "--config",
                        config(broker).toString());
        assertThat(sent.exitCode()).isZero();

        assertThat(ids(read(broker))).isEqualTo(ids(Files.readAllBytes(logs)));
    }

    @Test
    void tellsThatItNeedsToKnowWhere() {
        Outcome outcome = Program.run("generate");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("--out").contains("--config");
    }

    private Path config(EmbeddedBroker broker) throws IOException {
        return Files.writeString(
                folder.resolve("run.yaml"),
                """
                source:
                  bootstrap-servers: [%s]
                  topics: [generated]
                  connection-string: {file: %s}
                  trust-store: {file: %s, password: %s}
                sinks: {screen: {type: console}}
                dead-letters: discard
                """
                        .formatted(
                                broker.bootstrapServers(),
                                broker.connectionStringFile(),
                                broker.trustStore(),
                                broker.trustStorePassword()));
    }

    private static byte[] read(EmbeddedBroker broker) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        TopicPartition partition = new TopicPartition("generated", 0);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        broker.clientProperties(),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(
                                record -> {
                                    all.writeBytes(record.value());
                                    all.write('\n');
                                });
            }
        }
        return all.toByteArray();
    }

    private static List<String> ids(byte[] json) {
        List<String> ids = new ArrayList<>();
        new RecordDecoder()
                .decode(
                        json,
                        0,
                        json.length,
                        new Position("test", 0, 0),
                        decoded -> ids.add(((Decoded.Event) decoded).event().id()));
        return ids;
    }
}
