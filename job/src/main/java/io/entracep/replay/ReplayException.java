package io.entracep.replay;

/**
 * A replay cannot be done. The message is for the person who asked for it: what happened, to what,
 * and what to do.
 */
public final class ReplayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReplayException(String message) {
        super(message);
    }

    ReplayException(String message, Throwable cause) {
        super(message, cause);
    }
}
