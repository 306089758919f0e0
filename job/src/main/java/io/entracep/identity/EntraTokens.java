package io.entracep.identity;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import io.entracep.secret.SecretException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Tokens for one purpose. A token is kept, and the next one asked for five minutes before it ends;
 * after a failure the secret is read anew, so that one that was replaced counts without a restart.
 * Thread-safe; blocks while it asks.
 */
public final class EntraTokens {
    /** Long enough to get over a short failure, shorter than what Microsoft lets a token last. */
    private static final Duration RENEWED_BEFORE_END = Duration.ofMinutes(5);

    private final EntraCredential settings;
    private final String scope;
    private int generation = 1;
    private @Nullable TokenCredential credential;
    private @Nullable AccessToken last;

    /**
     * A token.
     *
     * @param value goes into the Authorization header; secret
     * @param expiresAt when it ends
     * @param generation greater than that of all tokens that were dropped before it
     */
    public record Token(String value, Instant expiresAt, int generation) {
        @Override
        public String toString() {
            return "Token[generation " + generation + ", until " + expiresAt + "]";
        }
    }

    /**
     * @param settings who asks
     * @param scope what for, such as {@code https://monitor.azure.com/.default}
     */
    public EntraTokens(EntraCredential settings, String scope) {
        this.settings = settings;
        this.scope = scope;
    }

    /**
     * A token that is valid now. Where no new one can be had, the last one serves until its end.
     *
     * @throws IdentityException if there is none
     */
    public synchronized Token token() {
        AccessToken token = last;
        if (token == null || token.getDurationUntilExpiration().compareTo(RENEWED_BEFORE_END) < 0) {
            token = next(token);
        }
        last = token;
        return new Token(token.getToken(), token.getExpiresAt().toInstant(), generation);
    }

    private AccessToken next(@Nullable AccessToken before) {
        try {
            return credential().getTokenSync(new TokenRequestContext().addScopes(scope));
        } catch (RuntimeException e) {
            credential = null;
            if (before != null && !before.isExpired()) {
                return before;
            }
            throw e instanceof IdentityException known
                    ? known
                    : IdentityFailure.of(e).explain(settings, scope);
        }
    }

    /** Sends nothing yet: what is wrong here is wrong in this process, and told in its words. */
    private TokenCredential credential() {
        TokenCredential current = credential;
        if (current == null) {
            try {
                current = CredentialFactory.create(settings);
            } catch (SecretException | IllegalStateException | IllegalArgumentException e) {
                throw new IdentityException(
                        "No token from Microsoft Entra: %s cannot be used. %s"
                                .formatted(settings.describe(), e.getMessage()),
                        "not-configured");
            }
            credential = current;
        }
        return current;
    }

    /**
     * Forgets a token that was refused, and reads the secret anew; does nothing if that is done.
     */
    public synchronized void drop(Token refused) {
        if (refused.generation() == generation) {
            generation++;
            credential = null;
            last = null;
        }
    }
}
