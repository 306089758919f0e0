package io.entracep.source;

import io.entracep.identity.EntraCredential;
import io.entracep.identity.EntraCredential.Authority;
import io.entracep.identity.EntraTokens;
import io.entracep.secret.SecretReference;
import java.io.Serializable;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule;
import org.jspecify.annotations.Nullable;

/**
 * Login at Event Hubs with an identity of Microsoft Entra (OAUTHBEARER). The identity needs the
 * role Azure Event Hubs Data Receiver to read, Azure Event Hubs Data Sender to write.
 *
 * @param credential who logs in
 * @param scope of the token; Event Hubs: {@code
 *     https://<namespace>.servicebus.windows.net/.default}
 */
public record EntraLogin(EntraCredential credential, String scope) implements Serializable {
    private static final Pattern PORT = Pattern.compile(":\\d+$");
    private static final String SCOPE = "scope";
    private static final String KIND = "kind";
    private static final String TENANT = "tenant_id";
    private static final String CLIENT = "client_id";
    private static final String SECRET_KIND = "secret_kind";
    private static final String SECRET_NAME = "secret_name";
    private static final String HOST = "authority_host";
    private static final String CERTIFICATES = "certificates";

    /**
     * With the scope of a namespace, also in sovereign clouds. Source: Microsoft, "Azure Event Hubs
     * for Apache Kafka", OAuth 2.0: the resource is the namespace's own address.
     *
     * @param bootstrapServers {@code host:port}, the namespace; not empty
     */
    public static EntraLogin at(List<String> bootstrapServers, EntraCredential credential) {
        String host = PORT.matcher(bootstrapServers.get(0)).replaceFirst("");
        return new EntraLogin(credential, "https://" + host + "/.default");
    }

    /** Tokens for this login. */
    EntraTokens tokens() {
        return new EntraTokens(credential, scope);
    }

    /** Kafka's line of configuration: who, and where the secret is. */
    String jaas() {
        StringBuilder line = new StringBuilder(OAuthBearerLoginModule.class.getName());
        line.append(" required");
        options()
                .forEach(
                        (name, value) ->
                                line.append(' ').append(name).append('=').append(quoted(value)));
        return line.append(';').toString();
    }

    /** The login that such a line names, from its options. */
    static EntraLogin of(Map<String, ?> options) {
        String secretKind = option(options, SECRET_KIND);
        String host = option(options, HOST);
        SecretReference secret =
                secretKind == null
                        ? null
                        : new SecretReference(
                                SecretReference.Kind.valueOf(secretKind),
                                required(options, SECRET_NAME));
        return new EntraLogin(
                new EntraCredential(
                        EntraCredential.Kind.valueOf(required(options, KIND)),
                        option(options, TENANT),
                        option(options, CLIENT),
                        secret,
                        new Authority(
                                host == null ? null : URI.create(host),
                                option(options, CERTIFICATES))),
                required(options, SCOPE));
    }

    private Map<String, String> options() {
        Map<String, String> options = new TreeMap<>();
        options.put(SCOPE, scope);
        options.put(KIND, credential.kind().name());
        put(options, TENANT, credential.tenantId());
        put(options, CLIENT, credential.clientId());
        SecretReference secret = credential.secret();
        if (secret != null) {
            options.put(SECRET_KIND, secret.kind().name());
            options.put(SECRET_NAME, secret.name());
        }
        put(options, HOST, credential.authority().host());
        put(options, CERTIFICATES, credential.authority().certificates());
        return options;
    }

    private static void put(Map<String, String> options, String name, @Nullable Object value) {
        if (value != null) {
            options.put(name, value.toString());
        }
    }

    private static @Nullable String option(Map<String, ?> options, String name) {
        Object value = options.get(name);
        return value == null ? null : value.toString();
    }

    private static String required(Map<String, ?> options, String name) {
        String value = option(options, name);
        if (value == null) {
            throw new IllegalArgumentException("The login's options lack " + name);
        }
        return value;
    }

    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
