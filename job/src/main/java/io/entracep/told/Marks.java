package io.entracep.told;

import io.entracep.outbox.Acceptances;
import io.entracep.told.LogFolder.Kind;
import io.entracep.told.LogLines.Mark;
import io.entracep.told.ToldSettings.LogSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.runtime.state.KeyGroupRange;

/**
 * Marks in the log of a sink what its receiver took: the one way back, from the writer to the next
 * restore, through the store.
 *
 * @param log of the sink
 */
public record Marks(LogSettings log) implements Acceptances {
    private static final long serialVersionUID = 1L;

    /** Milliseconds between two objects: nobody waits for marks. */
    private static final long GROUP = 500;

    private static final KeyGroupRange ALL = new KeyGroupRange(0, Short.MAX_VALUE);

    @Override
    public Listener open(WriterInitContext context) {
        LogWriter writer =
                new LogWriter(
                        folder(),
                        Kind.ACCEPTED,
                        ALL,
                        GROUP,
                        context.getProcessingTimeService()::getCurrentProcessingTime,
                        () -> {});
        return new Listener() {
            @Override
            public void accepted(String alertId, long decidedAt) {
                writer.append(LogLines.of(new Mark(alertId, decidedAt)));
            }

            @Override
            public void close() {
                writer.close();
            }
        };
    }

    @Override
    public Map<String, Long> takenSince(long time) {
        Map<String, Long> taken = new HashMap<>();
        LogFolder folder = folder();
        try (ReadingThread thread = new ReadingThread(folder)) {
            List<Mark> marks = thread.await(() -> LogReader.marks(folder, time), log.longestWait());
            if (marks != null) {
                marks.forEach(mark -> taken.merge(mark.alertId(), mark.decidedAt(), Math::max));
            }
        }
        return taken;
    }

    private LogFolder folder() {
        return new LogFolder(log.folder());
    }
}
