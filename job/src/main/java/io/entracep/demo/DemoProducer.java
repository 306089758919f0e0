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
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends the generated logs as Azure does: several records to a message, without a key. */
final class DemoProducer {
    private static final Position NOWHERE = new Position("demo", 0, 0);

    private final LogGenerator generator;
    private final InstantSource clock;
    private final RecordDecoder decoder = new RecordDecoder();

    DemoProducer(LogGenerator generator, InstantSource clock) {
        this.generator = generator;
        this.clock = clock;
    }

    /** Sends everything and waits until the broker has it. */
    void send(EmbeddedBroker broker, String topic, SentRecords sent)
            throws InterruptedException, ExecutionException {
        Properties properties = broker.clientProperties();
        properties.setProperty(ProducerConfig.LINGER_MS_CONFIG, "5");
        List<Future<RecordMetadata>> answers = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            Iterator<List<GeneratedRecord>> messages = generator.messages();
            while (messages.hasNext()) {
                List<GeneratedRecord> records = messages.next();
                note(records, sent);
                byte[] message = LogGenerator.envelope(records);
                answers.add(producer.send(new ProducerRecord<>(topic, message)));
                sent.count(records.size());
            }
            for (Future<RecordMetadata> answer : answers) {
                answer.get();
            }
        }
    }

    private void note(List<GeneratedRecord> records, SentRecords sent) {
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
