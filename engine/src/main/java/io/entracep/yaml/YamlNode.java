package io.entracep.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A part of a YAML document that knows where it stands, so that every message can say it. */
public sealed interface YamlNode {

    /** Path of the key: {@code default.corporate-egress[1]}; empty for the root. */
    String path();

    /** Line from 1: that of the key where there is one, else that of the value. */
    int line();

    /**
     * A single value.
     *
     * @param text as written, without quotes
     * @param value String, Long, Double or Boolean as YAML types it
     */
    record Scalar(String path, int line, String text, Object value) implements YamlNode {}

    /** A list. */
    record Listing(String path, int line, List<YamlNode> items) implements YamlNode {}

    /** Keys and values in the order of the file. */
    record Mapping(String path, int line, Map<String, YamlNode> entries) implements YamlNode {

        /**
         * This, with the other's values in place of equally named ones. Down to {@code depth}
         * levels mappings are merged in the same way instead of replaced.
         */
        public Mapping overriddenBy(Mapping other, int depth) {
            Map<String, YamlNode> merged = new LinkedHashMap<>(entries);
            other.entries.forEach(
                    (key, theirs) -> {
                        YamlNode ours = entries.get(key);
                        if (depth > 1
                                && ours instanceof Mapping below
                                && theirs instanceof Mapping above) {
                            merged.put(key, below.overriddenBy(above, depth - 1));
                        } else {
                            merged.put(key, theirs);
                        }
                    });
            return new Mapping(other.path, other.line, merged);
        }
    }

    /** A key without a value. */
    record Empty(String path, int line) implements YamlNode {}

    /** The content as String, Long, Double, Boolean, List and Map. An empty value becomes "". */
    static Object plain(YamlNode node) {
        if (node instanceof Scalar scalar) {
            return scalar.value();
        }
        if (node instanceof Listing listing) {
            List<Object> items = new ArrayList<>();
            listing.items().forEach(item -> items.add(plain(item)));
            return List.copyOf(items);
        }
        if (node instanceof Mapping mapping) {
            Map<String, Object> entries = new LinkedHashMap<>();
            mapping.entries().forEach((key, value) -> entries.put(key, plain(value)));
            return Collections.unmodifiableMap(entries);
        }
        return "";
    }
}
