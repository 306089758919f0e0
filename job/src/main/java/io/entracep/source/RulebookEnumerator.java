package io.entracep.source;

import io.entracep.catalogue.Rulebooks;
import io.entracep.catalogue.RulebooksFormat;
import io.entracep.source.RulebookFiles.Declared;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands out partitions, and reads policy and rules again. What is new is part of its next
 * checkpoint, and holds only after that: no crash forgets what was decided by. What is wrong is
 * refused.
 */
final class RulebookEnumerator implements SplitEnumerator<KafkaPartitionSplit, RulebookState> {
    /** Gauge: 1 while the files say what cannot be used. */
    static final String REFUSED = "entracep_policy_refused";

    /** Gauge: how often policy or rules were changed since the job was first started. */
    static final String REVISION = "entracep_policy_revision";

    private static final Logger LOG = LoggerFactory.getLogger(RulebookEnumerator.class);

    private final SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> partitions;
    private final SplitEnumeratorContext<KafkaPartitionSplit> context;
    private final Reread reread;
    private volatile Rulebooks rulebooks;
    private volatile boolean isRefused;
    private byte[] written;
    private String refusedFor = "";

    RulebookEnumerator(
            SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> partitions,
            SplitEnumeratorContext<KafkaPartitionSplit> context,
            Reread reread,
            Rulebooks rulebooks) {
        this.partitions = partitions;
        this.context = context;
        this.reread = reread;
        this.rulebooks = rulebooks;
        this.written = RulebooksFormat.write(rulebooks);
        SplitEnumeratorMetricGroup metrics = context.metricGroup();
        if (metrics != null) {
            metrics.gauge(REFUSED, () -> isRefused ? 1 : 0);
            metrics.gauge(REVISION, () -> this.rulebooks.revision());
        }
    }

    /** With what the state knows, not with what the job was started with. */
    static RulebookEnumerator restored(
            SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> partitions,
            SplitEnumeratorContext<KafkaPartitionSplit> context,
            Reread reread,
            byte @Nullable [] written) {
        Rulebooks rulebooks = reread.first();
        if (written != null) {
            try {
                rulebooks = RulebooksFormat.read(written);
            } catch (IOException e) {
                LOG.warn("The job goes on with the policy that it was started with", e);
            }
        }
        return new RulebookEnumerator(partitions, context, reread, rulebooks);
    }

    @Override
    public void start() {
        partitions.start();
        Duration every = reread.every();
        if (every != null) {
            context.callAsync(reread.files()::read, this::read, 0, every.toMillis());
        }
    }

    /** In the coordinator's thread, as all that follows. */
    private void read(@Nullable Declared declared, @Nullable Throwable failure) {
        if (declared == null) {
            refuse(String.valueOf(failure == null ? null : failure.getMessage()));
            return;
        }
        if (isRefused) {
            LOG.warn("Policy and rules can be used again");
            isRefused = false;
            refusedFor = "";
        }
        long soon = reread.clock().millis() + reread.lead().toMillis();
        Rulebooks next = rulebooks.with(declared.policies(), declared.rules(), soon);
        if (next != rulebooks) {
            rulebooks = next;
            written = RulebooksFormat.write(next);
            Rulebooks.Since last = next.all().get(next.all().size() - 1);
            LOG.warn(
                    "Policy and rules were edited: version {} holds for what happens from {} on",
                    last.rulebook().version(),
                    last.time() == Rulebooks.BEGINNING
                            ? "the beginning"
                            : Instant.ofEpochMilli(last.time()));
            context.registeredReaders().keySet().forEach(this::tell);
        }
    }

    private void refuse(String why) {
        isRefused = true;
        if (!why.equals(refusedFor)) {
            refusedFor = why;
            LOG.warn(
                    "Policy and rules as they are now cannot be used; the job goes on with those"
                            + " that it has:\n  {}",
                    why);
        }
    }

    private void tell(int subtask) {
        context.sendEventToSourceReader(subtask, new RulebookEvent(written));
    }

    @Override
    public void addReader(int subtask) {
        tell(subtask);
        partitions.addReader(subtask);
    }

    @Override
    public RulebookState snapshotState(long checkpointId) throws Exception {
        return new RulebookState(partitions.snapshotState(checkpointId), written);
    }

    @Override
    public void handleSplitRequest(int subtask, @Nullable String host) {
        partitions.handleSplitRequest(subtask, host);
    }

    @Override
    public void addSplitsBack(List<KafkaPartitionSplit> splits, int subtask) {
        partitions.addSplitsBack(splits, subtask);
    }

    @Override
    public void handleSourceEvent(int subtask, SourceEvent event) {
        partitions.handleSourceEvent(subtask, event);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        partitions.notifyCheckpointComplete(checkpointId);
    }

    @Override
    public void notifyCheckpointAborted(long checkpointId) throws Exception {
        partitions.notifyCheckpointAborted(checkpointId);
    }

    @Override
    public void close() throws IOException {
        partitions.close();
    }
}
