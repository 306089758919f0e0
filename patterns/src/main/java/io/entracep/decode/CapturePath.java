package io.entracep.decode;

import java.util.List;

/**
 * Where in a record a single value stands, for rules that look at it.
 *
 * @param inProperties under {@code properties}, or in the record itself where it has none; else in
 *     the record itself
 * @param keys names of keys from there on, at least one; case does not matter
 */
public record CapturePath(boolean inProperties, List<String> keys) {
    public CapturePath {
        keys = List.copyOf(keys);
    }
}
