package io.entracep.told;

import io.entracep.outbox.Acceptances;
import io.entracep.told.LogFolder.Kind;
import io.entracep.told.LogLines.Mark;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.runtime.state.KeyGroupRange;

/**
 * Marks in the log of a sink what its receiver took: the one way back, from the writer to the next
 * restore, through the store.
 *
 * @param folder of the log
 */
public record Marks(String folder) implements Acceptances {
    private static final long serialVersionUID = 1L;

    /** Milliseconds between two objects: nobody waits for marks. */
    private static final long GROUP = 500;

    private static final int ALL = Short.MAX_VALUE;

    @Override
    public Listener open(WriterInitContext context) {
        LogWriter writer =
                new LogWriter(
                        new LogFolder(folder),
                        Kind.ACCEPTED,
                        new KeyGroupRange(0, ALL),
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
}
