package io.entracep.output;

import io.entracep.decode.Decoded;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Builds the sink that sends what could not be read to a topic, without a key. */
public final class DeadLetterTopic {
    private DeadLetterTopic() {}

    /** One {@link DeadLetterJson} each. Of a stream that holds dead letters only. */
    public static Sink<Decoded> create(KafkaOutput output) {
        return output.sink(new Schema(output.topic()));
    }

    private record Schema(String topic) implements KafkaRecordSerializationSchema<Decoded> {
        private static final long serialVersionUID = 1L;

        @Override
        public ProducerRecord<byte[], byte[]> serialize(
                Decoded letter, KafkaSinkContext context, Long timestamp) {
            String json = DeadLetterJson.of((Decoded.DeadLetter) letter);
            return new ProducerRecord<>(topic, json.getBytes(StandardCharsets.UTF_8));
        }
    }
}
