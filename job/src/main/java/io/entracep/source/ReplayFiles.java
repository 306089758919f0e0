package io.entracep.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
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

    /** What the copy of a partition is called, before its name. */
    static final String TOPIC = "topic ";

    /** Lies in a folder that has the results of a replay, which are no logs. */
    public static final String RESULTS = ".entra-cep-replay";

    private final List<Path> files;
    private final SortedMap<String, String> refused;
    private final int outsideTime;
    private final @Nullable Path spool;

    private ReplayFiles(
            List<Path> files,
            SortedMap<String, String> refused,
            int outsideTime,
            @Nullable Path spool) {
        this.files = files;
        this.refused = refused;
        this.outsideTime = outsideTime;
        this.spool = spool;
    }

    /**
     * Unfolds paths: a file is read whatever its name; of a folder all files at any depth, sorted
     * by path, without those whose name, or whose folder's name, begins with a dot, and without the
     * results of former replays; {@code -} is standard input, read to its end into a temporary file
     * (it can be read once only, a restarted job reads twice), and so is a pipe that is named. A
     * file that is named twice is read once. Links are followed. What of a folder cannot be read is
     * {@link #refused}. What an address of an object store names is copied first ({@link
     * StoreCopy}).
     *
     * @param standardInput read only if named; not closed
     * @throws SourceException if a path is missing or cannot be read, or there is no file at all
     */
    public static ReplayFiles expand(List<String> paths, InputStream standardInput) {
        return expand(paths, standardInput, null, null);
    }

    /**
     * The same without the files whose path says that nothing in them lies between two moments.
     *
     * @param from null: the beginning
     * @param to null: the end
     */
    public static ReplayFiles expand(
            List<String> paths,
            InputStream standardInput,
            @Nullable Instant from,
            @Nullable Instant to) {
        Set<Path> files = new LinkedHashSet<>();
        SortedMap<String, String> refused = new TreeMap<>();
        Path spool = paths.stream().anyMatch(ReplayFiles::isCopied) ? spoolFolder() : null;
        int outsideTime = 0;
        try {
            for (String path : paths) {
                if (ObjectStores.isAddress(path) && spool != null) {
                    StoreCopy copy = new StoreCopy(spool, from, to, refused);
                    addFiles(copy.copy(path), files, refused);
                    outsideTime += copy.outsideTime();
                } else if (isPipe(path) && spool != null) {
                    files.add(spool(path, standardInput, spool));
                } else {
                    addFiles(Path.of(path), files, refused);
                }
            }
            if (files.isEmpty() && outsideTime > 0) {
                throw allOutside(outsideTime);
            }
            if (files.isEmpty()) {
                throw new SourceException(
                        "Nothing to read: there is no file in %s (hidden files and results of a replay do not count)."
                                        .formatted(String.join(", ", paths))
                                + told(refused));
            }
            return new ReplayFiles(List.copyOf(files), refused, outsideTime, spool)
                    .between(from, to);
        } catch (RuntimeException e) {
            delete(spool);
            throw e;
        }
    }

    /** Files in a folder that is deleted at the end. */
    static ReplayFiles ofSpool(List<Path> files, SortedMap<String, String> refused, Path spool) {
        return new ReplayFiles(List.copyOf(files), refused, 0, spool);
    }

    /**
     * Without the files whose path says that nothing in them lies between two moments: those of
     * storage accounts and captures, which have one folder an hour.
     *
     * @throws SourceException if no file is left
     */
    private ReplayFiles between(@Nullable Instant from, @Nullable Instant to) {
        List<Path> inside =
                files.stream()
                        .filter(file -> HourFolder.mayHold(file.toString(), from, to))
                        .toList();
        if (inside.isEmpty()) {
            throw allOutside(outsideTime + files.size());
        }
        return new ReplayFiles(inside, refused, outsideTime + files.size() - inside.size(), spool);
    }

    private static SourceException allOutside(int files) {
        return new SourceException(
                "Nothing to read: the folders' names say that all %d files lie outside of the time asked for; see --from and --to."
                        .formatted(files));
    }

    /** Files that were found and are not read, each with the reason. */
    public SortedMap<String, String> refused() {
        return refused;
    }

    /** Number of files left out, for the time that their path tells. */
    public int outsideTime() {
        return outsideTime;
    }

    /** The files in the order of reading, real paths, no two the same; at least one. */
    public List<Path> files() {
        return files;
    }

    /** Size of all files as they lie there, compressed or not. */
    public long totalBytes() {
        long total = 0;
        for (Path file : files) {
            try {
                total += Files.size(file);
            } catch (IOException e) {
                throw new SourceException("Cannot read %s: %s".formatted(file, e.getMessage()), e);
            }
        }
        return total;
    }

    /**
     * What people call a file that is read: its path, or {@code standard input}. The copy's own
     * path is another one each time, and gone when somebody reads of it.
     */
    public static String nameOf(Path file) {
        Path inSpool = inSpool(file);
        if (inSpool == null) {
            return file.toString();
        }
        String address = StoreCopy.addressOf(inSpool);
        if (address != null) {
            return address;
        }
        String name = String.valueOf(file.getFileName());
        return name.equals(COPY)
                ? "standard input"
                : name.startsWith(TOPIC) ? name : "pipe " + name;
    }

    /** The path below the folder of copies; null where it is not there. */
    private static @Nullable Path inSpool(Path file) {
        for (int i = 0; i < file.getNameCount() - 1; i++) {
            if (file.getName(i).toString().startsWith(SPOOL)) {
                return file.subpath(i + 1, file.getNameCount());
            }
        }
        return null;
    }

    /** Deletes the copies. */
    @Override
    public void close() {
        delete(spool);
    }

    private static void addFiles(Path path, Set<Path> files, SortedMap<String, String> refused) {
        List<Path> found = new ArrayList<>();
        try {
            Path real = path.toRealPath();
            if (Files.exists(real.resolve(RESULTS))) {
                throw new SourceException(
                        "The folder %s holds results of a replay, not logs. Name the file in it that you mean."
                                .formatted(path));
            }
            Files.walkFileTree(
                    real,
                    EnumSet.of(FileVisitOption.FOLLOW_LINKS),
                    Integer.MAX_VALUE,
                    new VisibleFiles(real, found, refused));
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

    private static String told(SortedMap<String, String> refused) {
        return refused.isEmpty()
                ? ""
                : " Not read: "
                        + refused.entrySet().stream()
                                .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                                .collect(Collectors.joining(", "))
                        + ".";
    }

    private static boolean isCopied(String path) {
        return ObjectStores.isAddress(path) || isPipe(path);
    }

    /** Standard input, or something else that has no size and can be read once only. */
    private static boolean isPipe(String path) {
        if (path.equals(STANDARD_INPUT)) {
            return true;
        }
        Path named = Path.of(path);
        return Files.exists(named) && !Files.isRegularFile(named) && !Files.isDirectory(named);
    }

    /** A new folder for copies. */
    static Path spoolFolder() {
        try {
            return Files.createTempDirectory(SPOOL);
        } catch (IOException e) {
            throw cannotSpool("standard input", e);
        }
    }

    private static Path spool(String path, InputStream standardInput, Path folder) {
        boolean standard = path.equals(STANDARD_INPUT);
        Path name = Path.of(path).getFileName();
        Path copy = folder.resolve(standard || name == null ? COPY : name.toString());
        if (Files.exists(copy)) {
            return copy;
        }
        try (InputStream pipe = standard ? null : Files.newInputStream(Path.of(path))) {
            Files.copy(pipe == null ? standardInput : pipe, copy);
            return copy;
        } catch (IOException e) {
            throw cannotSpool(standard ? "standard input" : path, e);
        }
    }

    private static SourceException cannotSpool(String what, IOException e) {
        return new SourceException(
                "Cannot copy %s into a temporary file: %s. Check the space in %s."
                        .formatted(what, e.getMessage(), System.getProperty("java.io.tmpdir")),
                e);
    }

    static void delete(@Nullable Path folder) {
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
}
