package io.entracep.source;

import io.entracep.decode.Decoded;
import io.entracep.decode.RecordMarker;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;

/**
 * Builds the source that reads Kafka or Event Hubs.
 *
 * <p>Offsets are part of each checkpoint; beside that they are committed to the broker, for people
 * and for a start without checkpoint. Offsets that the broker no longer has lead to its earliest
 * record. Partitions that are added later are found within a minute and read from their beginning.
 */
public final class KafkaSourceFactory {

    private static final Duration PARTITION_DISCOVERY = Duration.ofMinutes(1);

    /** How long a reader waits for a position, before the job begins again. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private KafkaSourceFactory() {}

    /** The same without rules. */
    public static KafkaSource<Decoded> create(
            KafkaSettings settings, TypeInformation<Decoded> type) {
        return create(settings, type, () -> null);
    }

    /** The same without rules. */
    public static Source<Decoded, ?, ?> createWithHeartbeat(
            KafkaSettings settings, TypeInformation<Decoded> type, Heartbeat heartbeat) {
        return createWithHeartbeat(settings, type, heartbeat, () -> null);
    }

    /**
     * A source of decoded records, in the order of each partition. Run {@link KafkaPreflight}
     * before, its messages are better than those of a failing job.
     *
     * @param type how decoded records are serialised, should the next operator not be chained
     * @param rules what rules records are held against
     */
    public static KafkaSource<Decoded> create(
            KafkaSettings settings, TypeInformation<Decoded> type, RecordMarker.Factory rules) {
        return create(settings, new KafkaRecordSchema(type, rules));
    }

    private static KafkaSource<Decoded> create(KafkaSettings settings, KafkaRecordSchema schema) {
        KafkaSourceBuilder<Decoded> builder =
                KafkaSource.<Decoded>builder()
                        .setBootstrapServers(String.join(",", settings.bootstrapServers()))
                        .setTopics(settings.topics())
                        .setGroupId(settings.groupId())
                        .setClientIdPrefix(settings.groupId())
                        .setStartingOffsets(StartOffsets.of(settings.start()))
                        .setDeserializer(schema)
                        .setProperty(
                                "partition.discovery.interval.ms",
                                String.valueOf(PARTITION_DISCOVERY.toMillis()))
                        .setProperty("default.api.timeout.ms", String.valueOf(PATIENCE.toMillis()))
                        .setProperties(settings.clientProperties());
        if (settings.extent() == KafkaSettings.Extent.UNTIL_NOW) {
            builder.setBounded(OffsetsInitializer.latest());
        }
        return builder.build();
    }

    /**
     * The same, endless, with event time that goes on in silent partitions. Same state as {@link
     * #create}.
     */
    public static Source<Decoded, ?, ?> createWithHeartbeat(
            KafkaSettings settings,
            TypeInformation<Decoded> type,
            Heartbeat heartbeat,
            RecordMarker.Factory rules) {
        return new HeartbeatSource(create(settings, type, rules), settings, heartbeat);
    }

    /**
     * The same, which takes over edits of policy and rules. A savepoint of the others fits it.
     *
     * @param reread what is decided by, and where edits are found
     */
    public static Source<Decoded, ?, ?> createWithEdits(
            KafkaSettings settings,
            TypeInformation<Decoded> type,
            Heartbeat heartbeat,
            Reread reread) {
        KafkaRecordSchema schema = new KafkaRecordSchema(type, reread.first());
        return new RulebookSource(
                new HeartbeatSource(create(settings, schema), settings, heartbeat), schema, reread);
    }
}
