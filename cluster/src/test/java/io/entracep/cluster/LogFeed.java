package io.entracep.cluster;

import io.entracep.broker.EmbeddedBroker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
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
        send(messages, Integer.MAX_VALUE);
    }

    /** Sends at an even pace; a broker that is away meanwhile gets what waits when it is back. */
    void send(List<byte[]> messages, int perSecond)
            throws ExecutionException, InterruptedException {
        long begin = System.nanoTime();
        List<Future<RecordMetadata>> answers = new ArrayList<>();
        for (byte[] message : messages) {
            long due = begin + answers.size() * TimeUnit.SECONDS.toNanos(1) / perSecond;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            answers.add(producer.send(new ProducerRecord<>(topic, message)));
        }
        producer.flush();
        for (Future<RecordMetadata> answer : answers) {
            answer.get();
        }
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
