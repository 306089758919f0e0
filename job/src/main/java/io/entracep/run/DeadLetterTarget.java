package io.entracep.run;

import io.entracep.output.KafkaOutput;
import java.nio.file.Path;

/** Where dead letters are kept. */
public sealed interface DeadLetterTarget {

    /**
     * A local file of JSON lines.
     *
     * @param path the file
     */
    record LocalFile(Path path) implements DeadLetterTarget {}

    /**
     * A topic.
     *
     * @param output the topic
     */
    record Topic(KafkaOutput output) implements DeadLetterTarget {}

    /** Nowhere: they are counted only. */
    record Discarded() implements DeadLetterTarget {}
}
