package io.entracep.source;

import io.entracep.decode.Decoded;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka reader whose silent partitions have a {@link Heartbeat}. All decisions are made in the
 * task's thread; a thread of its own keeps time and asks the broker, and wakes the task.
 */
final class HeartbeatReader implements SourceReader<Decoded, KafkaPartitionSplit> {

    private static final Logger LOG = LoggerFactory.getLogger(HeartbeatReader.class);

    /** Of a snapshot that is no checkpoint: no checkpoint has a number below 1. */
    private static final long NO_CHECKPOINT = -1;

    private static final long CLOSE_SECONDS = 15;
    private static final CompletableFuture<Void> AVAILABLE =
            CompletableFuture.completedFuture(null);

    private final SourceReader<Decoded, KafkaPartitionSplit> reader;
    private final Heartbeat heartbeat;
    private final EndOfPartitions ends;
    private final QuietPartitions partitions;
    private final ScheduledExecutorService asker;

    private volatile CompletableFuture<Void> wakeUp = new CompletableFuture<>();
    private volatile @Nullable Answer answer;
    private volatile boolean due;
    private volatile @Nullable RuntimeException failure;

    /** Touched by the asker's thread only. */
    private boolean brokerAnswers = true;

    private @Nullable ScheduledFuture<?> ticks;
    private boolean hasSplits;
    private boolean asking;
    private boolean idle;

    HeartbeatReader(
            SourceReader<Decoded, KafkaPartitionSplit> reader,
            Heartbeat heartbeat,
            EndOfPartitions ends) {
        this.reader = reader;
        this.heartbeat = heartbeat;
        this.ends = ends;
        this.partitions = new QuietPartitions(heartbeat.quietAfter());
        this.asker =
                Executors.newSingleThreadScheduledExecutor(
                        task -> {
                            Thread thread = new Thread(task, "heartbeat");
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    /**
     * What the broker confirmed.
     *
     * @param askedAt milliseconds; what was appended before that was read
     * @param readToTheEnd partitions, with the positions that are their ends
     */
    private record Answer(long askedAt, Map<TopicPartition, Long> readToTheEnd) {}

    @Override
    public void start() {
        reader.start();
        long millis = heartbeat.interval().toMillis();
        ticks =
                asker.scheduleWithFixedDelay(
                        () -> {
                            due = true;
                            wake();
                        },
                        millis,
                        millis,
                        TimeUnit.MILLISECONDS);
    }

    @Override
    public InputStatus pollNext(ReaderOutput<Decoded> output) throws Exception {
        if (isPending()) {
            beat(output);
        }
        return reader.pollNext(output);
    }

    private void beat(ReaderOutput<Decoded> output) {
        if (failure != null) {
            throw failure;
        }
        Map<TopicPartition, Long> positions = positions();
        Answer confirmed = answer;
        if (confirmed != null) {
            // One question at a time: no other answer can have come.
            answer = null;
            asking = false;
            moveEventTime(confirmed, positions, output);
        }
        if (due) {
            due = false;
            look(positions, output);
        }
    }

    private void look(Map<TopicPartition, Long> positions, ReaderOutput<Decoded> output) {
        long now = heartbeat.clock().millis();
        Map<TopicPartition, Long> quiet = partitions.look(positions, now);
        if (!quiet.isEmpty() && !asking) {
            asking = true;
            asker.execute(() -> ask(quiet));
        }
        idle(partitions.hasNothingToRead(now), output);
    }

    /** A reader without partitions must not hold the event time of the others. */
    private void idle(boolean nothingToRead, ReaderOutput<Decoded> output) {
        if (nothingToRead && !idle) {
            output.markIdle();
        } else if (idle && !nothingToRead) {
            output.markActive();
        }
        idle = nothingToRead;
    }

    private void moveEventTime(
            Answer confirmed, Map<TopicPartition, Long> positions, ReaderOutput<Decoded> output) {
        long time = confirmed.askedAt() - heartbeat.delay().toMillis() - 1;
        confirmed
                .readToTheEnd()
                .forEach(
                        (partition, position) -> {
                            if (position.equals(positions.get(partition))) {
                                output.createOutputForSplit(
                                                KafkaPartitionSplit.toSplitId(partition))
                                        .emitWatermark(new Watermark(time));
                            }
                        });
    }

    /** Runs in the asker's thread. */
    private void ask(Map<TopicPartition, Long> quiet) {
        long now = heartbeat.clock().millis();
        Map<TopicPartition, Long> readToTheEnd = Map.of();
        try {
            readToTheEnd = ends.readToTheEnd(quiet);
            brokerAnswers = true;
        } catch (KafkaException e) {
            // Reading has the same trouble and reports it; here only event time stands still.
            if (brokerAnswers) {
                LOG.warn(
                        "The broker does not say where its partitions end; event time of silent"
                                + " partitions stands still until it does",
                        e);
            }
            brokerAnswers = false;
        } catch (RuntimeException e) {
            failure = e;
        }
        answer = new Answer(now, readToTheEnd);
        wake();
    }

    /**
     * The positions that a checkpoint would store: what was handed on lies before them. Kafka's
     * reader also notes them for the commit of that checkpoint, which never comes, and drops the
     * note with the next real one.
     */
    private Map<TopicPartition, Long> positions() {
        Map<TopicPartition, Long> positions = new HashMap<>();
        // Without a split, Kafka's reader notes an empty map that it could not add to later.
        if (!hasSplits) {
            return positions;
        }
        for (KafkaPartitionSplit split : reader.snapshotState(NO_CHECKPOINT)) {
            positions.put(split.getTopicPartition(), split.getStartingOffset());
        }
        return positions;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        CompletableFuture<Void> records = reader.isAvailable();
        if (records.isDone()) {
            return records;
        }
        // Put in place by this thread only.
        if (wakeUp.isDone()) {
            wakeUp = new CompletableFuture<>();
        }
        // Asked after the future is in place: who sets it pending completes the future afterwards.
        return isPending()
                ? AVAILABLE
                : CompletableFuture.anyOf(records, wakeUp).thenApply(ignored -> null);
    }

    private boolean isPending() {
        return due || answer != null;
    }

    private void wake() {
        wakeUp.complete(null);
    }

    @Override
    public List<KafkaPartitionSplit> snapshotState(long checkpointId) {
        return reader.snapshotState(checkpointId);
    }

    @Override
    public void addSplits(List<KafkaPartitionSplit> splits) {
        hasSplits |= !splits.isEmpty();
        reader.addSplits(splits);
    }

    @Override
    public void notifyNoMoreSplits() {
        reader.notifyNoMoreSplits();
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
        reader.handleSourceEvents(event);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        reader.notifyCheckpointComplete(checkpointId);
    }

    @Override
    public void notifyCheckpointAborted(long checkpointId) throws Exception {
        reader.notifyCheckpointAborted(checkpointId);
    }

    @Override
    public void pauseOrResumeSplits(Collection<String> pause, Collection<String> resume) {
        reader.pauseOrResumeSplits(pause, resume);
    }

    @Override
    public void close() throws Exception {
        if (ticks != null) {
            ticks.cancel(false);
        }
        asker.shutdownNow();
        try {
            // A Kafka client serves one thread at a time.
            if (!asker.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("The heartbeat's thread does not end");
            }
            ends.close();
        } finally {
            reader.close();
        }
    }
}
