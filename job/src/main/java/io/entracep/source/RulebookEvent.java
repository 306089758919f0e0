package io.entracep.source;

import org.apache.flink.api.connector.source.SourceEvent;

/** What is decided by, from the one that reads the files to each reader. */
@SuppressWarnings("ArrayRecordComponent") // Never shared for writing.
record RulebookEvent(byte[] written) implements SourceEvent {
    private static final long serialVersionUID = 1L;
}
