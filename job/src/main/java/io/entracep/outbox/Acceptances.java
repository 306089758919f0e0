package io.entracep.outbox;

import java.io.Serializable;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Who wants to hear what a receiver took. */
public interface Acceptances extends Serializable {
    /** Nobody. */
    Acceptances UNHEARD = context -> Listener.NOBODY;

    /** For one writer. */
    Listener open(WriterInitContext context);

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
