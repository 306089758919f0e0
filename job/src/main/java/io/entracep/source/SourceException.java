package io.entracep.source;

/**
 * Records cannot be read as configured. The message is for the person who starts the job: what
 * happened, to what, and what to do.
 */
public final class SourceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SourceException(String message) {
        super(message);
    }

    public SourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
