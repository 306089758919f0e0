package io.entracep.cluster;

import io.entracep.testing.Compilation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The job's jar of a version with one more detection: a copy of one that there is, under another
 * name, compiled while the test runs.
 */
final class NewerJar {
    /** Its model. */
    static final String MODEL = "account-created-and-deleted";

    /** The added detection. */
    static final String ADDED = "life-of-an-account";

    private static final String MODEL_CLASS = "AccountCreatedAndDeleted";
    private static final String ADDED_CLASS = "LifeOfAnAccount";
    private static final String PACKAGE = "io/entracep/detections/account/";
    private static final String SECTION = "catalogue/account/";

    private NewerJar() {}

    /** Makes it of this one. */
    static Path of(Path jar, Path folder) throws IOException {
        Path patterns = Path.of("../patterns/src/main").toAbsolutePath().normalize();
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Path source =
                Files.writeString(
                        folder.resolve(ADDED_CLASS + ".java"),
                        renamed(patterns.resolve("java/" + PACKAGE + MODEL_CLASS + ".java")));
        Compilation.into(classes, List.of(source));
        Path newer = Files.copy(jar, folder.resolve("entra-cep-job-newer.jar"));
        try (FileSystem inside = FileSystems.newFileSystem(newer)) {
            Files.writeString(
                    inside.getPath("/" + SECTION + ADDED + ".yaml"),
                    renamed(patterns.resolve("resources/" + SECTION + MODEL + ".yaml")));
            try (Stream<Path> compiled = Files.list(classes.resolve(PACKAGE))) {
                compiled.forEach(file -> add(file, inside.getPath("/" + PACKAGE)));
            }
        }
        return newer;
    }

    private static void add(Path file, Path folder) {
        try {
            Files.copy(file, folder.resolve(file.getFileName().toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String renamed(Path file) throws IOException {
        return Files.readString(file).replace(MODEL_CLASS, ADDED_CLASS).replace(MODEL, ADDED);
    }
}
