package io.entracep.outbox;

import java.io.Serializable;
import java.util.Map;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Who wants to hear what a receiver took, and knows it after a restart. */
public interface Acceptances extends Serializable {
    /** Nobody. */
    Acceptances UNHEARD =
            new Acceptances() {
                private static final long serialVersionUID = 1L;

                @Override
                public Listener open(WriterInitContext context) {
                    return Listener.NOBODY;
                }

                @Override
                public Map<String, Long> takenSince(long time) {
                    return Map.of();
                }
            };

    /** For one writer. */
    Listener open(WriterInitContext context);

    /**
     * What the receiver is known to have taken since: the newest {@code decidedAt} by alert id.
     * Waits for a bounded time; empty where it cannot be known.
     *
     * @param time processing time, milliseconds since 1970
     */
    Map<String, Long> takenSince(long time);

    /** Hears it in the thread of the task, and never waits. */
    interface Listener extends AutoCloseable {
        /** Nobody. */
        Listener NOBODY =
                new Listener() {
                    @Override
                    public void accepted(String alertId, long decidedAt) {
                        // Nobody wants to know.
                    }

                    @Override
                    public void close() {
                        // Nothing is held.
                    }
                };

        /** The receiver has this delivery. */
        void accepted(String alertId, long decidedAt);

        @Override
        void close();
    }
}
