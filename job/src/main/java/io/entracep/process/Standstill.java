package io.entracep.process;

import io.entracep.run.RunConfig;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/** Keeps the job of one process from running here meanwhile. */
public final class Standstill implements AutoCloseable {
    private final @Nullable StateFolder folder;

    private Standstill(@Nullable StateFolder folder) {
        this.folder = folder;
    }

    /**
     * Takes the state of the job for this process; where state is on no disk of this machine, who
     * runs is not known here.
     *
     * @throws StateException if the job runs in another process
     */
    public static Standstill of(RunConfig config) {
        String folder = config.checkpoints().directoryInOneProcess();
        String scheme = new Path(folder).toUri().getScheme();
        boolean isHere = scheme == null || scheme.equals("file");
        return new Standstill(isHere ? StateFolder.open(folder) : null);
    }

    /** Lets it run again. */
    @Override
    public void close() {
        if (folder != null) {
            folder.close();
        }
    }
}
