package io.entracep.rule;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The values of one record at the paths that rules ask for. A path is named by its number in {@link
 * FieldPaths}. What a path's values are, {@link FieldPath} says; {@link JsonRecord} takes them from
 * a tree.
 */
public interface RecordFields {

    /** How many values stand at the path; 0 where there is no such key. */
    int count(int path);

    /** The value with this index; null for a JSON null. */
    @Nullable String value(int path, int index);

    /**
     * Whether any text of the record passes: every scalar value in it at any depth, as text. Only
     * rules with keywords ask.
     */
    boolean anyText(Predicate<String> test);
}
