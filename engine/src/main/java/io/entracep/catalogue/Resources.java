package io.entracep.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Objects;

/** Folders on the class path, be it a folder or a jar. */
final class Resources {
    private Resources() {}

    /** Reads a folder. */
    interface Reading<T> {
        T of(Path root) throws IOException;
    }

    /** What is read below the folder. */
    static <T> T below(String folder, Reading<T> reading) {
        URL root =
                Objects.requireNonNull(
                        Resources.class.getResource(folder), "no " + folder + " on the class path");
        try {
            URI uri = root.toURI();
            if (!"jar".equals(uri.getScheme())) {
                return reading.of(Path.of(uri));
            }
            // Opened by path: by URI only one at a time could be open in a process, and a cluster
            // may start two jobs at once.
            try (FileSystem jar = FileSystems.newFileSystem(jar(uri))) {
                return reading.of(jar.getPath(folder));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * {@code jar:file:/folder/name.jar!/catalogue} lies in {@code /folder/name.jar}. Flink names
     * the jar of an application relative to where its processes run: {@code
     * jar:file:usrlib/name.jar!/catalogue}.
     */
    static Path jar(URI uri) {
        String inJar = uri.getRawSchemeSpecificPart();
        URI file = URI.create(inJar.substring(0, inJar.indexOf("!/")));
        return Path.of(Path.of("").toUri().resolve(file.getRawSchemeSpecificPart()));
    }
}
