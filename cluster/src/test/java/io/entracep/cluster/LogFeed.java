package io.entracep.cluster;

import io.entracep.broker.EmbeddedBroker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends messages to a topic, and tells how many of them a job has read for good. */
final class LogFeed implements AutoCloseable {
    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;
    private long sent;

    LogFeed(EmbeddedBroker broker, String topic) {
        this.topic = topic;
        producer =
                new KafkaProducer<>(
                        broker.clientProperties(),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    /** Sends as fast as the broker takes them, and waits until it has them. */
    void send(List<byte[]> messages) throws ExecutionException, InterruptedException {
        List<Future<RecordMetadata>> answers = new ArrayList<>();
        for (byte[] message : messages) {
            answers.add(producer.send(new ProducerRecord<>(topic, message)));
        }
        producer.flush();
        for (Future<RecordMetadata> answer : answers) {
            answer.get();
        }
        sent += messages.size();
    }

    /** Messages that the broker has. */
    long sent() {
        return sent;
    }

    /**
     * How many messages are part of a completed checkpoint: Flink commits the group's offsets when
     * one completes.
     */
    static long committed(EmbeddedBroker broker, String group)
            throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(broker.clientProperties())) {
            return admin
                    .listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .values()
                    .stream()
                    .mapToLong(OffsetAndMetadata::offset)
                    .sum();
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
