package io.entracep.replay;

import java.io.Serializable;
import java.nio.file.Path;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Writes lines, one file for each subtask, so that nothing is held in memory. For a job inside this
 * process; without restarts, so a file is written once.
 *
 * @param <T> what the lines are made of
 */
final class PartSink<T> implements Sink<T> {
    private static final long serialVersionUID = 1L;

    private final String prefix;
    private final LineFormat<T> format;

    /** Makes one line, without its end. */
    interface LineFormat<T> extends Serializable {
        String line(T value);
    }

    PartSink(Path prefix, LineFormat<T> format) {
        this.prefix = prefix.toString();
        this.format = format;
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        int subtask = context.getTaskInfo().getIndexOfThisSubtask();
        return new PartWriter<>(Path.of(prefix + "-" + subtask), format);
    }
}
