package io.entracep.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files that a replay reads: what a person named, folders unfolded. Holds a copy of standard
 * input, if that was named; {@link #close} deletes it.
 */
public final class ReplayFiles implements AutoCloseable {

    /** Names standard input. */
    public static final String STANDARD_INPUT = "-";

    private static final String SPOOL = "entra-cep-input-";
    private static final String COPY = "standard-input";

    private final List<Path> files;
    private final long totalBytes;
    private final @Nullable Path spool;

    private ReplayFiles(List<Path> files, long totalBytes, @Nullable Path spool) {
        this.files = files;
        this.totalBytes = totalBytes;
        this.spool = spool;
    }

    /**
     * Unfolds paths: a file is read whatever its name; of a folder all files at any depth, sorted
     * by path, without those whose name, or whose folder's name, begins with a dot; {@code -} is
     * standard input, read to its end into a temporary file (it can be read once only, a restarted
     * job reads twice). A file that is named twice is read once. Links are followed.
     *
     * @param standardInput read only if named; not closed
     * @throws SourceException if a path is missing or cannot be read, or there is no file at all
     */
    public static ReplayFiles expand(List<String> paths, InputStream standardInput) {
        Set<Path> files = new LinkedHashSet<>();
        Path spool = paths.contains(STANDARD_INPUT) ? spool(standardInput) : null;
        try {
            for (String path : paths) {
                if (path.equals(STANDARD_INPUT) && spool != null) {
                    files.add(spool.resolve(COPY));
                } else {
                    addFiles(Path.of(path), files);
                }
            }
            if (files.isEmpty()) {
                throw new SourceException(
                        "Nothing to read: there is no file in %s (hidden files do not count)."
                                .formatted(String.join(", ", paths)));
            }
            return new ReplayFiles(List.copyOf(files), totalSize(files), spool);
        } catch (RuntimeException e) {
            delete(spool);
            throw e;
        }
    }

    /** The files in the order of reading, real paths, no two the same; at least one. */
    public List<Path> files() {
        return files;
    }

    /** Size of all files as they lie there, compressed or not. */
    public long totalBytes() {
        return totalBytes;
    }

    /**
     * What people call a file that is read: its path, or {@code standard input}. The copy's own
     * path is another one each time, and gone when somebody reads of it.
     */
    public static String nameOf(Path file) {
        Path folder = file.getParent();
        Path spool = folder == null ? null : folder.getFileName();
        return file.endsWith(COPY) && spool != null && spool.toString().startsWith(SPOOL)
                ? "standard input"
                : file.toString();
    }

    /** Deletes the copy of standard input. */
    @Override
    public void close() {
        delete(spool);
    }

    private static void addFiles(Path path, Set<Path> files) {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(
                    path.toRealPath(),
                    EnumSet.of(FileVisitOption.FOLLOW_LINKS),
                    Integer.MAX_VALUE,
                    new VisibleFiles(path.toRealPath(), found));
            found.sort(Comparator.naturalOrder());
            for (Path file : found) {
                files.add(file.toRealPath());
            }
        } catch (NoSuchFileException e) {
            throw new SourceException(
                    "There is no file or folder %s. Check the path.".formatted(e.getFile()), e);
        } catch (AccessDeniedException e) {
            throw new SourceException(
                    "%s may not be read. Check its permissions.".formatted(e.getFile()), e);
        } catch (FileSystemLoopException e) {
            throw new SourceException(
                    "The folder %s contains itself by a link. Remove the link, or name the folders"
                                    .formatted(e.getFile())
                            + " in it one by one.",
                    e);
        } catch (IOException e) {
            throw new SourceException("Cannot read %s: %s".formatted(path, e.getMessage()), e);
        }
    }

    private static long totalSize(Set<Path> files) {
        long total = 0;
        for (Path file : files) {
            if (!Files.isReadable(file)) {
                throw new SourceException(
                        "%s may not be read. Check its permissions.".formatted(file));
            }
            try {
                total += Files.size(file);
            } catch (IOException e) {
                throw new SourceException("Cannot read %s: %s".formatted(file, e.getMessage()), e);
            }
        }
        return total;
    }

    private static Path spool(InputStream standardInput) {
        try {
            Path folder = Files.createTempDirectory(SPOOL);
            Files.copy(standardInput, folder.resolve(COPY));
            return folder;
        } catch (IOException e) {
            throw new SourceException(
                    "Cannot copy standard input into a temporary file: %s. Check the space in %s."
                            .formatted(e.getMessage(), System.getProperty("java.io.tmpdir")),
                    e);
        }
    }

    private static void delete(@Nullable Path folder) {
        if (folder == null) {
            return;
        }
        try (Stream<Path> contents = Files.walk(folder)) {
            for (Path path : contents.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (NoSuchFileException e) {
            // Closed before.
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete the copy of standard input", e);
        }
    }

    private static final class VisibleFiles extends SimpleFileVisitor<Path> {

        private final Path named;
        private final List<Path> found;

        VisibleFiles(Path named, List<Path> found) {
            this.named = named;
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return isHidden(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!isHidden(file)) {
                found.add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        private boolean isHidden(Path path) {
            Path name = path.getFileName();
            return !path.equals(named) && name != null && name.toString().startsWith(".");
        }
    }
}
