package io.entracep.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class EmbeddedBrokerITCase {

    @Test
    void keepsRecordsAndPortOverARestartAndDeletesThemOnClose() throws Exception {
        Path folder;
        try (EmbeddedBroker broker = EmbeddedBroker.withLogin()) {
            folder = broker.folder();
            broker.createTopic("logs", 2);
            produce(broker, "before");
            String address = broker.bootstrapServers();

            broker.stop();
            int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
            try (ServerSocket other = new ServerSocket(port)) {
                assertThatThrownBy(broker::start)
                        .isInstanceOf(BrokerException.class)
                        .hasMessage("The embedded broker does not start at " + address);
                assertThat(other.isBound()).isTrue();
            }
            broker.start();

            assertThat(broker.bootstrapServers()).isEqualTo(address);
            produce(broker, "after");
            assertThat(consume(broker, 2)).containsExactlyInAnyOrder("before", "after");
            assertThat(folder).exists();
        }
        assertThat(folder).doesNotExist();
    }

    @Test
    void servesWithoutLogin() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.plaintext()) {
            broker.createTopic("logs", 1);
            produce(broker, "one");

            assertThat(consume(broker, 1)).containsExactly("one");
            assertThat(broker.trustStore()).isNull();
            assertThatThrownBy(() -> broker.createTopic("logs", 1))
                    .isInstanceOf(BrokerException.class)
                    .hasMessage("Cannot create topic logs");
            assertThatThrownBy(broker::start).hasMessage("The embedded broker runs already");
        }
    }

    private static void produce(EmbeddedBroker broker, String value) throws Exception {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(
                        broker.clientProperties(),
                        new StringSerializer(),
                        new StringSerializer())) {
            producer.send(new ProducerRecord<>("logs", value)).get(30, TimeUnit.SECONDS);
        }
    }

    private static List<String> consume(EmbeddedBroker broker, int count) {
        Properties properties = broker.clientProperties();
        properties.setProperty("group.id", "test");
        properties.setProperty("auto.offset.reset", "earliest");
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(
                        properties, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("logs"));
            // An upper bound, so that a lost record ends the test instead of hanging it.
            for (int polls = 0; values.size() < count && polls < 60; polls++) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
                    values.add(record.value());
                }
            }
        }
        return values;
    }
}
