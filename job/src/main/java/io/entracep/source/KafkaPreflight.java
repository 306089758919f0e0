package io.entracep.source;

import io.entracep.identity.IdentityException;
import io.entracep.secret.SecretReference;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Asks the broker, before a job is started, what a running job could only fail at again and again:
 * whether it answers, lets us in, and has the topics.
 */
public final class KafkaPreflight {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    /** A broker answers sooner, and one that is just starting listens by then. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final KafkaSettings settings;
    private final Duration timeout;

    /**
     * @param settings what to check
     * @param timeout how long to wait for an answer; ten seconds is plenty
     */
    public KafkaPreflight(KafkaSettings settings, Duration timeout) {
        this.settings = settings;
        this.timeout = timeout;
    }

    /**
     * Returns if all is well.
     *
     * @throws SourceException with one paragraph: what, where, and what to do
     */
    public void check() {
        requireProof();
        try (Admin admin = Admin.create(adminProperties())) {
            Map<String, KafkaFuture<TopicDescription>> answers =
                    admin.describeTopics(settings.topics()).topicNameValues();
            if (nobodyListens(answers)) {
                // Else closing waits for the answers.
                admin.close(Duration.ZERO);
                throw new SourceException(nobodyAnswers(""));
            }
            checkTopics(answers);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceException("Interrupted while asking " + servers(), e);
        } catch (ExecutionException e) {
            throw explain(e.getCause() == null ? e : e.getCause());
        } catch (KafkaException e) {
            throw explain(e.getCause() == null ? e : e.getCause());
        }
    }

    /** What the broker is not needed for: is there a secret, and does it get us a token. */
    private void requireProof() {
        SecretReference secret = settings.security().connectionString();
        if (secret != null) {
            secret.resolve();
        }
        EntraLogin identity = settings.security().identity();
        if (identity != null) {
            try {
                identity.tokens().token();
            } catch (IdentityException e) {
                throw new SourceException(
                        "Cannot log in at %s. %s".formatted(servers(), e.getMessage()), e);
            }
        }
    }

    private void checkTopics(Map<String, KafkaFuture<TopicDescription>> answers)
            throws ExecutionException, InterruptedException {
        List<String> missing = new ArrayList<>();
        for (Map.Entry<String, KafkaFuture<TopicDescription>> answer : answers.entrySet()) {
            try {
                answer.getValue().get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
                missing.add(answer.getKey());
            }
        }
        if (!missing.isEmpty()) {
            throw new SourceException(
                    ("The broker at %s has no topic %s. Check the spelling (an Event Hubs topic is"
                                    + " the name of the hub, not of the namespace), or create it;"
                                    + " topics are not created by reading.")
                            .formatted(
                                    servers(),
                                    String.join(", ", missing.stream().sorted().toList())));
        }
    }

    private SourceException explain(Throwable cause) {
        String said = " (" + cause.getMessage() + ")";
        if (cause instanceof SaslAuthenticationException) {
            return new SourceException(
                    "The broker at %s refuses the login with %s%s"
                            .formatted(servers(), login(), said),
                    cause);
        }
        if (cause instanceof SslAuthenticationException) {
            return new SourceException(
                    ("The TLS certificate of the broker at %s is not trusted. Check the host name,"
                                    + " and the trust store if the broker has a certificate of its"
                                    + " own%s")
                            .formatted(servers(), said),
                    cause);
        }
        if (cause instanceof AuthorizationException) {
            return new SourceException(
                    "The broker at %s lets us in but not read %s. Give %s%s"
                            .formatted(servers(), settings.topics(), rightToRead(), said),
                    cause);
        }
        return new SourceException(
                nobodyAnswers(" within " + timeout.toSeconds() + " s") + said, cause);
    }

    private String nobodyAnswers(String within) {
        return ("No Kafka broker answers at %s%s: %s. Check the address and port (Event Hubs: 9093),"
                        + " the firewall and private endpoints, and that TLS and login are configured"
                        + " as the broker wants them")
                .formatted(servers(), within, reachability());
    }

    /** Who logs in, and what to check when it is refused. */
    private String login() {
        EntraLogin identity = settings.security().identity();
        if (identity != null) {
            return identity.credential().describe()
                    + ". Check that it belongs to the tenant of this namespace, and give it the role"
                    + " Azure Event Hubs Data Receiver (a new role takes minutes to count)";
        }
        SecretReference secret = settings.security().connectionString();
        return (secret == null ? "the configured identity" : "the connection string from " + secret)
                + ". Check that it is complete, was not rotated, and belongs to this namespace";
    }

    private String rightToRead() {
        return settings.security().identity() == null
                ? "the connection string's policy the Listen right"
                : "the identity the role Azure Event Hubs Data Receiver";
    }

    /** No answer yet, and every server refuses connections: no need to wait until the end. */
    private boolean nobodyListens(Map<String, KafkaFuture<TopicDescription>> answers)
            throws InterruptedException {
        if (timeout.compareTo(PATIENCE) <= 0) {
            return false;
        }
        try {
            KafkaFuture.allOf(answers.values().toArray(KafkaFuture[]::new))
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException answered) {
            return false;
        } catch (TimeoutException e) {
            return settings.bootstrapServers().stream().allMatch(KafkaPreflight::refuses);
        }
        return false;
    }

    private static boolean refuses(String server) {
        int colon = server.lastIndexOf(':');
        int port = Integer.parseInt(server.substring(colon + 1));
        try {
            for (InetAddress address : InetAddress.getAllByName(server.substring(0, colon))) {
                if (!refuses(new InetSocketAddress(address, port))) {
                    return false;
                }
            }
            return true;
        } catch (UnknownHostException e) {
            return true;
        }
    }

    private static boolean refuses(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, (int) CONNECT_TIMEOUT.toMillis());
            return false;
        } catch (ConnectException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Tells a wrong address from a broker that listens and does not understand us. */
    private String reachability() {
        List<String> results = new ArrayList<>();
        for (String server : settings.bootstrapServers()) {
            int colon = server.lastIndexOf(':');
            results.add(
                    connect(
                                    server.substring(0, colon),
                                    Integer.parseInt(server.substring(colon + 1)))
                            .formatted(server));
        }
        return String.join(", ", results);
    }

    private static String connect(String host, int port) {
        try (Socket socket = new Socket()) {
            InetSocketAddress address = new InetSocketAddress(host, port);
            if (address.isUnresolved()) {
                return "the host name of %s is unknown";
            }
            socket.connect(address, (int) CONNECT_TIMEOUT.toMillis());
            return "%s accepts connections but does not answer as expected";
        } catch (UnknownHostException e) {
            return "the host name of %s is unknown";
        } catch (IOException e) {
            return "%s does not accept connections";
        }
    }

    private Properties adminProperties() {
        Properties properties = settings.clientProperties();
        String millis = String.valueOf(timeout.toMillis());
        properties.setProperty("bootstrap.servers", String.join(",", settings.bootstrapServers()));
        properties.setProperty("client.id", settings.groupId() + "-preflight");
        properties.setProperty("request.timeout.ms", millis);
        properties.setProperty("default.api.timeout.ms", millis);
        properties.remove("session.timeout.ms");
        return properties;
    }

    private String servers() {
        return String.join(",", settings.bootstrapServers());
    }
}
