package io.entracep.run;

import io.entracep.identity.EntraCredential;
import io.entracep.output.KafkaOutput;
import io.entracep.secret.SecretReference;
import io.entracep.source.EntraLogin;
import io.entracep.source.KafkaSecurity;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads how a Kafka broker or Event Hubs is reached: the same keys for source and topics. */
final class BrokerSection {
    private static final String SERVER = "host:port, such as example.servicebus.windows.net:9093";

    private final ConfigValues values;
    private final ConfigTree tree;

    BrokerSection(ConfigValues values) {
        this.values = values;
        this.tree = values.tree();
    }

    List<String> servers(String section) {
        String path = section + ".bootstrap-servers";
        List<String> servers = tree.texts(path);
        if (servers.isEmpty()) {
            tree.problem(path, "given: a list of " + SERVER);
        }
        for (int i = 0; i < servers.size(); i++) {
            if (!servers.get(i).matches("[^\\s:]+:\\d{1,5}")) {
                tree.problem(tree.has(path + "[0]") ? path + "[" + i + "]" : path, SERVER);
            }
        }
        return servers;
    }

    /** Login and certificates; without a login after a problem. */
    KafkaSecurity security(String section, List<String> servers) {
        KafkaSecurity login = login(section, servers);
        String store = section + ".trust-store";
        if (!tree.has(store)) {
            return login;
        }
        return login.trusting(values.trustStore(store));
    }

    private KafkaSecurity login(String section, List<String> servers) {
        SecretReference secret = values.secret(section + ".connection-string");
        String identity = section + ".identity";
        if (!tree.has(identity)) {
            return secret == null
                    ? KafkaSecurity.PLAINTEXT
                    : KafkaSecurity.connectionString(secret);
        }
        if (tree.has(section + ".connection-string")) {
            tree.problem(identity, "left out, or the connection-string: a login takes one of them");
        }
        Optional<EntraCredential> credential = new IdentitySection(values).read(identity);
        String scope = tree.text(identity + ".scope");
        if (credential.isEmpty() || servers.isEmpty()) {
            return KafkaSecurity.PLAINTEXT;
        }
        return KafkaSecurity.identity(
                scope == null
                        ? EntraLogin.at(servers, credential.get())
                        : new EntraLogin(credential.get(), scope));
    }

    /** Properties of the Kafka client. They are part of the job graph: no place for secrets. */
    Map<String, String> properties(String section) {
        String path = section + ".properties";
        Map<String, String> properties = tree.below(path);
        for (String name : properties.keySet()) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.contains("jaas")
                    || lower.contains("password")
                    || lower.contains("secret")
                    || lower.contains("keystore.key")) {
                tree.problem(
                        path + "." + name,
                        "left out: properties are part of the job graph, which is no place for a"
                                + " secret; use connection-string, identity or trust-store");
            }
        }
        return properties;
    }

    /** A topic that is written to; empty after a problem. */
    Optional<KafkaOutput> topic(String section) {
        List<String> servers = servers(section);
        String topic = tree.required(section + ".topic", "the topic (Event Hubs: hub)");
        KafkaSecurity security = security(section, servers);
        Map<String, String> properties = properties(section);
        return values.made(section, () -> new KafkaOutput(servers, topic, security, properties));
    }
}
