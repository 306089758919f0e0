package io.entracep.loop;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.CheckpointProperties;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.executiongraph.ExecutionAttemptID;
import org.apache.flink.runtime.state.CompletedCheckpointStorageLocation;
import org.apache.flink.runtime.state.filesystem.AbstractFsCheckpointStorageAccess;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The savepoint with which a job was stopped. Nothing was said after it, so who goes on from it
 * knows everything that was said; but only who does so first.
 *
 * <p>Whoever goes on leaves a note in a folder beside the savepoint, named {@code <savepoint>}
 * {@value #NOTES}. A restart of the same job before its first checkpoint, a start after a roll
 * back: they find another's note, or count as a further attempt. Flink deletes a savepoint that is
 * disposed of with its folder, which must hold nothing else then; hence beside it.
 *
 * @param directory of the savepoint, as Flink resolved it
 * @param checkpointId what Flink numbers it
 */
public record StopSavepoint(String directory, long checkpointId) implements Serializable {
    private static final String NOTES = ".started";
    private static final Logger LOG = LoggerFactory.getLogger(StopSavepoint.class);

    /**
     * What the job is told to start from.
     *
     * @param configuration of the job
     * @return null where that is nothing, or no savepoint that a job was stopped with, or cannot be
     *     read from here: what was said is not certain then
     */
    public static @Nullable StopSavepoint startedFrom(ReadableConfig configuration) {
        String pointer = configuration.get(StateRecoveryOptions.SAVEPOINT_PATH);
        if (pointer == null || pointer.isBlank()) {
            return null;
        }
        try {
            CompletedCheckpointStorageLocation location =
                    AbstractFsCheckpointStorageAccess.resolveCheckpointPointer(pointer);
            try (FSDataInputStream in = location.getMetadataHandle().openInputStream()) {
                return of(
                        location.getExternalPointer(),
                        Checkpoints.loadCheckpointMetadata(
                                new DataInputStream(in),
                                StopSavepoint.class.getClassLoader(),
                                pointer));
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "What kind of savepoint {} is cannot be read, so what is judged in the next"
                            + " hour is said again",
                    pointer,
                    e);
            return null;
        }
    }

    private static @Nullable StopSavepoint of(String directory, CheckpointMetadata metadata) {
        CheckpointProperties properties = metadata.getCheckpointProperties();
        return properties != null && properties.isSavepoint() && properties.isSynchronous()
                ? new StopSavepoint(directory, metadata.getCheckpointId())
                : null;
    }

    /**
     * Claims to go on from here first, and leaves a note that the next one finds. Every task of a
     * start claims for itself.
     *
     * @param restored what the task was restored from
     * @param attempt the task's
     * @return whether nothing was said since
     */
    boolean claim(long restored, ExecutionAttemptID attempt) {
        if (restored != checkpointId || attempt.getAttemptNumber() > 0) {
            return false;
        }
        Path savepoint = new Path(directory);
        Path notes = new Path(savepoint.getParent(), savepoint.getName() + NOTES);
        try {
            FileSystem files = notes.getFileSystem();
            String mine = execution(attempt);
            FileStatus[] found = files.exists(notes) ? files.listStatus(notes) : null;
            if (found != null) {
                for (FileStatus note : found) {
                    if (!note.getPath().getName().equals(mine)) {
                        return false;
                    }
                }
            }
            leave(files, new Path(notes, mine));
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "Nothing can be noted in {}, so what is judged in the next hour is said again",
                    notes,
                    e);
            return false;
        }
    }

    private static void leave(FileSystem files, Path note) throws IOException {
        try (OutputStream out = files.create(note, FileSystem.WriteMode.OVERWRITE)) {
            out.write(
                    "A job went on from this savepoint. The next that does so tells alerts again.\n"
                            .getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * One for all tasks until the JobManager is another. Flink writes it first, and has no other
     * way to ask for it.
     */
    private static String execution(ExecutionAttemptID attempt) {
        String all = attempt.toString();
        return all.substring(0, Math.max(0, all.indexOf('_')));
    }
}
