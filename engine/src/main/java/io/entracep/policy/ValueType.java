package io.entracep.policy;

import io.entracep.yaml.NodeReader;
import io.entracep.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/**
 * How a key's content is read, and what it is where the key is not given.
 *
 * @param absent the built-in default
 * @param reader null where the content cannot be used; that has been reported then
 */
record ValueType<T>(T absent, Reader<T> reader) {

    /** Reads the content of a key. */
    @FunctionalInterface
    interface Reader<T> {
        @Nullable T read(NodeReader reader, YamlNode node);
    }

    T valueOf(NodeReader nodes, @Nullable YamlNode node) {
        T value = node == null ? null : reader.read(nodes, node);
        return value == null ? absent : value;
    }
}
