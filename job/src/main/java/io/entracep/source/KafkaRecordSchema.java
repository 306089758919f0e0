package io.entracep.source;

import io.entracep.decode.Decoded;
import io.entracep.decode.Position;
import io.entracep.decode.RecordDecoder;
import io.entracep.decode.RecordMarker;
import io.entracep.metrics.BrokerMetrics;
import java.time.InstantSource;
import java.util.Objects;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * One Kafka message to its records. Called by the task thread, one message at a time, so one
 * decoder serves. Never throws for what a message holds.
 */
final class KafkaRecordSchema implements KafkaRecordDeserializationSchema<Decoded> {

    private static final long serialVersionUID = 1L;

    private final TypeInformation<Decoded> type;
    private final RecordMarker.Factory rules;
    private transient @Nullable RecordDecoder decoder;
    private transient @Nullable BrokerMetrics metrics;

    KafkaRecordSchema(TypeInformation<Decoded> type, RecordMarker.Factory rules) {
        this.type = type;
        this.rules = rules;
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        decoder = new RecordDecoder(rules.create());
        metrics = new BrokerMetrics(context.getMetricGroup(), InstantSource.system());
    }

    /** Holds records against these rules from now on. In the task's thread. */
    void use(RecordMarker.Factory newer) {
        decoder = new RecordDecoder(newer.create());
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<Decoded> out) {
        metrics().message();
        String source = message.topic() + "-" + message.partition();
        // Kafka says -1 where a message has no time.
        long time = Math.max(0, message.timestamp());
        byte[] value = message.value();
        if (value == null) {
            out.collect(
                    new Decoded.DeadLetter(
                            Decoded.Reason.NOT_A_RECORD,
                            "The message has no value.",
                            source,
                            message.offset(),
                            time,
                            ""));
        } else {
            decoder()
                    .decode(
                            value,
                            0,
                            value.length,
                            new Position(source, message.offset(), time),
                            decoded -> {
                                if (decoded instanceof Decoded.Event read) {
                                    metrics().read(read.event(), time);
                                }
                                out.collect(decoded);
                            });
        }
    }

    @Override
    public TypeInformation<Decoded> getProducedType() {
        return type;
    }

    private RecordDecoder decoder() {
        return Objects.requireNonNull(decoder, "deserialize was called before open");
    }

    private BrokerMetrics metrics() {
        return Objects.requireNonNull(metrics, "deserialize was called before open");
    }
}
