package io.entracep.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.broker.EmbeddedBroker;
import io.entracep.decode.Decoded;
import io.entracep.policy.Policy;
import io.entracep.policy.PolicyReader;
import io.entracep.promise.GeneratedDay;
import io.entracep.serial.EntraTypes;
import io.entracep.source.EventTimeWatermarks;
import io.entracep.source.FileSourceFactory;
import io.entracep.source.KafkaSettings;
import io.entracep.source.KafkaSourceFactory;
import io.entracep.source.SharedBroker;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Promise 1 on a real cluster: files and Kafka, any parallelism, any backend, any order: the same
 * final set, byte for byte.
 */
@ExtendWith(SharedBroker.class)
class SameAlertsEverywhereITCase {
    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(4)
                            .build());

    private static final GeneratedDay DAY = new GeneratedDay(3, 5_000);
    @TempDir private static Path folder;
    private static Policy policy;
    private static List<byte[]> records;
    private static List<String> expected;

    @BeforeAll
    static void replayInOrderOfArrival() throws Exception {
        policy = PolicyReader.read("policy.yaml", DAY.policy());
        records = DAY.records();
        expected = replay(List.of(file("in-order.jsonl", records)), 1, "hashmap");
        assertThat(expected).hasSizeGreaterThan(10);
    }

    @ParameterizedTest
    @CsvSource({"4, hashmap", "2, rocksdb"})
    void atAnyParallelismAndOnAnyBackend(int parallelism, String backend) throws Exception {
        assertThat(replay(List.of(file("again.jsonl", records)), parallelism, backend))
                .containsExactlyElementsOf(expected);
    }

    @Test
    void shuffledDuplicatedAndCutIntoFiles() throws Exception {
        List<byte[]> shuffled = new ArrayList<>(records);
        shuffled.addAll(records.subList(0, records.size() / 3));
        Collections.shuffle(shuffled, new Random(1));
        List<Path> files = new ArrayList<>();
        for (int from = 0, part = 0; from < shuffled.size(); from += 1_500, part++) {
            files.add(
                    file(
                            "part-" + part + ".jsonl",
                            shuffled.subList(from, Math.min(from + 1_500, shuffled.size()))));
        }

        assertThat(replay(files, 4, "hashmap")).containsExactlyElementsOf(expected);
    }

    @Test
    void fromKafka(EmbeddedBroker broker) throws Exception {
        broker.createTopic("insights-logs-everything", 3);
        Properties properties = new Properties();
        properties.putAll(broker.clientProperties());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (byte[] record : records) {
                producer.send(new ProducerRecord<>("insights-logs-everything", record));
            }
        }
        KafkaSettings settings =
                SharedBroker.settings(broker, "insights-logs-everything").untilNow();

        assertThat(
                        PipelineRun.finalSet(
                                KafkaSourceFactory.create(settings, EntraTypes.DECODED),
                                EventTimeWatermarks.atEndOnly(),
                                policy,
                                2,
                                "hashmap"))
                .containsExactlyElementsOf(expected);
    }

    @Test
    void liveWithWatermarksWithinTheAllowedDisorder() throws Exception {
        Source<Decoded, ?, ?> source =
                FileSourceFactory.create(List.of(file("live.jsonl", records)), EntraTypes.DECODED);

        assertThat(
                        PipelineRun.finalSet(
                                source,
                                EventTimeWatermarks.following(Duration.ofMinutes(15)),
                                policy,
                                1,
                                "hashmap"))
                .containsExactlyElementsOf(expected);
    }

    private static List<String> replay(List<Path> files, int parallelism, String backend)
            throws Exception {
        return PipelineRun.finalSet(
                FileSourceFactory.create(files, EntraTypes.DECODED),
                EventTimeWatermarks.atEndOnly(),
                policy,
                parallelism,
                backend);
    }

    private static Path file(String name, List<byte[]> lines) throws Exception {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] line : lines) {
            content.write(line);
            content.write('\n');
        }
        return Files.write(folder.resolve(name), content.toByteArray());
    }
}
