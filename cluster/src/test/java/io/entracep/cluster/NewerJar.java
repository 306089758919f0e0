package io.entracep.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

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
        compile(
                Files.writeString(
                        folder.resolve(ADDED_CLASS + ".java"),
                        renamed(patterns.resolve("java/" + PACKAGE + MODEL_CLASS + ".java"))),
                classes);
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

    private static void compile(Path source, Path classes) {
        List<String> arguments =
                List.of(
                        "-proc:none",
                        "-nowarn",
                        "-d",
                        classes.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        source.toString());
        JavaCompiler compiler =
                Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "needs a JDK");
        if (compiler.run(null, null, null, arguments.toArray(new String[0])) != 0) {
            throw new IllegalStateException("does not compile: " + source);
        }
    }
}
