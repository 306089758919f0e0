package io.entracep.outbox;

import java.io.Serializable;

/**
 * How a task opens its receiver. Travels in the job's graph: it holds references, never secrets.
 */
public interface ReceiverFactory extends Serializable {

    /**
     * Opens the receiver in the process that sends.
     *
     * @throws IllegalStateException saying what to do, where a secret cannot be read
     */
    Receiver open();
}
