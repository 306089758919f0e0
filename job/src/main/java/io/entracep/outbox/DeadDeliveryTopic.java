package io.entracep.outbox;

import io.entracep.output.KafkaOutput;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Builds the output that sends dead deliveries to a topic. */
public final class DeadDeliveryTopic {
    /** A message of Event Hubs has at most 1 MB; a larger one would fail the job for ever. */
    private static final int MOST_BYTES = 900_000;

    private DeadDeliveryTopic() {}

    /**
     * One JSON object for each dead delivery, keyed by the alert's id. At least once, without
     * transactions: a checkpoint waits until the topic has those before it. Of a delivery too large
     * for the topic the body is left out, and the reason says so.
     */
    public static Sink<DeadDelivery> create(KafkaOutput output) {
        return output.sink(new Schema(output.topic()));
    }

    static byte[] value(DeadDelivery letter) {
        byte[] value = DeadDeliveryJson.of(letter).getBytes(StandardCharsets.UTF_8);
        if (value.length <= MOST_BYTES) {
            return value;
        }
        DeadDelivery cut =
                new DeadDelivery(
                        letter.sink(),
                        letter.alertId(),
                        letter.decidedAt(),
                        letter.reason()
                                + " (body of "
                                + letter.body().length()
                                + " characters left out: too large for the topic)",
                        letter.response(),
                        "");
        return DeadDeliveryJson.of(cut).getBytes(StandardCharsets.UTF_8);
    }

    private record Schema(String topic) implements KafkaRecordSerializationSchema<DeadDelivery> {
        private static final long serialVersionUID = 1L;

        @Override
        public ProducerRecord<byte[], byte[]> serialize(
                DeadDelivery letter, KafkaSinkContext context, Long timestamp) {
            return new ProducerRecord<>(
                    topic, letter.alertId().getBytes(StandardCharsets.UTF_8), value(letter));
        }
    }
}
