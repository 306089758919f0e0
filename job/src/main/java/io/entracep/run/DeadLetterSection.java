package io.entracep.run;

import java.nio.file.Path;
import java.util.Optional;

/** Reads {@code dead-letters} and {@code alert-dead-letters}: a file or a topic. */
final class DeadLetterSection {
    private static final String DISCARD = "discard";

    private final ConfigValues values;
    private final ConfigTree tree;

    DeadLetterSection(ConfigValues values) {
        this.values = values;
        this.tree = values.tree();
    }

    /** A file, a topic or {@code discard}; one of them must be given. Empty after a problem. */
    Optional<DeadLetterTarget> readOrDiscard(String path) {
        if (DISCARD.equals(tree.text(path))) {
            return Optional.of(new DeadLetterTarget.Discarded());
        }
        return read(path, "file: PATH, a kafka topic, or discard, to count them only");
    }

    /** A file or a topic; one of them must be given. Empty after a problem. */
    Optional<DeadLetterTarget> read(String path) {
        return read(path, "file: PATH or a kafka topic");
    }

    private Optional<DeadLetterTarget> read(String path, String expected) {
        Path file = values.written(path + ".file");
        boolean topic = tree.has(path + ".kafka");
        if (tree.text(path) != null || topic == (file != null)) {
            tree.problem(path, "one of " + expected);
            tree.below(path);
            return Optional.empty();
        }
        return file == null
                ? new BrokerSection(values).topic(path + ".kafka").map(DeadLetterTarget.Topic::new)
                : Optional.of(new DeadLetterTarget.LocalFile(file));
    }
}
