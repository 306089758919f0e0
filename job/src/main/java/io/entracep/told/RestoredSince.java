package io.entracep.told;

import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.state.StateInitializationContext;

/** When the state was saved that an operator goes on from: what was told later it does not know. */
final class RestoredSince {
    /** Part of a savepoint. */
    private static final ListStateDescriptor<Long> STATE =
            new ListStateDescriptor<>("snapshot-at", LongSerializer.INSTANCE);

    private final ListState<Long> snapshotAt;
    private final long time;

    RestoredSince(StateInitializationContext context) throws Exception {
        snapshotAt = context.getOperatorStateStore().getUnionListState(STATE);
        long earliest = Long.MAX_VALUE;
        for (long subtask : snapshotAt.get()) {
            earliest = Math.min(earliest, subtask);
        }
        time = earliest == Long.MAX_VALUE ? Long.MIN_VALUE : earliest;
    }

    /** Whether there was a state; false also where the sink was not there then. */
    boolean isKnown() {
        return time > Long.MIN_VALUE;
    }

    /** Processing time; {@link Long#MIN_VALUE} where there was no state. */
    long time() {
        return time;
    }

    void snapshot(long now) throws Exception {
        snapshotAt.update(List.of(now));
    }
}
