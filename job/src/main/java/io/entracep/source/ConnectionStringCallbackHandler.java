package io.entracep.source;

import io.entracep.secret.SecretReference;
import java.util.List;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.jspecify.annotations.Nullable;

/**
 * Hands Kafka's PLAIN login the connection string at the moment of login, from the {@link
 * SecretReference} that the login's options name. Kafka creates it by its class name.
 *
 * <p>Source of the user name: Microsoft, "Azure Event Hubs for Apache Kafka", SASL PLAIN.
 */
public final class ConnectionStringCallbackHandler implements AuthenticateCallbackHandler {

    static final String SECRET_KIND = "secret_kind";
    static final String SECRET_NAME = "secret_name";
    private static final String USER = "$ConnectionString";

    private @Nullable SecretReference secret;

    /** For Kafka. */
    public ConnectionStringCallbackHandler() {}

    @Override
    public void configure(
            Map<String, ?> configs, String mechanism, List<AppConfigurationEntry> entries) {
        Map<String, ?> options = entries.get(0).getOptions();
        secret =
                new SecretReference(
                        SecretReference.Kind.valueOf(String.valueOf(options.get(SECRET_KIND))),
                        String.valueOf(options.get(SECRET_NAME)));
    }

    @Override
    public void handle(Callback[] callbacks) throws UnsupportedCallbackException {
        for (Callback callback : callbacks) {
            if (callback instanceof NameCallback name) {
                name.setName(USER);
            } else if (callback instanceof PasswordCallback password) {
                password.setPassword(secret().resolve().toCharArray());
            } else {
                throw new UnsupportedCallbackException(callback);
            }
        }
    }

    @Override
    public void close() {}

    private SecretReference secret() {
        if (secret == null) {
            throw new IllegalStateException("Kafka asked for a secret before configure");
        }
        return secret;
    }
}
