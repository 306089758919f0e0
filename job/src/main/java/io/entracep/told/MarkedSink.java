package io.entracep.told;

import io.entracep.alert.Alert;
import io.entracep.outbox.Acceptances;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * A sink of files or topics, of which it is told what they took: at each checkpoint, and within a
 * second of what was written.
 */
public final class MarkedSink implements Sink<Alert> {
    private static final long serialVersionUID = 1L;
    private static final long FLUSH = 1_000;

    private final Sink<Alert> sink;
    private final Acceptances acceptances;

    /**
     * @param sink whose {@code flush} waits until everything written is there
     */
    public MarkedSink(Sink<Alert> sink, Acceptances acceptances) {
        this.sink = sink;
        this.acceptances = acceptances;
    }

    @Override
    public SinkWriter<Alert> createWriter(WriterInitContext context) throws IOException {
        return new MarkedWriter(
                sink.createWriter(context),
                acceptances.open(context),
                context.getProcessingTimeService());
    }

    private static final class MarkedWriter implements SinkWriter<Alert> {
        private final SinkWriter<Alert> writer;
        private final Acceptances.Listener marks;
        private final ProcessingTimeService time;
        private final List<Alert> written = new ArrayList<>();
        private boolean flushes;

        MarkedWriter(
                SinkWriter<Alert> writer, Acceptances.Listener marks, ProcessingTimeService time) {
            this.writer = writer;
            this.marks = marks;
            this.time = time;
        }

        @Override
        public void write(Alert alert, Context context) throws IOException, InterruptedException {
            writer.write(alert, context);
            written.add(alert);
            if (!flushes) {
                flushes = true;
                var unused =
                        time.registerTimer(
                                time.getCurrentProcessingTime() + FLUSH,
                                at -> {
                                    flushes = false;
                                    flush(false);
                                });
            }
        }

        @Override
        public void flush(boolean endOfInput) throws IOException, InterruptedException {
            writer.flush(endOfInput);
            for (Alert alert : written) {
                marks.accepted(alert.alertId(), alert.delivery().decidedAt());
            }
            written.clear();
        }

        @Override
        public void close() throws Exception {
            try (Acceptances.Listener closedLast = marks) {
                writer.close();
            }
        }
    }
}
