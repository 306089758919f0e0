package io.entracep.decode;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Published sample records, which are kept beside the repository and not in it. */
final class RealSamples {

    private RealSamples() {}

    static byte[] read(String name) {
        return readShared("real-samples/" + name);
    }

    /** A file of the shared folder; skips the test where there is no such folder. */
    static byte[] readShared(String name) {
        Path file = find(name);
        assumeTrue(file != null, "no folder 'shared' with " + name + " above the repository");
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Path find(String name) {
        for (Path folder = Path.of("").toAbsolutePath();
                folder != null;
                folder = folder.getParent()) {
            Path file = folder.resolve("shared").resolve(name);
            if (Files.isRegularFile(file)) {
                return file;
            }
        }
        return null;
    }
}
