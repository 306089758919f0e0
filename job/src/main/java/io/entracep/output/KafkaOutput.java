package io.entracep.output;

import io.entracep.source.KafkaSecurity;
import java.io.Serializable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;

/**
 * A topic that takes alerts, in Kafka or Event Hubs.
 *
 * @param bootstrapServers {@code host:port}, at least one
 * @param topic the topic (Event Hubs: hub)
 * @param security TLS and login
 * @param extraProperties properties of the Kafka producer that override all others. No secrets:
 *     they are part of the job graph
 */
public record KafkaOutput(
        List<String> bootstrapServers,
        String topic,
        KafkaSecurity security,
        Map<String, String> extraProperties)
        implements Serializable {
    private static final String PATIENCE = String.valueOf(Duration.ofDays(1).toMillis());

    public KafkaOutput {
        bootstrapServers = List.copyOf(bootstrapServers);
        extraProperties = Map.copyOf(extraProperties);
    }

    /**
     * Properties of the producer, without the servers.
     *
     * <p>Source: Microsoft, "Apache Kafka configurations for Azure Event Hubs": idle connections
     * are cut after four minutes, a message has at most 1 MB, compression is gzip or none.
     *
     * <p>A broker that is away is waited for, for a day: giving up ends in a job that begins again,
     * reads again, and finds it away still.
     */
    public Properties producerProperties() {
        Map<String, String> properties = new HashMap<>();
        properties.put("metadata.max.age.ms", "180000");
        properties.put("connections.max.idle.ms", "180000");
        properties.put("request.timeout.ms", "60000");
        properties.put("delivery.timeout.ms", PATIENCE);
        properties.put("max.block.ms", PATIENCE);
        properties.put("max.request.size", "1000000");
        properties.put("compression.type", "gzip");
        properties.putAll(security.clientProperties());
        properties.putAll(extraProperties);
        Properties result = new Properties();
        properties.forEach(result::setProperty);
        return result;
    }

    /**
     * A sink to the topic. At least once, without transactions (Event Hubs has none for this
     * client): a checkpoint waits until the topic has what came before it.
     *
     * @param <T> what the records are made of
     */
    public <T> Sink<T> sink(KafkaRecordSerializationSchema<T> records) {
        return new TopicSink<>(
                KafkaSink.<T>builder()
                        .setBootstrapServers(String.join(",", bootstrapServers))
                        .setKafkaProducerConfig(producerProperties())
                        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                        .setRecordSerializer(records)
                        .build());
    }
}
