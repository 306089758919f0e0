package io.entracep.rule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The values of placeholders ({@code %name%}): lists of one tenant's policy. */
@FunctionalInterface
public interface PlaceholderLists {

    /** Nothing is known. */
    PlaceholderLists NONE = name -> Optional.empty();

    /**
     * The values of a list; empty where the policy does not have it. A list that is written but has
     * no values is there: nothing is on it.
     *
     * @param name as between the percent signs; its case does not matter
     */
    Optional<List<String>> values(String name);

    /** Lists by name. */
    static PlaceholderLists of(Map<String, List<String>> lists) {
        Map<String, List<String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        lists.forEach((name, values) -> byName.put(name, List.copyOf(values)));
        return name -> Optional.ofNullable(byName.get(name));
    }
}
