package io.entracep.source;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Offsets for "after the newest record" and "from this time on". Unlike the connector's own they go
 * to the <em>earliest</em> record, not the latest, when an offset is asked for that the broker no
 * longer has: a job that was down for longer than the retention must not skip what is left.
 */
final class StartOffsets implements OffsetsInitializer {

    private static final long serialVersionUID = 1L;

    private final @Nullable Long fromMillis;

    private StartOffsets(@Nullable Long fromMillis) {
        this.fromMillis = fromMillis;
    }

    static OffsetsInitializer of(StartPosition start) {
        return switch (start.kind()) {
            case COMMITTED -> OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
            case EARLIEST -> OffsetsInitializer.earliest();
            case LATEST -> new StartOffsets(null);
            case TIME ->
                    new StartOffsets(start.time() == null ? null : start.time().toEpochMilli());
        };
    }

    @Override
    public Map<TopicPartition, Long> getPartitionOffsets(
            Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
        // Asked first: records that arrive in between are then read, not skipped.
        Map<TopicPartition, Long> offsets = new HashMap<>(retriever.endOffsets(partitions));
        Long from = fromMillis;
        if (from != null) {
            Map<TopicPartition, Long> times =
                    partitions.stream().collect(Collectors.toMap(Function.identity(), p -> from));
            for (Map.Entry<TopicPartition, @Nullable OffsetAndTimestamp> found :
                    retriever.offsetsForTimes(times).entrySet()) {
                OffsetAndTimestamp first = found.getValue();
                if (first != null) {
                    offsets.put(found.getKey(), first.offset());
                }
            }
        }
        return offsets;
    }

    @Override
    public OffsetResetStrategy getAutoOffsetResetStrategy() {
        return OffsetResetStrategy.EARLIEST;
    }
}
