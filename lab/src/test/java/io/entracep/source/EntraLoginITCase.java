package io.entracep.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entracep.broker.EmbeddedBroker;
import io.entracep.identity.CapturedLog;
import io.entracep.identity.EntraCredential;
import io.entracep.identity.EntraCredential.Authority;
import io.entracep.identity.IdentityStandIn;
import io.entracep.secret.SecretReference;
import io.entracep.testing.SelfSigned;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Login with an identity at a real broker, with tokens of a server on this machine. */
class EntraLoginITCase {
    private static final String SECRET = "planted~Secret-52cc";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @TempDir private static Path shared;
    private static EmbeddedBroker broker;
    private static SelfSigned certificate;

    @TempDir private Path folder;
    private IdentityStandIn entra;
    private Path secretFile;

    @BeforeAll
    static void startBroker() throws Exception {
        certificate = SelfSigned.in(shared);
        broker = EmbeddedBroker.withLoginByUnsignedToken();
        broker.createTopic("logs", 1);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void start() throws Exception {
        secretFile = Files.writeString(folder.resolve("a \"secret\""), SECRET);
        entra = IdentityStandIn.start(certificate, SECRET);
    }

    @AfterEach
    void stop() {
        entra.close();
    }

    @Test
    void writesAndReadsWithATokenForTheNamespace() throws Exception {
        try (CapturedLog log = new CapturedLog()) {
            KafkaSettings settings = settings();
            new KafkaPreflight(settings, TIMEOUT).check();
            Properties properties = settings.clientProperties();
            properties.setProperty("bootstrap.servers", broker.bootstrapServers());
            try (KafkaProducer<String, String> producer =
                    new KafkaProducer<>(
                            properties, new StringSerializer(), new StringSerializer())) {
                producer.send(new ProducerRecord<>("logs", "hello")).get();
            }
            try (KafkaConsumer<String, String> consumer =
                    new KafkaConsumer<>(
                            properties, new StringDeserializer(), new StringDeserializer())) {
                TopicPartition partition = new TopicPartition("logs", 0);
                consumer.assign(List.of(partition));
                consumer.seekToBeginning(List.of(partition));

                assertThat(consumer.poll(TIMEOUT)).hasSize(1);
            }
            assertThat(entra.requests())
                    .isNotEmpty()
                    .allMatch(form -> form.get("scope").contains("https://localhost/.default"));
            assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.contains(SECRET));
            assertThat(log.lines()).noneMatch(line -> line.contains("eyJhbGciOiJub25lIn0"));
        }
    }

    @Test
    void thePreflightSaysThatTheIdentityGetsNoToken() {
        entra.accept("another");

        assertThatThrownBy(new KafkaPreflight(settings(), TIMEOUT)::check)
                .isInstanceOf(SourceException.class)
                .hasMessageStartingWith(
                        "Cannot log in at %s. Microsoft Entra gives no token for"
                                + " https://localhost/.default to the application %s",
                        broker.bootstrapServers(), IdentityStandIn.CLIENT)
                .hasMessageContaining("AADSTS7000215. The secret is wrong.");
    }

    /** The broker takes no token that has ended; the library asks no questions of those it gets. */
    @Test
    void thePreflightSaysThatTheBrokerRefusesTheIdentity() {
        entra.tokensLast(Duration.ofSeconds(-60));

        assertThatThrownBy(new KafkaPreflight(settings(), TIMEOUT)::check)
                .isInstanceOf(SourceException.class)
                .hasMessageStartingWith(
                        "The broker at %s refuses the login with the application %s",
                        broker.bootstrapServers(), IdentityStandIn.CLIENT)
                .hasMessageContaining("Azure Event Hubs Data Receiver");
    }

    @Test
    void theLoginsLineNamesTheSecretAndDoesNotHoldIt() {
        EntraLogin login =
                new EntraLogin(
                        EntraCredential.clientSecret("t", "c", SecretReference.file(secretFile))
                                .from(new Authority(URI.create("https://login.example.com"), "/a")),
                        "https://example.servicebus.windows.net/.default");

        assertThat(login.jaas()).doesNotContain(SECRET);
        assertThat(EntraLogin.of(options(login.jaas()))).isEqualTo(login);
        EntraLogin machine =
                EntraLogin.at(
                        List.of("example.servicebus.chinacloudapi.cn:9093"),
                        EntraCredential.systemAssigned());
        assertThat(machine.scope())
                .isEqualTo("https://example.servicebus.chinacloudapi.cn/.default");
        assertThat(EntraLogin.of(options(machine.jaas()))).isEqualTo(machine);
    }

    @Test
    void thereIsOneLoginAtATime() {
        EntraLogin login = new EntraLogin(EntraCredential.workload(), "https://host/.default");

        assertThatThrownBy(() -> new KafkaSecurity(SecretReference.environment("HUB"), login, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("takes one of them");
    }

    /** Read as Kafka reads it. */
    private static Map<String, ?> options(String jaas) {
        return JaasContext.loadClientContext(Map.of("sasl.jaas.config", new Password(jaas)))
                .configurationEntries()
                .get(0)
                .getOptions();
    }

    private KafkaSettings settings() {
        EntraCredential credential =
                EntraCredential.clientSecret(
                                IdentityStandIn.TENANT,
                                IdentityStandIn.CLIENT,
                                SecretReference.file(secretFile))
                        .from(entra.authority());
        List<String> servers = List.of(broker.bootstrapServers());
        return KafkaSettings.of(
                servers,
                List.of("logs"),
                "group-identity",
                KafkaSecurity.identity(EntraLogin.at(servers, credential))
                        .trusting(
                                new KafkaSecurity.TrustStore(
                                        broker.trustStore().toString(),
                                        "PKCS12",
                                        broker.trustStorePassword())));
    }
}
