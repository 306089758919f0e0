package io.entracep.source;

import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Knows where partitions end. Used by one thread. */
interface EndOfPartitions extends AutoCloseable {

    /**
     * Those of the partitions after whose end the position lies, at some moment after the call.
     *
     * @param positions offset of the next record to read, or one of Flink's markers where nothing
     *     was read yet
     * @throws KafkaException if the broker does not answer; nothing is known then
     */
    Map<TopicPartition, Long> readToTheEnd(Map<TopicPartition, Long> positions);

    @Override
    void close();
}
