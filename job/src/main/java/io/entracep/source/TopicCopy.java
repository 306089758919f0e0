package io.entracep.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Copies what topics hold between two times into temporary files, one for each partition, as Event
 * Hubs Capture would have written them: with the broker's time of each message. So a topic is
 * replayed as files are. No consumer group is joined and no offset committed.
 */
public final class TopicCopy {

    /** Logs come late: a message of a record of this time may have come as much later. */
    private static final Duration LATER = Duration.ofHours(24);

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofSeconds(1);

    /**
     * The part of the schema of Event Hubs Capture that we know; its times are written like this.
     */
    private static final Schema CAPTURE =
            SchemaBuilder.record("EventData")
                    .namespace("io.entracep")
                    .fields()
                    .requiredString("EnqueuedTimeUtc")
                    .optionalBytes("Body")
                    .endRecord();

    private final KafkaSettings settings;
    private final @Nullable Instant from;
    private final @Nullable Instant to;

    private TopicCopy(KafkaSettings settings, @Nullable Instant from, @Nullable Instant to) {
        this.settings = settings;
        this.from = from;
        this.to = to;
    }

    /**
     * Copies the topics, up to what is there now.
     *
     * @param from records before it are not asked for; null: from the oldest message on
     * @param to records from then on are not asked for; null: to the newest message
     * @throws SourceException if the broker does not answer, or there is no message
     */
    public static ReplayFiles of(
            KafkaSettings settings, @Nullable Instant from, @Nullable Instant to) {
        Path folder = ReplayFiles.spoolFolder();
        try {
            return new TopicCopy(settings, from, to).into(folder);
        } catch (KafkaException e) {
            ReplayFiles.delete(folder);
            throw new SourceException(
                    "Cannot read %s at %s: %s. What was read so far is dropped; try again."
                            .formatted(
                                    String.join(", ", settings.topics()),
                                    String.join(", ", settings.bootstrapServers()),
                                    e.getMessage()),
                    e);
        } catch (IOException e) {
            ReplayFiles.delete(folder);
            throw new SourceException(
                    "Cannot copy the topics into %s: %s. Check the space there."
                            .formatted(folder, e.getMessage()),
                    e);
        } catch (RuntimeException e) {
            ReplayFiles.delete(folder);
            throw e;
        }
    }

    private ReplayFiles into(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        SortedMap<String, String> refused = new TreeMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (String topic : settings.topics()) {
                consumer.partitionsFor(topic, PATIENCE)
                        .forEach(
                                found ->
                                        partitions.add(
                                                new TopicPartition(topic, found.partition())));
            }
            Map<TopicPartition, Long> oldest = consumer.beginningOffsets(partitions, PATIENCE);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
            Map<TopicPartition, Long> begins = at(consumer, partitions, from, oldest, ends);
            if (to != null) {
                ends = at(consumer, partitions, to.plus(LATER), ends, ends);
            }
            for (TopicPartition partition : partitions) {
                long begin = begins.getOrDefault(partition, 0L);
                long end = ends.getOrDefault(partition, 0L);
                if (begin < end) {
                    Path file = folder.resolve(ReplayFiles.TOPIC + partition);
                    long firstTime = copy(consumer, partition, begin, end, file);
                    if (firstTime == Long.MAX_VALUE) {
                        // Deleted meanwhile, or nothing but marks of transactions.
                        Files.delete(file);
                        continue;
                    }
                    files.add(file);
                    boolean isOldest = begin == oldest.getOrDefault(partition, 0L) && begin > 0;
                    tellWhatIsGone(partition, isOldest, firstTime, refused);
                }
            }
        }
        if (files.isEmpty()) {
            throw new SourceException(
                    "Nothing to read: %s %s no message of the time asked for."
                            .formatted(
                                    String.join(", ", settings.topics()),
                                    settings.topics().size() == 1 ? "holds" : "hold"));
        }
        return ReplayFiles.ofSpool(files, refused, folder);
    }

    /** Retention takes the oldest away: what was asked for is then not all there. */
    private void tellWhatIsGone(
            TopicPartition partition,
            boolean isOldest,
            long firstTime,
            SortedMap<String, String> refused) {
        if (isOldest && (from == null || firstTime > from.toEpochMilli())) {
            refused.put(
                    ReplayFiles.TOPIC + partition + " before " + Instant.ofEpochMilli(firstTime),
                    "the broker no longer has it");
        }
    }

    /** The first offset at a time; where there is none, another one. */
    private static Map<TopicPartition, Long> at(
            KafkaConsumer<byte[], byte[]> consumer,
            List<TopicPartition> partitions,
            @Nullable Instant time,
            Map<TopicPartition, Long> withoutTime,
            Map<TopicPartition, Long> afterAll) {
        if (time == null) {
            return withoutTime;
        }
        Map<TopicPartition, Long> offsets = new HashMap<>(afterAll);
        Map<TopicPartition, Long> asked =
                partitions.stream()
                        .collect(Collectors.toMap(Function.identity(), p -> time.toEpochMilli()));
        for (Map.Entry<TopicPartition, @Nullable OffsetAndTimestamp> found :
                consumer.offsetsForTimes(asked, PATIENCE).entrySet()) {
            OffsetAndTimestamp first = found.getValue();
            if (first != null) {
                offsets.put(found.getKey(), first.offset());
            }
        }
        return offsets;
    }

    /** Returns the time of the first message; the greatest number if there was none. */
    private static long copy(
            KafkaConsumer<byte[], byte[]> consumer,
            TopicPartition partition,
            long begin,
            long end,
            Path file)
            throws IOException {
        consumer.assign(List.of(partition));
        consumer.seek(partition, begin);
        long firstTime = Long.MAX_VALUE;
        int silent = 0;
        try (DataFileWriter<GenericRecord> capture =
                new DataFileWriter<GenericRecord>(new GenericDatumWriter<>(CAPTURE))
                        .setCodec(CodecFactory.snappyCodec())) {
            capture.create(CAPTURE, Files.newOutputStream(file));
            while (consumer.position(partition, PATIENCE) < end) {
                long before = consumer.position(partition, PATIENCE);
                for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
                    if (message.offset() < end) {
                        firstTime = Math.min(firstTime, message.timestamp());
                        capture.append(row(message));
                    }
                }
                silent = consumer.position(partition, PATIENCE) > before ? 0 : silent + 1;
                if (silent > PATIENCE.toSeconds()) {
                    throw new org.apache.kafka.common.errors.TimeoutException(
                            "no message of %s came for %d s at offset %d of %d"
                                    .formatted(partition, silent, before, end));
                }
            }
        }
        return firstTime;
    }

    private static GenericRecord row(ConsumerRecord<byte[], byte[]> message) {
        GenericRecord row = new GenericData.Record(CAPTURE);
        row.put(
                "EnqueuedTimeUtc",
                Instant.ofEpochMilli(Math.max(0, message.timestamp())).toString());
        byte[] value = message.value();
        row.put("Body", value == null ? null : ByteBuffer.wrap(value));
        return row;
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Properties properties = settings.clientProperties();
        properties.setProperty(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                String.join(",", settings.bootstrapServers()));
        properties.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        return new KafkaConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
