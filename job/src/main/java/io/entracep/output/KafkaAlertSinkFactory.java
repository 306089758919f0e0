package io.entracep.output;

import io.entracep.alert.Alert;
import io.entracep.output.LineFileSink.LineFormat;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Builds the sink that sends alerts to a topic. */
public final class KafkaAlertSinkFactory {
    private KafkaAlertSinkFactory() {}

    /** Every delivery, keyed by the alert's id so that those of one alert keep their order. */
    public static Sink<Alert> create(KafkaOutput output, LineFormat<Alert> format) {
        return output.sink(new AlertSchema(output.topic(), format));
    }

    private record AlertSchema(String topic, LineFormat<Alert> format)
            implements KafkaRecordSerializationSchema<Alert> {
        private static final long serialVersionUID = 1L;

        @Override
        public ProducerRecord<byte[], byte[]> serialize(
                Alert alert, KafkaSinkContext context, Long timestamp) {
            return new ProducerRecord<>(
                    topic,
                    alert.alertId().getBytes(StandardCharsets.UTF_8),
                    format.line(alert).getBytes(StandardCharsets.UTF_8));
        }
    }
}
