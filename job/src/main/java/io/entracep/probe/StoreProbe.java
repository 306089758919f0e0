package io.entracep.probe;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/** Writes to a folder where state is kept, reads it back, and deletes it. */
final class StoreProbe {
    private StoreProbe() {}

    /**
     * @param directory URI or path
     * @param id names the file
     */
    static Finding of(String what, String directory, String id) {
        byte[] text = ("entra-cep probe " + id).getBytes(StandardCharsets.UTF_8);
        try {
            Path file = new Path(new Path(directory), "probe-" + id);
            URI uri = file.toUri();
            FileSystem store =
                    uri.getScheme() == null ? FileSystem.getLocalFileSystem() : FileSystem.get(uri);
            try (FSDataOutputStream out = store.create(file, WriteMode.OVERWRITE)) {
                out.write(text);
            }
            byte[] read = new byte[text.length];
            try (FSDataInputStream in = store.open(file)) {
                int length = in.readNBytes(read, 0, read.length);
                if (length != text.length || !Arrays.equals(read, text)) {
                    return new Finding(what, false, directory + " gives back something else.");
                }
            }
            store.delete(file, false);
            return new Finding(what, true, directory + ": written, read back, deleted.");
        } catch (IOException | IllegalArgumentException e) {
            return new Finding(
                    what,
                    false,
                    "%s cannot be written, read and deleted in (%s).".formatted(directory, e));
        }
    }
}
