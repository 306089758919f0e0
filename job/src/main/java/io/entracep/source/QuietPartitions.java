package io.entracep.source;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Which partitions of one reader have not moved for a while. Used by one thread. */
final class QuietPartitions {

    private final long quietAfterMillis;

    private final Map<TopicPartition, Standing> standings = new HashMap<>();
    private long emptySince = Long.MAX_VALUE;

    QuietPartitions(Duration quietAfter) {
        this.quietAfterMillis = quietAfter.toMillis();
    }

    /** Where a partition was found, and when it was first found there. */
    private record Standing(long position, long since) {}

    /**
     * Looks at where the partitions stand now.
     *
     * @param positions all partitions of the reader, with the offset that is read next
     * @param now milliseconds
     * @return those that have stood still for long enough, with their positions
     */
    Map<TopicPartition, Long> look(Map<TopicPartition, Long> positions, long now) {
        emptySince = positions.isEmpty() ? Math.min(emptySince, now) : Long.MAX_VALUE;
        standings.keySet().retainAll(positions.keySet());
        Map<TopicPartition, Long> quiet = new HashMap<>();
        positions.forEach(
                (partition, position) -> {
                    Standing known = standings.get(partition);
                    if (known == null || known.position() != position) {
                        standings.put(partition, new Standing(position, now));
                    } else if (now - known.since() >= quietAfterMillis) {
                        quiet.put(partition, position);
                    }
                });
        return quiet;
    }

    /**
     * Whether the reader has had no partition for long enough to say that it has none to read:
     * right after a start they are only about to come.
     */
    boolean hasNothingToRead(long now) {
        return emptySince != Long.MAX_VALUE && now - emptySince >= quietAfterMillis;
    }
}
