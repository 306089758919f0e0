package io.entracep.source;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Asks the broker where partitions end, with a client of its own that reads nothing. Connects when
 * first asked.
 */
final class BrokerEnds implements EndOfPartitions {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final KafkaSettings settings;
    private @Nullable Consumer<byte[], byte[]> consumer;

    BrokerEnds(KafkaSettings settings) {
        this.settings = settings;
    }

    @Override
    public Map<TopicPartition, Long> readToTheEnd(Map<TopicPartition, Long> positions) {
        Map<TopicPartition, Long> atEnd = new HashMap<>();
        Map<TopicPartition, Long> ends = broker().endOffsets(positions.keySet(), TIMEOUT);
        Map<TopicPartition, Long> others = new HashMap<>();
        positions.forEach(
                (partition, position) -> {
                    boolean read = position >= ends.getOrDefault(partition, Long.MAX_VALUE);
                    (read ? atEnd : others).put(partition, position);
                });
        if (!others.isEmpty()) {
            Map<TopicPartition, Long> begins = broker().beginningOffsets(others.keySet(), TIMEOUT);
            Map<TopicPartition, @Nullable OffsetAndMetadata> committed = committed(others);
            others.forEach(
                    (partition, position) -> {
                        // What the broker no longer has is skipped when reading.
                        long next =
                                Math.max(
                                        start(position, committed.get(partition)),
                                        begins.getOrDefault(partition, 0L));
                        if (next >= ends.getOrDefault(partition, Long.MAX_VALUE)) {
                            atEnd.put(partition, position);
                        }
                    });
        }
        return atEnd;
    }

    /** A partition of which nothing was read yet begins where the consumer group stopped. */
    private Map<TopicPartition, @Nullable OffsetAndMetadata> committed(
            Map<TopicPartition, Long> positions) {
        Set<TopicPartition> asked = new HashSet<>();
        positions.forEach(
                (partition, position) -> {
                    if (position == KafkaPartitionSplit.COMMITTED_OFFSET) {
                        asked.add(partition);
                    }
                });
        return asked.isEmpty() ? Map.of() : broker().committed(asked, TIMEOUT);
    }

    private static long start(Long position, @Nullable OffsetAndMetadata committed) {
        if (position == KafkaPartitionSplit.COMMITTED_OFFSET && committed != null) {
            return committed.offset();
        }
        return Math.max(0, position);
    }

    private Consumer<byte[], byte[]> broker() {
        if (consumer == null) {
            Properties properties = settings.clientProperties();
            properties.setProperty(
                    "bootstrap.servers", String.join(",", settings.bootstrapServers()));
            properties.setProperty("group.id", settings.groupId());
            properties.setProperty("client.id", settings.groupId() + "-heartbeat");
            properties.setProperty("enable.auto.commit", "false");
            consumer =
                    new KafkaConsumer<>(
                            properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        }
        return consumer;
    }

    @Override
    public void close() {
        if (consumer != null) {
            consumer.close(Duration.ZERO);
        }
    }
}
