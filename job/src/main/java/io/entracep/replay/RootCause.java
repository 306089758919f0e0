package io.entracep.replay;

/** What went wrong first. */
public final class RootCause {
    private RootCause() {}

    /** The last of the causes, or the exception itself. */
    public static Throwable of(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause;
    }
}
