package io.entracep.broker;

import io.entracep.secret.SecretReference;
import io.entracep.source.KafkaSecurity;
import io.entracep.source.KafkaSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker (KRaft, one node) in this process, on free ports of {@code localhost}. Its
 * data lie in a temporary folder that {@link #close} deletes; {@link #stop} and {@link #start} keep
 * data and ports, so that clients find it again.
 *
 * <p>It logs through the loggers {@code kafka} and {@code org.apache.kafka}; a quiet program sets
 * those to ERROR. Not thread-safe.
 *
 * <pre>{@code
 * try (EmbeddedBroker broker = EmbeddedBroker.withLogin()) {
 *     broker.createTopic("insights-logs-auditlogs", 2);
 *     new KafkaProducer<>(broker.clientProperties(), ...);
 * }
 * }</pre>
 */
public final class EmbeddedBroker implements AutoCloseable {

    private final Path folder;
    private final int port;
    private final int controllerPort;
    private final @Nullable BrokerLogin login;
    private @Nullable KafkaRaftServer server;

    private EmbeddedBroker(Path folder, List<Integer> ports, @Nullable BrokerLogin login) {
        this.folder = folder;
        this.port = ports.get(0);
        this.controllerPort = ports.get(1);
        this.login = login;
    }

    /**
     * Starts a broker that is reached like Event Hubs: TLS, PLAIN, user {@code $ConnectionString}.
     *
     * @throws BrokerException if it does not start
     */
    public static EmbeddedBroker withLogin() {
        return withLogin(List.of(BrokerLogin.PASSWORD));
    }

    /**
     * Starts a broker that also takes tokens (OAUTHBEARER). Their signature is not checked: for
     * tests, and for nothing else.
     *
     * @throws BrokerException if it does not start
     */
    public static EmbeddedBroker withLoginByUnsignedToken() {
        return withLogin(List.of(BrokerLogin.PASSWORD, BrokerLogin.TOKEN));
    }

    private static EmbeddedBroker withLogin(List<String> mechanisms) {
        Path folder = newFolder();
        String password = Uuid.randomUuid().toString().replace("-", "x");
        BrokerLogin login =
                new BrokerLogin(
                        BrokerCertificate.create(folder, password),
                        "Endpoint=sb://localhost/;SharedAccessKeyName=embedded;SharedAccessKey="
                                + password,
                        mechanisms);
        return started(folder, login);
    }

    /**
     * Starts a broker without TLS or login.
     *
     * @throws BrokerException if it does not start
     */
    public static EmbeddedBroker plaintext() {
        return started(newFolder(), null);
    }

    private static EmbeddedBroker started(Path folder, @Nullable BrokerLogin login) {
        EmbeddedBroker broker = new EmbeddedBroker(folder, freePorts(), login);
        try {
            Path logFolder = Files.createDirectory(broker.logFolder());
            Files.writeString(
                    logFolder.resolve("meta.properties"),
                    "version=1\nnode.id=1\ncluster.id=" + Uuid.randomUuid() + "\n");
            if (login != null) {
                Files.writeString(broker.connectionStringFile(), login.connectionString());
            }
            broker.start();
            return broker;
        } catch (IOException e) {
            broker.close();
            throw new BrokerException("Cannot write to " + folder, e);
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    /**
     * Starts the broker again after {@link #stop}, with its data, on its ports.
     *
     * @throws BrokerException if it runs, or does not start
     */
    public void start() {
        if (server != null) {
            throw new BrokerException("The embedded broker runs already");
        }
        Properties properties = BrokerProperties.of(logFolder(), port, controllerPort, login);
        try {
            server = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
            server.startup();
        } catch (RuntimeException e) {
            stop();
            throw new BrokerException(
                    "The embedded broker does not start at " + bootstrapServers(), e);
        }
    }

    /** Stops the broker and keeps its data. Does nothing if it does not run. */
    public void stop() {
        KafkaRaftServer running = server;
        server = null;
        if (running != null) {
            running.shutdown();
            running.awaitShutdown();
        }
    }

    /** Stops the broker and deletes its data. */
    @Override
    public void close() {
        stop();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new BrokerException("Cannot delete " + folder, e);
        }
    }

    /**
     * Creates a topic with one replica and waits until it is there.
     *
     * @throws BrokerException if the broker refuses, for example because it exists
     */
    public void createTopic(String topic, int partitions) {
        try (Admin admin = Admin.create(clientProperties())) {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
        } catch (ExecutionException e) {
            throw new BrokerException("Cannot create topic " + topic, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerException("Interrupted while creating topic " + topic, e);
        }
    }

    /** {@code localhost:port}. */
    public String bootstrapServers() {
        return "localhost:" + port;
    }

    /**
     * A file with the connection string, for clients that take the secret by reference. Exists only
     * for a broker with login.
     */
    public Path connectionStringFile() {
        return folder.resolve("connection-string");
    }

    /** The folder that holds everything; gone after {@link #close}. */
    public Path folder() {
        return folder;
    }

    /** The trust store for clients, PKCS #12; null for a broker without login. */
    public @Nullable Path trustStore() {
        return login == null ? null : login.certificate().trustStore();
    }

    /** Password of {@link #trustStore}; null for a broker without login. */
    public @Nullable String trustStorePassword() {
        return login == null ? null : login.certificate().password();
    }

    /** How the job reads topics of a broker with login. */
    public KafkaSettings settings(String group, String... topics) {
        return KafkaSettings.of(
                List.of(bootstrapServers()),
                List.of(topics),
                group,
                KafkaSecurity.connectionString(SecretReference.file(connectionStringFile()))
                        .trusting(
                                new KafkaSecurity.TrustStore(
                                        String.valueOf(trustStore()),
                                        "PKCS12",
                                        trustStorePassword())));
    }

    /** What any Kafka client needs to reach and trust this broker, and to log in. A fresh copy. */
    public Properties clientProperties() {
        Properties properties = new Properties();
        properties.setProperty("bootstrap.servers", bootstrapServers());
        if (login != null) {
            BrokerCertificate certificate = login.certificate();
            properties.setProperty("security.protocol", "SASL_SSL");
            properties.setProperty("ssl.truststore.location", certificate.trustStore().toString());
            properties.setProperty("ssl.truststore.type", "PKCS12");
            properties.setProperty("ssl.truststore.password", certificate.password());
            properties.setProperty("sasl.mechanism", "PLAIN");
            properties.setProperty(
                    "sasl.jaas.config",
                    "%s required username=\"%s\" password=\"%s\";"
                            .formatted(
                                    PlainLoginModule.class.getName(),
                                    BrokerLogin.USER,
                                    login.connectionString()));
        }
        return properties;
    }

    private Path logFolder() {
        return folder.resolve("data");
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("entra-cep-broker-");
        } catch (IOException e) {
            throw new BrokerException("Cannot create a temporary folder", e);
        }
    }

    private static List<Integer> freePorts() {
        try {
            return FreePorts.find(2);
        } catch (IOException e) {
            throw new BrokerException("No free port on this machine", e);
        }
    }
}
