package io.entracep.process;

import io.entracep.broker.EmbeddedBroker;
import io.entracep.testing.Repository;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic that no other test has, and what is sent to it. */
record Logs(EmbeddedBroker broker, String topic) {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    static Logs on(EmbeddedBroker broker) {
        String topic = "process-logs-" + NUMBER.incrementAndGet();
        broker.createTopic(topic, 2);
        return new Logs(broker, topic);
    }

    /** The topic that was made last. */
    static String last() {
        return "process-logs-" + NUMBER.get();
    }

    /** The audit records of the samples: an account that is created and deleted, and more. */
    void sendSamples() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        broker.clientProperties(),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (String line :
                    Files.readAllLines(Repository.path("test-data/samples/audit.jsonl"))) {
                producer.send(new ProducerRecord<>(topic, line.getBytes(StandardCharsets.UTF_8)))
                        .get();
            }
        }
    }
}
