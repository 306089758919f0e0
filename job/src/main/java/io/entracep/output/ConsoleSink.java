package io.entracep.output;

import io.entracep.alert.Alert;
import java.io.PrintStream;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Prints one line for each delivery to the standard output of the process that runs it. */
public final class ConsoleSink implements Sink<Alert> {
    private static final long serialVersionUID = 1L;

    @Override
    public SinkWriter<Alert> createWriter(WriterInitContext context) {
        return new ConsoleWriter(System.out);
    }

    private record ConsoleWriter(PrintStream out) implements SinkWriter<Alert> {
        @Override
        public void write(Alert alert, Context context) {
            out.println(AlertLine.withLag(alert));
        }

        @Override
        public void flush(boolean endOfInput) {
            out.flush();
        }

        @Override
        public void close() {
            // The stream belongs to the process.
        }
    }
}
