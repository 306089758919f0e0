package io.entracep.secret;

import org.jspecify.annotations.Nullable;

/** A secret is not where its reference says. The message says what to do, and holds no secret. */
public final class SecretException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SecretException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
