package io.entracep.decode;

import java.util.List;

/**
 * Where in a record values stand that rules look at.
 *
 * @param inProperties under {@code properties}, or in the record itself where it has none
 * @param inRecord in the record itself; both may be
 * @param steps keys from there on, at least one, each with its spellings; case does not matter
 */
public record CapturePath(boolean inProperties, boolean inRecord, List<List<String>> steps) {
    public CapturePath {
        steps = steps.stream().map(List::copyOf).toList();
    }
}
