package io.entracep.source;

import io.entracep.catalogue.RulebooksFormat;
import io.entracep.decode.Decoded;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;

/**
 * A reader that reads nothing before it knows what is decided by, and tells it to those behind it.
 * All in the task's thread.
 */
final class RulebookReader implements SourceReader<Decoded, KafkaPartitionSplit> {
    private final SourceReader<Decoded, KafkaPartitionSplit> reader;
    private final KafkaRecordSchema schema;
    private CompletableFuture<Void> arrival = new CompletableFuture<>();
    private byte @Nullable [] arrived;
    private boolean isTold;

    RulebookReader(SourceReader<Decoded, KafkaPartitionSplit> reader, KafkaRecordSchema schema) {
        this.reader = reader;
        this.schema = schema;
    }

    @Override
    public void start() {
        reader.start();
    }

    @Override
    public InputStatus pollNext(ReaderOutput<Decoded> output) throws Exception {
        byte[] written = arrived;
        if (written != null) {
            arrived = null;
            arrival = new CompletableFuture<>();
            schema.use(RulebooksFormat.read(written));
            output.collect(new Decoded.NewRulebooks(written));
            isTold = true;
            return InputStatus.MORE_AVAILABLE;
        }
        return isTold ? reader.pollNext(output) : InputStatus.NOTHING_AVAILABLE;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        if (!isTold || arrived != null) {
            return arrival;
        }
        CompletableFuture<Void> records = reader.isAvailable();
        return records.isDone()
                ? records
                : CompletableFuture.anyOf(records, arrival).thenApply(ignored -> null);
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
        if (event instanceof RulebookEvent rulebooks) {
            arrived = rulebooks.written();
            arrival.complete(null);
        } else {
            reader.handleSourceEvents(event);
        }
    }

    @Override
    public List<KafkaPartitionSplit> snapshotState(long checkpointId) {
        return reader.snapshotState(checkpointId);
    }

    @Override
    public void addSplits(List<KafkaPartitionSplit> splits) {
        reader.addSplits(splits);
    }

    @Override
    public void notifyNoMoreSplits() {
        reader.notifyNoMoreSplits();
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
        reader.close();
    }
}
