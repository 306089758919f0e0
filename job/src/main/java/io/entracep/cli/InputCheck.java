package io.entracep.cli;

import io.entracep.source.FileFormat;
import io.entracep.source.ReplayFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells before a job starts what its result could not explain: that there is nothing in the files,
 * or nothing but binary data. One readable file is enough to go on; what cannot be read in the
 * others becomes dead letters.
 */
final class InputCheck {
    private static final int SAMPLE = 8 << 10;

    private InputCheck() {}

    /** Returns if the files are worth reading. */
    static void check(ReplayFiles files) {
        if (files.totalBytes() == 0) {
            throw CliException.failed(
                    "There is nothing in %s: %s. Check that the export is complete."
                            .formatted(
                                    names(files.files()),
                                    files.files().size() == 1
                                            ? "it is empty"
                                            : "all files are empty"),
                    null);
        }
        boolean usable = false;
        for (Path file : files.files()) {
            byte[] sample = sample(file);
            usable |= trouble(sample) == null;
        }
        if (usable) {
            return;
        }
        Path first = files.files().get(0);
        throw CliException.failed(
                "%s is no log: %s".formatted(ReplayFiles.nameOf(first), trouble(sample(first)))
                        + (files.files().size() == 1
                                ? ""
                                : " The same holds for the other "
                                        + (files.files().size() - 1)
                                        + " files."),
                null);
    }

    private static byte[] sample(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(SAMPLE);
        } catch (IOException e) {
            throw CliException.failed(
                    "Cannot read %s (%s). Check its permissions.".formatted(file, e.getMessage()),
                    e);
        }
    }

    /** What is wrong and what to do, null where it may be text. */
    private static @Nullable String trouble(byte[] sample) {
        if (sample.length == 0) {
            return "it is empty. Check that the export is complete.";
        }
        if (FileFormat.isContainer(sample)) {
            return null;
        }
        for (byte b : sample) {
            if (b == 0) {
                return "it holds binary data. Give JSON or CSV as Entra ID exports it, plain or compressed.";
            }
        }
        return null;
    }

    private static String names(List<Path> files) {
        return files.size() <= 3
                ? String.join(", ", files.stream().map(ReplayFiles::nameOf).toList())
                : ReplayFiles.nameOf(files.get(0)) + " and " + (files.size() - 1) + " more files";
    }
}
