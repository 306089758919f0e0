package io.entracep.source;

import io.entracep.secret.SecretReference;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.jspecify.annotations.Nullable;

/**
 * How a client reaches the broker.
 *
 * @param connectionString password of the user {@code $ConnectionString}; null: no TLS, no login
 * @param trustStore certificates to trust instead of those of the Java installation; null: those
 */
public record KafkaSecurity(
        @Nullable SecretReference connectionString, @Nullable TrustStore trustStore)
        implements Serializable {

    /** Neither TLS nor login, for a broker on this machine. */
    public static final KafkaSecurity PLAINTEXT = new KafkaSecurity(null, null);

    /**
     * A file with certificates.
     *
     * @param location path on every machine that connects
     * @param type {@code PKCS12}, {@code PEM} or {@code JKS}
     * @param password of the file; guards its integrity, keeps no secret. Null for PEM
     */
    public record TrustStore(String location, String type, @Nullable String password)
            implements Serializable {}

    /** TLS, and Event Hubs' login by connection string. */
    public static KafkaSecurity connectionString(SecretReference connectionString) {
        return new KafkaSecurity(connectionString, null);
    }

    /** The same with certificates of one's own. */
    public KafkaSecurity trusting(TrustStore certificates) {
        return new KafkaSecurity(connectionString, certificates);
    }

    /** Properties of any Kafka client that reaches the broker so. */
    public Map<String, String> clientProperties() {
        Map<String, String> properties = new HashMap<>();
        if (connectionString == null) {
            properties.put("security.protocol", "PLAINTEXT");
        } else {
            properties.put("security.protocol", "SASL_SSL");
            properties.put("sasl.mechanism", "PLAIN");
            properties.put("sasl.jaas.config", login(connectionString));
            properties.put(
                    "sasl.client.callback.handler.class",
                    ConnectionStringCallbackHandler.class.getName());
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
