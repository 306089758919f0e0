package io.entracep.replay;

import io.entracep.decode.Decoded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;

/**
 * A source without records that never ends, beside one that does: so the job is still there to be
 * saved when all files are read, and nothing in it believes that time has ended. A file tells it
 * how far event time came; it says so and deletes the file.
 */
final class OpenEnd implements Source<Decoded, OpenEnd.None, Integer> {
    private static final long serialVersionUID = 1L;
    private static final Executor SOON =
            CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS);

    private final String end;

    /**
     * @param end where the time of the last record is going to be written, in milliseconds
     */
    OpenEnd(Path end) {
        this.end = end.toString();
    }

    /** There is nothing to divide. */
    record None(String splitId) implements SourceSplit {}

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SourceReader<Decoded, None> createReader(SourceReaderContext context) {
        return new Reader(Path.of(end));
    }

    @Override
    public SplitEnumerator<None, Integer> createEnumerator(SplitEnumeratorContext<None> context) {
        return new Enumerator();
    }

    @Override
    public SplitEnumerator<None, Integer> restoreEnumerator(
            SplitEnumeratorContext<None> context, Integer nothing) {
        return new Enumerator();
    }

    @Override
    public SimpleVersionedSerializer<None> getSplitSerializer() {
        return new Empty<>(new None("none"));
    }

    @Override
    public SimpleVersionedSerializer<Integer> getEnumeratorCheckpointSerializer() {
        return new Empty<>(0);
    }

    private record Empty<T>(T only) implements SimpleVersionedSerializer<T> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(T nothing) {
            return new byte[0];
        }

        @Override
        public T deserialize(int version, byte[] nothing) {
            return only;
        }
    }

    private static final class Enumerator implements SplitEnumerator<None, Integer> {
        @Override
        public void start() {}

        @Override
        public void handleSplitRequest(int subtask, @Nullable String host) {}

        @Override
        public void addSplitsBack(List<None> splits, int subtask) {}

        @Override
        public void addReader(int subtask) {}

        @Override
        public Integer snapshotState(long checkpoint) {
            return 0;
        }

        @Override
        public void close() {}
    }

    private static final class Reader implements SourceReader<Decoded, None> {
        private final Path end;

        Reader(Path end) {
            this.end = end;
        }

        @Override
        public void start() {}

        @Override
        public InputStatus pollNext(ReaderOutput<Decoded> output) throws IOException {
            if (Files.exists(end)) {
                output.emitWatermark(new Watermark(Long.parseLong(Files.readString(end))));
                Files.delete(end);
            }
            return InputStatus.NOTHING_AVAILABLE;
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            return CompletableFuture.runAsync(() -> {}, SOON);
        }

        @Override
        public List<None> snapshotState(long checkpoint) {
            return List.of();
        }

        @Override
        public void addSplits(List<None> splits) {}

        @Override
        public void notifyNoMoreSplits() {}

        @Override
        public void close() {}
    }
}
