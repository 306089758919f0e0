package io.entracep.sequence;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.cep.nfa.NFA;
import org.apache.flink.cep.nfa.NFAState;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBuffer;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBufferAccessor;
import org.apache.flink.cep.time.TimerService;
import org.apache.flink.util.FlinkRuntimeException;
import org.apache.flink.util.Preconditions;

/**
 * Runs NFAs, one at a time, each from an empty shared buffer to an empty shared buffer. Not
 * thread-safe.
 */
final class NfaEngine implements AutoCloseable {
    private static final AfterMatchSkipStrategy NO_SKIP = AfterMatchSkipStrategy.noSkip();
    private static final TimerService NO_CLOCK =
            () -> {
                throw new UnsupportedOperationException("sequences do not depend on a clock");
            };

    private final InMemoryStateStore store = new InMemoryStateStore();
    private final SharedBuffer<Step> buffer;
    private long work;
    private boolean closed;

    NfaEngine() {
        buffer =
                new SharedBuffer<>(
                        store,
                        TypeInformation.of(Step.class)
                                .createSerializer(new SerializerConfigImpl()));
        // The timer logs figures of caches that are emptied after each run, and its thread keeps a
        // process alive.
        buffer.releaseCacheStatisticsTimer();
    }

    /**
     * Feeds the steps until the first one that completes matches.
     *
     * <p>Of these, one has the latest stages of all matches: if two are matches, then so is the one
     * that takes the later of both at each stage, because nothing new comes to lie between stages
     * and no gap grows. So the latest match has the latest beginning too, which is reached first.
     *
     * @param steps in the order of {@link Step#time()}
     * @return steps by stage, empty where nothing matches
     */
    Collection<Map<String, List<Step>>> run(
            NFA<Step> nfa, PartialMatches partialMatches, List<Step> steps) {
        Preconditions.checkState(!closed, "the factory of this matcher is closed");
        SharedBufferAccessor<Step> accessor = buffer.getAccessor();
        try {
            NFAState state = nfa.createInitialNFAState();
            for (Step step : steps) {
                work += state.getPartialMatches().size();
                nfa.advanceTime(accessor, state, step.time(), NO_SKIP);
                Collection<Map<String, List<Step>>> matches =
                        nfa.process(accessor, state, step, step.time(), NO_SKIP, NO_CLOCK);
                if (!matches.isEmpty()) {
                    return matches;
                }
                if (PartialMatches.areAllOver(state)) {
                    break;
                }
                partialMatches.keepTheLatest(state, accessor);
            }
            return List.of();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new FlinkRuntimeException("the NFA failed", e);
        } finally {
            empty(accessor);
        }
    }

    /**
     * Closing an accessor moves what its caches hold to the store, and only that can be cleared.
     */
    private void empty(SharedBufferAccessor<Step> accessor) {
        try {
            accessor.close();
        } catch (Exception e) {
            throw new FlinkRuntimeException("the shared buffer could not be emptied", e);
        } finally {
            store.clear();
        }
    }

    /** Whether nothing of past runs is left. */
    boolean isEmpty() {
        try {
            return buffer.isEmpty()
                    && buffer.getSharedBufferNodeCacheSize() == 0
                    && store.isEmpty();
        } catch (Exception e) {
            throw new FlinkRuntimeException("the shared buffer could not be read", e);
        }
    }

    /** Refuses further runs. There is no thread to stop, see the constructor. */
    @Override
    public void close() {
        closed = true;
        store.clear();
    }

    /** Partial matches that were asked about a step, over all runs: the measure of work. */
    long work() {
        return work;
    }
}
