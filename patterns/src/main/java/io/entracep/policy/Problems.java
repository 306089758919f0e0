package io.entracep.policy;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything found wrong with one file. A problem told twice counts once. */
final class Problems {

    private final String file;
    private final Set<Problem> found = new LinkedHashSet<>();

    Problems(String file) {
        this.file = file;
    }

    /** The node is not what it must be. */
    void add(YamlNode node, String expected) {
        String value = node instanceof YamlNode.Scalar scalar ? scalar.text() : null;
        add(node.path(), node.line(), value, expected);
    }

    void add(String key, int line, @Nullable String value, String expected) {
        found.add(new Problem(file, key, value, expected, line));
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** In the order of the file. */
    List<Problem> inOrder() {
        return found.stream().sorted(Comparator.comparingInt(Problem::line)).toList();
    }
}
