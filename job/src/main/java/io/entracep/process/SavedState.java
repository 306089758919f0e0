package io.entracep.process;

import java.io.DataInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.CheckpointProperties;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;

/**
 * A complete checkpoint or savepoint.
 *
 * @param directory its folder
 * @param written when, as the file system says; milliseconds since the epoch
 * @param number Flink's; grows as a job goes on from its own state
 * @param kind what it is
 * @param uids of the operators that left state, where they are known
 */
record SavedState(Path directory, long written, long number, Kind kind, Set<String> uids) {
    /** The file that makes a checkpoint complete. */
    static final String METADATA = "_metadata";

    /** The latest last. */
    static final Comparator<SavedState> BY_AGE =
            Comparator.comparingLong(SavedState::written).thenComparingLong(SavedState::number);

    private static final Set<String> OURS = Set.of("kafka-source", "detect", "correlate");

    /** What it is. */
    enum Kind {
        /** Taken by the clock. */
        CHECKPOINT,
        /** Asked for, such as at a stop. */
        SAVEPOINT
    }

    /**
     * Reads what is in a folder.
     *
     * @param metadata its file {@value #METADATA}
     * @throws IOException if that is not readable, or not written to its end
     */
    static SavedState read(FileStatus metadata) throws IOException {
        Path file = metadata.getPath();
        try (FSDataInputStream in = file.getFileSystem().open(file)) {
            CheckpointMetadata read =
                    Checkpoints.loadCheckpointMetadata(
                            new DataInputStream(in),
                            SavedState.class.getClassLoader(),
                            file.toString());
            CheckpointProperties properties = read.getCheckpointProperties();
            return new SavedState(
                    file.getParent(),
                    metadata.getModificationTime(),
                    read.getCheckpointId(),
                    properties != null && properties.isSavepoint()
                            ? Kind.SAVEPOINT
                            : Kind.CHECKPOINT,
                    read.getOperatorStates().stream()
                            .flatMap(state -> state.getOperatorUid().stream())
                            .collect(Collectors.toSet()));
        } catch (RuntimeException e) {
            throw new IOException("No checkpoint can be read from it", e);
        }
    }

    /** Whether a job of this program can have left it. */
    boolean isOurs() {
        return uids.isEmpty() || uids.containsAll(OURS);
    }

    /** In words, such as {@code the savepoint of 2026-03-01T08:00:00Z}. */
    String describe() {
        return "the %s of %s"
                .formatted(
                        kind == Kind.SAVEPOINT ? "savepoint" : "checkpoint",
                        Instant.ofEpochMilli(written));
    }
}
