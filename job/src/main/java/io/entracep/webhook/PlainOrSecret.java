package io.entracep.webhook;

import io.entracep.secret.SecretReference;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A text of the configuration, given there or kept as a secret. Exactly one of both is there.
 *
 * @param plain the text itself; null where it is a secret
 * @param secret where it is kept; null where it is not a secret
 */
public record PlainOrSecret(@Nullable String plain, @Nullable SecretReference secret)
        implements Serializable {
    public PlainOrSecret {
        if ((plain == null) == (secret == null)) {
            throw new IllegalArgumentException(
                    "Give either the text or where it is kept as a secret");
        }
    }

    /** A text that anyone may know. */
    public static PlainOrSecret plain(String text) {
        return new PlainOrSecret(text, null);
    }

    /** A secret. */
    public static PlainOrSecret secret(SecretReference secret) {
        return new PlainOrSecret(null, secret);
    }

    /**
     * The text.
     *
     * @throws io.entracep.secret.SecretException if it cannot be read
     */
    String resolve() {
        if (plain != null) {
            return plain;
        }
        if (secret == null) {
            throw new IllegalStateException("Neither a text nor a secret");
        }
        return secret.resolve();
    }

    /** Never the text: someone may have put a secret there in plain. */
    @Override
    public String toString() {
        return secret == null ? "plain text" : "secret in " + secret;
    }
}
