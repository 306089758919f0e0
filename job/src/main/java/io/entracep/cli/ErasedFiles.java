package io.entracep.cli;

import io.entracep.output.ErasedFile;
import io.entracep.state.Erasure;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Erases a person in files and folders, and tells what was done and what was not. */
final class ErasedFiles {
    private static final List<String> LINES = List.of(".jsonl", ".remaining");

    /** What is packed holds no text. */
    private static final List<String> PACKED =
            List.of(".gz", ".zip", ".zst", ".bz2", ".xz", ".tar", ".tgz", ".parquet", ".avro");

    private static final long MOST_BYTES = 256L << 20;

    private final Erasure erasure;
    private final long now;
    private final List<String> done = new ArrayList<>();
    private final List<String> left = new ArrayList<>();

    /**
     * @param now until then everything there is from, milliseconds
     */
    ErasedFiles(Erasure erasure, long now) {
        this.erasure = erasure;
        this.now = now;
    }

    /** Erases in a file, or in all below a folder. */
    void erase(Path path) throws IOException {
        if (Files.isRegularFile(path)) {
            eraseIn(path);
            return;
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(path)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            eraseIn(file);
        }
    }

    private void eraseIn(Path file) throws IOException {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (LINES.stream().anyMatch(name::endsWith)) {
            done.add("%s: %d lines erased".formatted(file, ErasedFile.erase(file, erasure, now)));
        } else if (PACKED.stream().anyMatch(name::endsWith) || Files.size(file) > MOST_BYTES) {
            left.add("%s: not looked into".formatted(file));
        } else if (erasure.concerns(Files.readString(file, StandardCharsets.ISO_8859_1), now - 1)) {
            left.add("%s: names the person; delete it, or make it again".formatted(file));
        }
    }

    /** Whether nothing is left that may name the person. */
    boolean isComplete() {
        return left.isEmpty();
    }

    void print(PrintStream out) {
        done.forEach(out::println);
        if (!left.isEmpty()) {
            out.println("Not erased:");
            left.forEach(file -> out.println("  " + file));
        }
    }
}
