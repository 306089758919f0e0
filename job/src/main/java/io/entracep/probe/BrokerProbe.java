package io.entracep.probe;

import io.entracep.secret.SecretException;
import io.entracep.source.KafkaPreflight;
import io.entracep.source.KafkaSettings;
import io.entracep.source.SourceException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Asks one broker: token and login, topics, the right to read, and its clock. */
final class BrokerProbe {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Signatures and tokens are refused beyond a few minutes; event time suffers before. */
    private static final long CLOCK_MILLIS = 60_000;

    private final KafkaSettings settings;
    private final InstantSource clock;

    BrokerProbe(KafkaSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Login and topics. */
    Finding login(String what) {
        try {
            new KafkaPreflight(settings, PATIENCE).check();
            return new Finding(
                    what,
                    true,
                    "%s lets us in and has %s."
                            .formatted(servers(), String.join(", ", settings.topics())));
        } catch (SourceException | SecretException e) {
            return new Finding(what, false, String.valueOf(e.getMessage()));
        }
    }

    /** The right to read and to commit a position, and the clock of who wrote last. */
    List<Finding> reading(String what) {
        List<Finding> findings = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(consumer);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.committed(Set.copyOf(partitions));
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
            List<TopicPartition> filled =
                    partitions.stream().filter(p -> at(ends, p) > at(begins, p)).toList();
            List<ConsumerRecord<byte[], byte[]>> last = last(consumer, filled, ends);
            findings.add(
                    new Finding(
                            what + ", reading",
                            filled.isEmpty() || !last.isEmpty(),
                            filled.isEmpty()
                                    ? "Allowed; the topics are empty: no log has arrived yet."
                                    : last.isEmpty()
                                            ? "There are records, and none could be read within 10 s."
                                            : "Read the newest record of %d of %d partitions; group %s may be asked for its position."
                                                    .formatted(
                                                            last.size(),
                                                            partitions.size(),
                                                            settings.groupId())));
            last.stream()
                    .mapToLong(ConsumerRecord::timestamp)
                    .max()
                    .ifPresent(time -> findings.add(clock(what, time)));
        } catch (KafkaException e) {
            findings.add(
                    new Finding(
                            what + ", reading",
                            false,
                            ("The broker at %s does not let us read (%s). Give the right to listen, at Event"
                                            + " Hubs the role Azure Event Hubs Data Receiver.")
                                    .formatted(servers(), e.getMessage())));
        }
        return findings;
    }

    private Finding clock(String what, long newest) {
        long ahead = newest - clock.millis();
        return ahead > CLOCK_MILLIS
                ? new Finding(
                        what + ", clock",
                        false,
                        "The newest record was written %d s from now, says the broker: this machine's clock is behind, or the writer's ahead."
                                .formatted(ahead / 1_000))
                : new Finding(
                        what + ", clock",
                        true,
                        "The newest record was written %d s ago.".formatted(-ahead / 1_000));
    }

    private static List<ConsumerRecord<byte[], byte[]>> last(
            KafkaConsumer<byte[], byte[]> consumer,
            List<TopicPartition> filled,
            Map<TopicPartition, Long> ends) {
        List<ConsumerRecord<byte[], byte[]>> last = new ArrayList<>();
        consumer.assign(filled);
        filled.forEach(partition -> consumer.seek(partition, at(ends, partition) - 1));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (last.size() < filled.size() && System.nanoTime() < deadline) {
            Set<TopicPartition> seen =
                    last.stream()
                            .map(each -> new TopicPartition(each.topic(), each.partition()))
                            .collect(Collectors.toSet());
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                if (!seen.contains(new TopicPartition(record.topic(), record.partition()))) {
                    last.add(record);
                }
            }
        }
        return last;
    }

    private static long at(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return offsets.getOrDefault(partition, 0L);
    }

    private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
        return settings.topics().stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return consumer(settings);
    }

    /** A consumer that commits nothing. */
    static KafkaConsumer<byte[], byte[]> consumer(KafkaSettings settings) {
        Properties properties = new Properties();
        settings.security().clientProperties().forEach(properties::setProperty);
        properties.setProperty("bootstrap.servers", String.join(",", settings.bootstrapServers()));
        properties.setProperty("group.id", settings.groupId());
        properties.setProperty("enable.auto.commit", "false");
        properties.setProperty("auto.offset.reset", "latest");
        properties.setProperty("client.id", settings.groupId() + "-probe");
        properties.setProperty("default.api.timeout.ms", String.valueOf(PATIENCE.toMillis()));
        return new KafkaConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private String servers() {
        return String.join(",", settings.bootstrapServers());
    }
}
