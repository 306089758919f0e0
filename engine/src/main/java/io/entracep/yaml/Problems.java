package io.entracep.yaml;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything found wrong with one file. A problem told twice counts once. */
public final class Problems {

    private final String file;
    private final Set<Problem> found = new LinkedHashSet<>();

    /**
     * @param file the file as messages name it
     */
    public Problems(String file) {
        this.file = file;
    }

    /** The node is not what it must be. */
    public void add(YamlNode node, String expected) {
        String value = node instanceof YamlNode.Scalar scalar ? scalar.text() : null;
        add(node.path(), node.line(), value, expected);
    }

    /** Something is wrong at a line, 0 where none can be told. */
    public void add(String key, int line, @Nullable String value, String expected) {
        found.add(new Problem(file, key, value, expected, line));
    }

    /** A problem that was found elsewhere. */
    public void add(Problem problem) {
        found.add(problem);
    }

    /** Whether nothing is wrong so far. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** In the order of the file. */
    public List<Problem> inOrder() {
        return found.stream().sorted(Comparator.comparingInt(Problem::line)).toList();
    }
}
