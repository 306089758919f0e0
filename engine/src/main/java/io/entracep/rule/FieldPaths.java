package io.entracep.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The paths that a set of rules asks for, each under one number. Grows while rules are compiled;
 * afterwards it is only read.
 */
public final class FieldPaths {

    private final List<FieldPath> paths = new ArrayList<>();
    private final Map<FieldPath, Integer> numbers = new HashMap<>();

    /** The number of a path, a new one where it was not asked for before. */
    public int number(FieldPath path) {
        return numbers.computeIfAbsent(
                path,
                absent -> {
                    paths.add(path);
                    return paths.size() - 1;
                });
    }

    /** The path with this number. */
    public FieldPath path(int number) {
        return paths.get(number);
    }

    /** How many paths there are; their numbers are below it. */
    public int size() {
        return paths.size();
    }

    /** All paths by number. */
    public List<FieldPath> all() {
        return List.copyOf(paths);
    }
}
