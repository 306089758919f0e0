package io.entracep.broker;

import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a one-node KRaft broker: everything with one replica, small, and without waiting
 * for companions that never come.
 */
final class BrokerProperties {

    private BrokerProperties() {}

    static Properties of(
            Path logFolder, int port, int controllerPort, @Nullable BrokerLogin login) {
        String listener = login == null ? "PLAINTEXT" : "SASL_SSL";
        Properties properties = oneNode(logFolder);
        properties.setProperty(
                "listeners",
                "%s://localhost:%d,CONTROLLER://localhost:%d"
                        .formatted(listener, port, controllerPort));
        properties.setProperty(
                "advertised.listeners", "%s://localhost:%d".formatted(listener, port));
        properties.setProperty(
                "listener.security.protocol.map",
                "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SASL_SSL:SASL_SSL");
        properties.setProperty("controller.listener.names", "CONTROLLER");
        properties.setProperty("controller.quorum.voters", "1@localhost:" + controllerPort);
        properties.setProperty("inter.broker.listener.name", listener);
        if (login != null) {
            addLogin(properties, login);
        }
        return properties;
    }

    private static Properties oneNode(Path logFolder) {
        Properties properties = new Properties();
        properties.setProperty("process.roles", "broker,controller");
        properties.setProperty("node.id", "1");
        properties.setProperty("log.dirs", logFolder.toString());
        properties.setProperty("auto.create.topics.enable", "false");
        properties.setProperty("offsets.topic.num.partitions", "1");
        properties.setProperty("offsets.topic.replication.factor", "1");
        properties.setProperty("transaction.state.log.num.partitions", "1");
        properties.setProperty("transaction.state.log.replication.factor", "1");
        properties.setProperty("transaction.state.log.min.isr", "1");
        properties.setProperty("group.initial.rebalance.delay.ms", "0");
        // Nothing here lives long enough to be compacted; the cleaner's buffer would be 128 MB.
        properties.setProperty("log.cleaner.enable", "false");
        return properties;
    }

    private static void addLogin(Properties properties, BrokerLogin login) {
        BrokerCertificate certificate = login.certificate();
        properties.setProperty("ssl.keystore.location", certificate.keyStore().toString());
        properties.setProperty("ssl.keystore.type", "PKCS12");
        properties.setProperty("ssl.keystore.password", certificate.password());
        properties.setProperty("ssl.key.password", certificate.password());
        properties.setProperty("ssl.truststore.location", certificate.trustStore().toString());
        properties.setProperty("ssl.truststore.type", "PKCS12");
        properties.setProperty("ssl.truststore.password", certificate.password());
        properties.setProperty("sasl.enabled.mechanisms", String.join(",", login.mechanisms()));
        properties.setProperty("sasl.mechanism.inter.broker.protocol", BrokerLogin.PASSWORD);
        if (login.mechanisms().contains(BrokerLogin.TOKEN)) {
            // Kafka's own default: it takes unsigned tokens, and makes one for itself.
            properties.setProperty(
                    "listener.name.sasl_ssl.oauthbearer.sasl.jaas.config",
                    OAuthBearerLoginModule.class.getName()
                            + " required unsecuredLoginStringClaim_sub=\"broker\";");
        }
        properties.setProperty(
                "listener.name.sasl_ssl.plain.sasl.jaas.config",
                "%s required username=\"%s\" password=\"%s\" user_%s=\"%s\";"
                        .formatted(
                                PlainLoginModule.class.getName(),
                                BrokerLogin.USER,
                                login.connectionString(),
                                BrokerLogin.USER,
                                login.connectionString()));
    }
}
