package io.entracep.scenario;

import io.entracep.yaml.Problem;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is wrong with one scenario file. A fault told twice counts once. */
final class Faults {
    private final String file;
    private final Set<Problem> found = new LinkedHashSet<>();

    Faults(String file) {
        this.file = file;
    }

    String file() {
        return file;
    }

    /**
     * Adds one.
     *
     * @param line line from 1, 0 where none can be told
     * @param key path of the key
     * @param value what was written, null where nothing was
     * @param expected what would be right: the end of a sentence that begins with "must be"
     */
    void add(int line, String key, @Nullable String value, String expected) {
        found.add(new Problem(file, key, value, expected, line));
    }

    /** Those of another reader of the same file. */
    void addAll(List<Problem> problems) {
        found.addAll(problems);
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** In the order of the file. */
    List<Problem> inOrder() {
        return found.stream().sorted(Comparator.comparingInt(Problem::line)).toList();
    }
}
