package io.entracep.process;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder with the checkpoints and savepoints of one job. It belongs to the job that first wrote
 * to it; on a local disk to one process at a time, too, as long as that runs.
 */
final class StateFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StateFolder.class);
    private static final String OWNER = "entra-cep-job.json";
    private static final String LOCK = "entra-cep.lock";
    private static final String SAVEPOINTS = "savepoints";
    private static final String SCRATCH = "scratch";

    /** Folders of jobs hold folders of checkpoints. */
    private static final int DEPTH = 2;

    private final Path folder;
    private final FileSystem files;
    private final @Nullable FileChannel lock;

    private StateFolder(Path folder, FileSystem files, @Nullable FileChannel lock) {
        this.folder = folder;
        this.files = files;
        this.lock = lock;
    }

    /**
     * Opens a folder for this process alone; makes it where it is not there.
     *
     * @param uri of the folder, or a path
     * @throws StateException if it cannot be used, or another process uses it
     */
    static StateFolder open(String uri) {
        try {
            Path folder = new Path(uri);
            FileSystem files = folder.getFileSystem();
            files.mkdirs(folder);
            return new StateFolder(
                    folder,
                    files,
                    files.isDistributedFS() ? null : lock(new File(folder.getPath())));
        } catch (IOException | IllegalArgumentException e) {
            throw new StateException(
                    "State cannot be kept in %s (%s). Correct checkpoints.directory, or the rights there."
                            .formatted(uri, e.getMessage()),
                    e);
        }
    }

    private static FileChannel lock(File folder) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        new File(folder, LOCK).toPath(),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            LOG.debug("Locked by this very process", e);
        }
        if (lock == null) {
            channel.close();
            throw new StateException(
                    folder
                            + " belongs to a job that runs: another process has locked it. Stop that"
                            + " one, or give this job a checkpoints.directory of its own.");
        }
        return channel;
    }

    /**
     * Claims the folder for a job.
     *
     * @throws StateException if what is there is another job's
     */
    void claim(StateOwner job) {
        Optional<StateOwner> owner = owner();
        if (owner.isPresent() && !owner.get().isSameJobAs(job)) {
            throw new StateException(
                    ("%s holds the state of another job (%s; this one: %s). Give this job a"
                                    + " checkpoints.directory of its own. If it is the same job all the"
                                    + " same, start it once with --take-over.")
                            .formatted(folder, owner.get().describe(), job.describe()));
        }
        if (owner.isEmpty()) {
            newest().filter(state -> !state.isOurs())
                    .ifPresent(
                            state -> {
                                throw new StateException(
                                        "%s holds %s of a job that is not of this program (%s). Give this job a checkpoints.directory of its own."
                                                .formatted(
                                                        folder,
                                                        state.describe(),
                                                        state.directory()));
                            });
        }
        takeOver(job);
    }

    /** Notes that the folder is this job's, whosever it was. */
    void takeOver(StateOwner job) {
        Path file = new Path(folder, OWNER);
        try (OutputStream out = files.create(file, FileSystem.WriteMode.OVERWRITE)) {
            out.write(job.json().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new StateException("%s cannot be written (%s).".formatted(file, e), e);
        }
    }

    private Optional<StateOwner> owner() {
        Path file = new Path(folder, OWNER);
        try {
            if (!files.exists(file)) {
                return Optional.empty();
            }
            try (FSDataInputStream in = files.open(file)) {
                return Optional.of(StateOwner.parse(in.readAllBytes()));
            }
        } catch (IOException e) {
            throw new StateException(
                    "%s does not tell whose state this is (%s). Start once with --take-over if it is this job's."
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    /** The newest complete state; one that cannot be read is passed over, with a warning. */
    Optional<SavedState> newest() {
        return complete().stream().max(SavedState.BY_AGE);
    }

    private List<SavedState> complete() {
        List<SavedState> found = new ArrayList<>();
        try {
            collect(folder, DEPTH, found);
        } catch (IOException e) {
            throw new StateException("%s cannot be listed (%s).".formatted(folder, e), e);
        }
        return found;
    }

    /**
     * Deletes checkpoints that runs before this one left and that no job will delete: all but the
     * newest. What several of them share stays. Not where somebody else may write.
     *
     * @param kept how many stay
     */
    void prune(int kept) {
        if (lock == null) {
            return;
        }
        List<SavedState> old =
                complete().stream()
                        .sorted(SavedState.BY_AGE.reversed())
                        .skip(kept)
                        .filter(state -> state.kind() == SavedState.Kind.CHECKPOINT)
                        .toList();
        for (SavedState state : old) {
            try {
                files.delete(state.directory(), true);
            } catch (IOException e) {
                LOG.warn("The old checkpoint {} cannot be deleted", state.directory(), e);
            }
        }
    }

    /**
     * The state in one folder.
     *
     * @throws StateException if there is none that can be read
     */
    static SavedState at(String pointer) {
        Path directory = new Path(pointer.replaceFirst("/?" + SavedState.METADATA + "$", ""));
        try {
            return SavedState.read(
                    directory
                            .getFileSystem()
                            .getFileStatus(new Path(directory, SavedState.METADATA)));
        } catch (IOException e) {
            throw new StateException(
                    "%s is no complete checkpoint or savepoint (%s).".formatted(pointer, e), e);
        }
    }

    private void collect(Path in, int depth, List<SavedState> found) throws IOException {
        FileStatus[] children = files.listStatus(in);
        if (children == null) {
            return;
        }
        for (FileStatus child : children) {
            Path path = child.getPath();
            if (child.isDir() && depth > 0 && !path.getName().equals(SCRATCH)) {
                collect(path, depth - 1, found);
            } else if (!child.isDir() && path.getName().equals(SavedState.METADATA)) {
                try {
                    found.add(SavedState.read(child));
                } catch (IOException e) {
                    LOG.warn("{} cannot be read and is passed over", path.getParent(), e);
                }
            }
        }
    }

    /** The folder itself. */
    Path path() {
        return folder;
    }

    /** Where savepoints go. */
    Path savepoints() {
        return new Path(folder, SAVEPOINTS);
    }

    /**
     * An empty folder for what need not outlive this process; what a killed one left there is
     * deleted. Empty where the state is not on a local disk.
     */
    Optional<Path> scratch() {
        if (lock == null) {
            return Optional.empty();
        }
        Path scratch = new Path(folder, SCRATCH);
        try {
            files.delete(scratch, true);
            files.mkdirs(scratch);
            return Optional.of(scratch);
        } catch (IOException e) {
            throw new StateException("%s cannot be emptied (%s).".formatted(scratch, e), e);
        }
    }

    /** Lets others in. */
    @Override
    public void close() {
        if (lock != null) {
            try {
                lock.close();
            } catch (IOException e) {
                throw new StateException("The lock of %s stays (%s).".formatted(folder, e), e);
            }
        }
    }
}
