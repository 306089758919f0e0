package io.entracep.told;

import io.entracep.state.Erasure;
import io.entracep.told.LogFolder.Kind;
import io.entracep.told.LogFolder.LogObject;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;

/**
 * Takes persons out of the log of what was told while no job writes to it. Objects are never
 * changed: one without their entries is written in the place of each that has any.
 */
public final class ErasedLog {
    private final Erasure erasure;
    private long erased;

    private ErasedLog(Erasure erasure) {
        this.erasure = erasure;
    }

    /**
     * Erases in the logs of all sinks, also of those that were removed.
     *
     * @param folder with a folder for each sink
     * @return how many entries went; empty where there is no such folder
     */
    public static OptionalLong erase(String folder, Erasure erasure) throws IOException {
        ErasedLog log = new ErasedLog(erasure);
        Path root = new Path(folder);
        FileStatus[] sinks;
        try {
            sinks = root.getFileSystem().listStatus(root);
        } catch (FileNotFoundException nothingWasTold) {
            return OptionalLong.empty();
        }
        if (sinks == null) {
            return OptionalLong.empty();
        }
        for (FileStatus sink : sinks) {
            log.erase(new LogFolder(sink.getPath().toString()));
        }
        return OptionalLong.of(log.erased);
    }

    private void erase(LogFolder folder) throws IOException {
        for (LogObject object : folder.since(Long.MIN_VALUE)) {
            if (object.kind() == Kind.TOLD) {
                erase(folder, object);
            }
        }
    }

    private void erase(LogFolder folder, LogObject object) throws IOException {
        List<String> lines = folder.read(object);
        List<String> kept =
                lines.stream().filter(line -> !erasure.concerns(line, object.writtenAt())).toList();
        if (kept.size() == lines.size()) {
            return;
        }
        erased += lines.size() - kept.size();
        if (!kept.isEmpty()) {
            String writer = UUID.randomUUID().toString().replace("-", "");
            folder.write(object.kind(), object.keys(), object.writtenAt(), writer, 0, kept);
        }
        folder.delete(object);
    }
}
