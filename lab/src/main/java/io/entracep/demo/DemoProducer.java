package io.entracep.demo;

import io.entracep.broker.EmbeddedBroker;
import io.entracep.decode.Decoded;
import io.entracep.decode.Position;
import io.entracep.decode.RecordDecoder;
import io.entracep.generate.GeneratedRecord;
import io.entracep.generate.LogGenerator;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends the generated logs as Azure does: several records to a message, without a key. */
final class DemoProducer implements AutoCloseable {
    private static final Position NOWHERE = new Position("demo", 0, 0);

    private final InstantSource clock;
    private final String topic;
    private final SentRecords sent;
    private final KafkaProducer<byte[], byte[]> producer;
    private final RecordDecoder decoder = new RecordDecoder();

    DemoProducer(EmbeddedBroker broker, String topic, SentRecords sent, InstantSource clock) {
        this.topic = topic;
        this.sent = sent;
        this.clock = clock;
        Properties properties = broker.clientProperties();
        properties.setProperty(ProducerConfig.LINGER_MS_CONFIG, "5");
        producer =
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Sends as fast as the broker takes them. */
    void send(Iterator<List<GeneratedRecord>> messages)
            throws InterruptedException, ExecutionException {
        send(messages, Integer.MAX_VALUE);
    }

    /** Sends at most so many records a second, and waits until the broker has them. */
    void send(Iterator<List<GeneratedRecord>> messages, int recordsPerSecond)
            throws InterruptedException, ExecutionException {
        long begin = System.nanoTime();
        long number = 0;
        List<Future<RecordMetadata>> answers = new ArrayList<>();
        while (messages.hasNext()) {
            List<GeneratedRecord> records = messages.next();
            number += records.size();
            waitUntil(begin + number * TimeUnit.SECONDS.toNanos(1) / recordsPerSecond);
            note(records);
            byte[] message = LogGenerator.envelope(records);
            answers.add(producer.send(new ProducerRecord<>(topic, message)));
            sent.count(records.size());
        }
        for (Future<RecordMetadata> answer : answers) {
            answer.get();
        }
    }

    @Override
    public void close() {
        producer.close();
    }

    private static void waitUntil(long nanoTime) {
        long left = nanoTime - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = nanoTime - System.nanoTime();
        }
    }

    private void note(List<GeneratedRecord> records) {
        long now = clock.millis();
        for (GeneratedRecord record : records) {
            decoder.decode(
                    record.json(),
                    0,
                    record.json().length,
                    NOWHERE,
                    decoded -> {
                        if (decoded instanceof Decoded.Event event) {
                            sent.sent(event.event().id(), now);
                        }
                    });
        }
    }
}
