package io.entracep.output;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Appends lines to one local file; run it with parallelism 1. At least once: what was written since
 * the last checkpoint is written again after a restart. Nobody may write to the file beside it.
 *
 * @param <T> what the lines are made of
 */
public final class LineFileSink<T> implements Sink<T> {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final LineFormat<T> format;

    /** Makes one line, without its end. */
    public interface LineFormat<T> extends Serializable {
        /** The line. */
        String line(T value);
    }

    /**
     * @param file made where it is missing, with its folders
     */
    public LineFileSink(Path file, LineFormat<T> format) {
        this.file = file.toString();
        this.format = format;
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        try {
            return new LineFileWriter<>(Path.of(file), format);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot append to " + file, e);
        }
    }
}
