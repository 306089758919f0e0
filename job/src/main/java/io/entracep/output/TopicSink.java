package io.entracep.output;

import java.io.IOException;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.kafka.sink.KafkaSink;

/**
 * Sends to a topic, at least once: the writer of a {@link KafkaSink} without its committer. Without
 * transactions that one has nothing to do, yet it is an operator of its own, and in Flink 2.2.1
 * warns at every checkpoint that its metric {@code pendingCommittables} is there already.
 *
 * @param <T> what the records are made of
 */
final class TopicSink<T> implements Sink<T> {
    private static final long serialVersionUID = 1L;

    private final KafkaSink<T> kafka;

    /**
     * @param kafka with a guarantee that needs no transactions
     */
    TopicSink(KafkaSink<T> kafka) {
        this.kafka = kafka;
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
        return kafka.createWriter(context);
    }
}
