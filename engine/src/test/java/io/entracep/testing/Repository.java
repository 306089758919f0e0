package io.entracep.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/** Files of the repository, wherever the tests are started. */
public final class Repository {
    private Repository() {}

    /** The file or folder of this name below the root of the repository. */
    public static Path path(String name) {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null) {
            if (Files.exists(folder.resolve("docs")) && Files.exists(folder.resolve("test-data"))) {
                return folder.resolve(name);
            }
            folder = folder.getParent();
        }
        throw new AssertionError("no folder above has docs and test-data");
    }
}
