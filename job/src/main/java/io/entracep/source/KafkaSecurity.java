package io.entracep.source;

import io.entracep.secret.SecretReference;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.jspecify.annotations.Nullable;

/**
 * How a client reaches the broker. With neither connection string nor identity: no TLS, no login.
 *
 * @param connectionString password of the user {@code $ConnectionString}; null: not this way
 * @param identity login with an identity of Microsoft Entra; null: not this way
 * @param trustStore certificates to trust instead of those of the Java installation; null: those
 */
public record KafkaSecurity(
        @Nullable SecretReference connectionString,
        @Nullable EntraLogin identity,
        @Nullable TrustStore trustStore)
        implements Serializable {

    /** Neither TLS nor login, for a broker on this machine. */
    public static final KafkaSecurity PLAINTEXT = new KafkaSecurity(null, null, null);

    /**
     * A file with certificates.
     *
     * @param location path on every machine that connects
     * @param type {@code PKCS12}, {@code PEM} or {@code JKS}
     * @param password of the file; guards its integrity, keeps no secret. Null for PEM
     */
    public record TrustStore(String location, String type, @Nullable String password)
            implements Serializable {}

    /** Refuses two logins at once, with an IllegalArgumentException. */
    public KafkaSecurity {
        if (connectionString != null && identity != null) {
            throw new IllegalArgumentException(
                    "There is a connection string and an identity; a login takes one of them");
        }
    }

    /** TLS, and Event Hubs' login by connection string. */
    public static KafkaSecurity connectionString(SecretReference connectionString) {
        return new KafkaSecurity(connectionString, null, null);
    }

    /** TLS, and Event Hubs' login with an identity of Microsoft Entra. */
    public static KafkaSecurity identity(EntraLogin identity) {
        return new KafkaSecurity(null, identity, null);
    }

    /** The same with certificates of one's own. */
    public KafkaSecurity trusting(TrustStore certificates) {
        return new KafkaSecurity(connectionString, identity, certificates);
    }

    /** Properties of any Kafka client that reaches the broker so. */
    public Map<String, String> clientProperties() {
        Map<String, String> properties = new HashMap<>();
        properties.put("security.protocol", "PLAINTEXT");
        if (connectionString != null) {
            properties.put("security.protocol", "SASL_SSL");
            properties.put("sasl.mechanism", "PLAIN");
            properties.put("sasl.jaas.config", login(connectionString));
            properties.put(
                    "sasl.client.callback.handler.class",
                    ConnectionStringCallbackHandler.class.getName());
        }
        if (identity != null) {
            properties.put("security.protocol", "SASL_SSL");
            properties.put("sasl.mechanism", "OAUTHBEARER");
            properties.put("sasl.jaas.config", identity.jaas());
            properties.put(
                    "sasl.login.callback.handler.class", EntraLoginCallbackHandler.class.getName());
        }
        if (trustStore != null) {
            properties.put("ssl.truststore.location", trustStore.location());
            properties.put("ssl.truststore.type", trustStore.type());
            if (trustStore.password() != null) {
                properties.put("ssl.truststore.password", trustStore.password());
            }
        }
        return properties;
    }

    /** Names where the secret is; {@link ConnectionStringCallbackHandler} fetches it. */
    private static String login(SecretReference secret) {
        return "%s required %s=\"%s\" %s=\"%s\";"
                .formatted(
                        PlainLoginModule.class.getName(),
                        ConnectionStringCallbackHandler.SECRET_KIND,
                        secret.kind(),
                        ConnectionStringCallbackHandler.SECRET_NAME,
                        secret.name().replace("\\", "\\\\").replace("\"", "\\\""));
    }
}
