package io.entracep.operator;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;

/** The keys of which an operator has state, for the rare work that looks at all of it. */
public final class StateKeys {
    private StateKeys() {}

    /**
     * Those that have something in one of these states, each once. A copy: the current key may be
     * changed while going through them.
     */
    public static <K> Set<K> of(KeyedStateBackend<K> backend, Iterable<String> states) {
        Set<K> keys = new HashSet<>();
        for (String state : states) {
            try (Stream<K> found = backend.getKeys(state, VoidNamespace.INSTANCE)) {
                found.forEach(keys::add);
            }
        }
        return keys;
    }
}
