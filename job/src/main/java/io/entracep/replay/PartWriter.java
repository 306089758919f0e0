package io.entracep.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.flink.api.connector.sink2.SinkWriter;

/** One file of a {@link PartSink}. */
final class PartWriter<T> implements SinkWriter<T> {
    private final Writer out;
    private final PartSink.LineFormat<T> format;

    PartWriter(Path file, PartSink.LineFormat<T> format) {
        this.format = format;
        try {
            // Not Files.newBufferedWriter: its encoder throws on half a surrogate pair.
            out =
                    new java.io.BufferedWriter(
                            new java.io.OutputStreamWriter(
                                    Files.newOutputStream(file, StandardOpenOption.CREATE_NEW),
                                    StandardCharsets.UTF_8),
                            1 << 16);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    @Override
    public void write(T value, Context context) throws IOException {
        out.write(format.line(value));
        out.write('\n');
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
