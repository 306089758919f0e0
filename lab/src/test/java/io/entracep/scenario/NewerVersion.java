package io.entracep.scenario;

import io.entracep.catalogue.Catalogue;
import io.entracep.detections.account.AccountCreatedAndDeleted;
import io.entracep.pipeline.Pipeline;
import io.entracep.testing.Compilation;
import io.entracep.testing.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.util.ChildFirstClassLoader;

/**
 * A version of the whole program that follows this one: the classes of this build with some sources
 * changed, compiled while the test runs and loaded before those of this build.
 */
final class NewerVersion implements AutoCloseable {
    private static final String[] PARENT_FIRST = {
        "java.", "javax.", "jdk.", "sun.", "org.apache.", "org.slf4j.", "com.fasterxml."
    };

    private final Path classes;
    private final Path sources;
    private final Set<Path> changed = new LinkedHashSet<>();
    private ChildFirstClassLoader loader;

    NewerVersion(Path folder) throws IOException {
        classes = Files.createDirectories(folder.resolve("classes"));
        sources = Files.createDirectories(folder.resolve("sources"));
        copyWhatIsBeside(Catalogue.class);
        copyWhatIsBeside(AccountCreatedAndDeleted.class);
        copyWhatIsBeside(Pipeline.class);
        String job = VersionedJob.class.getName().replace('.', '/') + ".class";
        Path copy = classes.resolve(job);
        Files.createDirectories(Objects.requireNonNull(copy.getParent()));
        try (InputStream in = VersionedJob.class.getResourceAsStream("/" + job)) {
            Files.copy(Objects.requireNonNull(in), copy);
        }
    }

    /**
     * Replaces text in the source of a class of {@code engine} or {@code patterns}; it must be
     * there.
     */
    NewerVersion changing(String name, String before, String after) throws IOException {
        Path source = sources.resolve(name + ".java");
        String text = Files.readString(Files.exists(source) ? source : original(name));
        if (!text.contains(before)) {
            throw new IllegalArgumentException(name + " does not contain " + before);
        }
        return adding(name, text.replace(before, after));
    }

    /** Adds a source. */
    NewerVersion adding(String name, String text) throws IOException {
        Path source = sources.resolve(name + ".java");
        Files.createDirectories(Objects.requireNonNull(source.getParent()));
        Files.writeString(source, text);
        changed.add(source);
        return this;
    }

    /** Adds a resource. */
    NewerVersion addingResource(String name, String text) throws IOException {
        Files.writeString(classes.resolve(name), text);
        return this;
    }

    static Path original(String name) {
        Path ofEngine = Repository.path("engine/src/main/java/" + name + ".java");
        return Files.exists(ofEngine)
                ? ofEngine
                : Repository.path("patterns/src/main/java/" + name + ".java");
    }

    /** Compiles, and gives the job's graph, which carries where its classes lie. */
    JobGraph graph(Map<String, String> settings) throws Exception {
        Compilation.into(classes, changed);
        URL location = classes.toUri().toURL();
        loader =
                new ChildFirstClassLoader(
                        new URL[] {location},
                        NewerVersion.class.getClassLoader(),
                        PARENT_FIRST,
                        error -> {});
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            JobGraph graph =
                    (JobGraph)
                            loader.loadClass(VersionedJob.class.getName())
                                    .getMethod("graph", Map.class)
                                    .invoke(null, settings);
            graph.setClasspaths(List.of(location));
            return graph;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** A folder, or a jar where the build has packed it already. */
    private void copyWhatIsBeside(Class<?> type) throws IOException {
        URI origin =
                URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString());
        Path path = Path.of(origin);
        if (Files.isDirectory(path)) {
            copy(path);
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(path)) {
                copy(jar.getPath("/"));
            }
        }
    }

    private void copy(Path from) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("META-INF"))
                    .forEach(
                            file -> {
                                Path to = classes.resolve(from.relativize(file).toString());
                                try {
                                    Files.createDirectories(Objects.requireNonNull(to.getParent()));
                                    Files.copy(file, to);
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            });
        }
    }

    @Override
    public void close() throws IOException {
        if (loader != null) {
            loader.close();
        }
    }
}
