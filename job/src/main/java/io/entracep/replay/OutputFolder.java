package io.entracep.replay;

import io.entracep.source.ReplayFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder that a replay writes to. A former replay's results are replaced, when there are new
 * ones; anything else in the way is refused, so that a slip of the pen costs nobody a file.
 */
final class OutputFolder implements AutoCloseable {
    private static final String MARK = ReplayFiles.RESULTS;
    private static final String PARTS = ".parts";
    private static final String INPUT = "input";
    private static final String ALERTS = "alerts";
    private static final String DEAD_LETTERS = "dead-letters";
    private static final String UNDECIDED = "undecided";

    private static final String STATE = "state";
    private static final int ATTEMPTS = 20;

    private final Path folder;
    private final Thread atCtrlC = new Thread(this::deleteState, "state of the replay");

    private OutputFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes the folder ready: made where it is missing, without former results.
     *
     * @throws ReplayException if it cannot be written, or holds something else
     */
    static OutputFolder prepare(Path folder) {
        OutputFolder prepared = new OutputFolder(folder.toAbsolutePath().normalize());
        try {
            Files.createDirectories(prepared.folder);
            if (!Files.exists(prepared.folder.resolve(MARK)) && !isEmpty(prepared.folder)) {
                throw new ReplayException(
                        "The folder %s is not empty and was not written by a replay. Name another one with --out, or empty it."
                                .formatted(folder));
            }
            Files.writeString(
                    prepared.folder.resolve(MARK),
                    "Results of entra-cep replay; the next one into this folder replaces them.\n");
            deleteTree(prepared.folder.resolve(PARTS));
            Files.createDirectory(prepared.folder.resolve(PARTS));
            Runtime.getRuntime().addShutdownHook(prepared.atCtrlC);
            return prepared;
        } catch (FileAlreadyExistsException e) {
            throw new ReplayException(
                    "%s is a file. Name a folder with --out.".formatted(e.getFile()), e);
        } catch (IOException e) {
            throw new ReplayException(
                    "Cannot write to the folder %s (%s). Check its permissions, or name another one with --out."
                            .formatted(folder, reason(e)),
                    e);
        }
    }

    Path path() {
        return folder;
    }

    Path alerts() {
        return part(ALERTS + ".jsonl");
    }

    Path deadLetters() {
        return part(DEAD_LETTERS + ".jsonl");
    }

    Path undecided() {
        return part(UNDECIDED + ".jsonl");
    }

    Path summary() {
        return part("summary.json");
    }

    /** Puts the results in the place of former ones, which are there up to this moment. */
    void publish() throws IOException {
        // The summary last: where it is, the others are those that it is about.
        Files.deleteIfExists(folder.resolve("summary.json"));
        for (Path file : List.of(alerts(), deadLetters(), undecided(), summary())) {
            Files.move(
                    file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Deletes what a run left, to run again. */
    void empty() throws IOException {
        deleteTree(folder.resolve(PARTS));
        Files.createDirectory(folder.resolve(PARTS));
    }

    Path inputParts() {
        return part(INPUT);
    }

    /** Tells a replay that is saved how far it came. */
    Path end() {
        return part("end");
    }

    /** Where Flink keeps what is too much for memory, while it runs. */
    Path state() {
        return part(STATE);
    }

    Path alertParts() {
        return part(ALERTS);
    }

    Path deadLetterParts() {
        return part(DEAD_LETTERS);
    }

    Path undecidedParts() {
        return part(UNDECIDED);
    }

    /** The parts with this prefix, in the order of subtasks. */
    List<Path> parts(Path prefix) throws IOException {
        String name = prefix.getFileName() + "-";
        try (Stream<Path> files = Files.list(folder.resolve(PARTS))) {
            return files.filter(file -> file.getFileName().toString().matches(name + "\\d+"))
                    .sorted(
                            Comparator.comparingInt(
                                    file ->
                                            Integer.parseInt(
                                                    file.getFileName()
                                                            .toString()
                                                            .substring(name.length()))))
                    .toList();
        }
    }

    /** Deletes the parts. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atCtrlC);
        } catch (IllegalStateException e) {
            return; // Ctrl-C: it runs, or did.
        }
        try {
            deleteTree(folder.resolve(PARTS));
        } catch (IOException e) {
            throw new ReplayException(
                    "Cannot delete %s (%s).".formatted(folder.resolve(PARTS), reason(e)), e);
        }
    }

    /** It may be larger than the logs; what else is in the parts is small, and goes next time. */
    private void deleteState() {
        for (int attempt = 0; attempt < ATTEMPTS && !isStateDeleted(); attempt++) {
            Thread.onSpinWait();
        }
    }

    private boolean isStateDeleted() {
        try {
            deleteTree(state());
            return true;
        } catch (IOException | UncheckedIOException e) {
            return false; // A job that still runs has made or deleted a file meanwhile.
        }
    }

    private Path part(String name) {
        return folder.resolve(PARTS).resolve(name);
    }

    static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
}
