package io.entracep.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class QuietPartitionsTest {

    private static final TopicPartition ONE = new TopicPartition("logs", 0);
    private static final TopicPartition OTHER = new TopicPartition("logs", 1);

    private final QuietPartitions partitions = new QuietPartitions(Duration.ofSeconds(60));

    @Test
    void isQuietOnceItStoodStillForTheWholeTime() {
        assertThat(partitions.look(Map.of(ONE, 5L), 0)).isEmpty();
        assertThat(partitions.look(Map.of(ONE, 5L), 59_999)).isEmpty();
        assertThat(partitions.look(Map.of(ONE, 5L), 60_000)).containsExactly(Map.entry(ONE, 5L));
    }

    @Test
    void beginsAnewWithEachMove() {
        partitions.look(Map.of(ONE, 5L), 0);
        partitions.look(Map.of(ONE, 6L), 50_000);

        assertThat(partitions.look(Map.of(ONE, 6L), 100_000)).isEmpty();
        assertThat(partitions.look(Map.of(ONE, 6L), 110_000)).containsOnlyKeys(ONE);
    }

    @Test
    void oneIsQuietWhileTheOtherMoves() {
        partitions.look(Map.of(ONE, 5L, OTHER, 1L), 0);

        assertThat(partitions.look(Map.of(ONE, 5L, OTHER, 2L), 60_000)).containsOnlyKeys(ONE);
    }

    @Test
    void onlyAReaderThatStaysWithoutPartitionsHasNothingToRead() {
        partitions.look(Map.of(), 0);
        assertThat(partitions.hasNothingToRead(59_999)).isFalse();
        assertThat(partitions.hasNothingToRead(60_000)).isTrue();

        partitions.look(Map.of(ONE, 0L), 61_000);
        assertThat(partitions.hasNothingToRead(200_000)).isFalse();
    }
}
