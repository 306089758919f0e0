package io.entracep.output;

import io.entracep.alert.Alert;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Builds the sink that sends alerts to a topic. */
public final class KafkaAlertSinkFactory {
    private KafkaAlertSinkFactory() {}

    /**
     * Every delivery as JSON, keyed by the alert's id so that those of one alert keep their order.
     * At least once, without transactions (Event Hubs has none for this client).
     */
    public static KafkaSink<Alert> create(KafkaOutput output) {
        return KafkaSink.<Alert>builder()
                .setBootstrapServers(String.join(",", output.bootstrapServers()))
                .setKafkaProducerConfig(output.producerProperties())
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setRecordSerializer(new AlertSchema(output.topic()))
                .build();
    }

    private record AlertSchema(String topic) implements KafkaRecordSerializationSchema<Alert> {
        private static final long serialVersionUID = 1L;

        @Override
        public ProducerRecord<byte[], byte[]> serialize(
                Alert alert, KafkaSinkContext context, Long timestamp) {
            return new ProducerRecord<>(
                    topic,
                    alert.alertId().getBytes(StandardCharsets.UTF_8),
                    AlertJson.delivery(alert).getBytes(StandardCharsets.UTF_8));
        }
    }
}
