package io.entracep.outbox;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Sends messages to one place. Used by one thread; answers come on any thread. */
public interface Receiver extends AutoCloseable {

    /**
     * How many of these, from the first on, belong into one request; at least 1. By the receiver's
     * limits on number and encoded bytes.
     *
     * @param messages waiting ones in their order; not empty
     */
    int fitting(List<Message> messages);

    /**
     * Sends one request. Time-outs and resets are an {@link Answer.Later}; an exceptional end of
     * the stage is treated as one too.
     *
     * @param messages not empty; at most what {@link #fitting} allowed
     */
    CompletionStage<Answer> send(List<Message> messages);

    /** Gives up what it holds; requests under way may end without an answer. */
    @Override
    void close();
}
