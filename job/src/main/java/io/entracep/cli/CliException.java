package io.entracep.cli;

import org.jspecify.annotations.Nullable;

/** Ends a command. The message says what happened, to what, and what to do. */
public final class CliException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CliException(int exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** Arguments, a policy or a configuration that cannot be used. */
    public static CliException unusable(String message, @Nullable Throwable cause) {
        return new CliException(EntraCep.UNUSABLE, message, cause);
    }

    /** Something that went wrong with good arguments. */
    public static CliException failed(String message, @Nullable Throwable cause) {
        return new CliException(EntraCep.FAILED, message, cause);
    }

    int exitCode() {
        return exitCode;
    }
}
