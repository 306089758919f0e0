package io.entracep.source;

import io.entracep.identity.EntraTokens.Token;
import io.entracep.identity.IdentityException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.auth.SaslExtensionsCallback;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerToken;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerTokenCallback;
import org.jspecify.annotations.Nullable;

/**
 * Hands Kafka's OAUTHBEARER login a token of Microsoft Entra, for the {@link EntraLogin} that the
 * login's options name. Kafka creates it by its class name and asks again before the token ends.
 */
public final class EntraLoginCallbackHandler implements AuthenticateCallbackHandler {
    private @Nullable EntraLogin login;

    /** For Kafka. */
    public EntraLoginCallbackHandler() {}

    @Override
    public void configure(
            Map<String, ?> configs, String mechanism, List<AppConfigurationEntry> entries) {
        login = EntraLogin.of(entries.get(0).getOptions());
    }

    @Override
    public void handle(Callback[] callbacks) throws IOException, UnsupportedCallbackException {
        for (Callback callback : callbacks) {
            if (callback instanceof OAuthBearerTokenCallback wanted) {
                wanted.token(token());
            } else if (!(callback instanceof SaslExtensionsCallback)) {
                throw new UnsupportedCallbackException(callback);
            }
        }
    }

    @Override
    public void close() {}

    /** Asked anew each time: Kafka keeps the token, and wants a later one when it asks again. */
    private OAuthBearerToken token() throws IOException {
        if (login == null) {
            throw new IllegalStateException("Kafka asked for a token before configure");
        }
        try {
            return new EntraToken(login.tokens().token(), login);
        } catch (IdentityException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** A token as Kafka wants it. The broker reads the name from the token itself. */
    private record EntraToken(Token token, EntraLogin login) implements OAuthBearerToken {
        @Override
        public String value() {
            return token.value();
        }

        @Override
        public Set<String> scope() {
            return Set.of(login.scope());
        }

        @Override
        public long lifetimeMs() {
            return token.expiresAt().toEpochMilli();
        }

        @Override
        public String principalName() {
            return login.credential().describe();
        }

        @Override
        public @Nullable Long startTimeMs() {
            return null;
        }
    }
}
