package io.entracep.loop;

import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeutils.base.LongSerializer;

/**
 * Event time of an operator in its checkpoints. All subtasks get the least of all, so that it holds
 * for every key wherever it goes; none where a checkpoint does not tell.
 */
final class CheckpointedWatermark {
    /** Part of a savepoint. */
    private static final ListStateDescriptor<Long> STATE =
            new ListStateDescriptor<>("watermark", LongSerializer.INSTANCE);

    private final ListState<Long> state;
    private final long restored;

    CheckpointedWatermark(OperatorStateStore store) throws Exception {
        state = store.getUnionListState(STATE);
        restored = least(state.get());
    }

    /** What the restored checkpoint tells; {@link Long#MIN_VALUE} for nothing. */
    long restored() {
        return restored;
    }

    /**
     * Writes what the next restore may take for certain.
     *
     * @param watermark now; the end of a bounded input is no event time
     * @param corrects whether what was said before a crash is still corrected: a second crash may
     *     leave that to the next restore, and it was said on what this one restored
     */
    void snapshot(long watermark, boolean corrects) throws Exception {
        boolean unknown = corrects || watermark == Long.MAX_VALUE;
        state.update(List.of(unknown ? restored : Math.max(restored, watermark)));
    }

    private static long least(Iterable<Long> watermarks) {
        long least = Long.MAX_VALUE;
        for (long watermark : watermarks) {
            least = Math.min(least, watermark);
        }
        return least == Long.MAX_VALUE ? Long.MIN_VALUE : least;
    }
}
