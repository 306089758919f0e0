package io.entracep.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entracep.broker.EmbeddedBroker;
import io.entracep.decode.Decoded;
import io.entracep.secret.SecretReference;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(SharedBroker.class)
class KafkaSourceITCase {

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    private static final Instant NOON = Instant.parse("2024-03-01T12:00:00Z");
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final int MORE_THAN_ALL = 1000;

    private final EmbeddedBroker broker;
    @TempDir private Path folder;

    KafkaSourceITCase(EmbeddedBroker broker) {
        this.broker = broker;
    }

    @Test
    void readsAllPartitionsThroughTlsAndLogin() throws Exception {
        broker.createTopic("mixed", 2);
        send(
                "mixed",
                0,
                NOON,
                "{\"records\":[" + Records.record("a") + "," + Records.record("b") + "]}");
        send("mixed", 1, NOON, Records.record("c"));
        send("mixed", 1, NOON, "no json");
        send("mixed", 1, NOON, null);

        assertThat(read(settings("mixed")))
                .containsExactlyInAnyOrder(
                        "a",
                        "b",
                        "c",
                        "MALFORMED_JSON mixed-1@1 " + NOON.toEpochMilli(),
                        "NOT_A_RECORD mixed-1@2 " + NOON.toEpochMilli());
    }

    @Test
    void startsWhereItIsTold() throws Exception {
        broker.createTopic("starts", 2);
        send("starts", 0, NOON, Records.record("old"));
        send("starts", 0, NOON.plusSeconds(60), Records.record("new"));
        send("starts", 1, NOON, Records.record("old too"));

        KafkaSettings settings = settings("starts");
        Instant between = NOON.plusSeconds(1);

        assertThat(read(settings.startingAt(StartPosition.EARLIEST)))
                .containsExactlyInAnyOrder("old", "new", "old too");
        assertThat(read(settings.startingAt(StartPosition.at(between)))).containsExactly("new");
        assertThat(read(settings.startingAt(StartPosition.LATEST))).isEmpty();
    }

    @Test
    void startsAtTheCommittedOffsetOrElseAtTheEarliest() throws Exception {
        broker.createTopic("committed", 2);
        send("committed", 0, NOON, Records.record("done"));
        send("committed", 0, NOON, Records.record("open"));
        send("committed", 1, NOON, Records.record("never read"));
        try (Admin admin = Admin.create(broker.clientProperties())) {
            admin.alterConsumerGroupOffsets(
                            "group-committed",
                            Map.of(new TopicPartition("committed", 0), new OffsetAndMetadata(1)))
                    .all()
                    .get();
        }

        assertThat(read(settings("committed"))).containsExactlyInAnyOrder("open", "never read");
    }

    @ParameterizedTest
    @EnumSource(StartPosition.Kind.class)
    void neverSkipsWhatIsLeftWhenAnOffsetIsGone(StartPosition.Kind kind) {
        StartPosition start =
                new StartPosition(kind, kind == StartPosition.Kind.TIME ? NOON : null);

        assertThat(StartOffsets.of(start).getAutoOffsetResetStrategy())
                .isEqualTo(OffsetResetStrategy.EARLIEST);
    }

    @Test
    void preflightIsContentWithWhatIsThere() {
        broker.createTopic("there", 1);

        new KafkaPreflight(settings("there"), TIMEOUT).check();
    }

    @Test
    void preflightNamesTheTopicThatIsMissing() {
        broker.createTopic("here", 1);

        assertThatThrownBy(new KafkaPreflight(settings("here", "not-here"), TIMEOUT)::check)
                .isInstanceOf(SourceException.class)
                .hasMessage(
                        "The broker at %s has no topic not-here. Check the spelling (an Event Hubs"
                                + " topic is the name of the hub, not of the namespace), or create"
                                + " it; topics are not created by reading.",
                        broker.bootstrapServers());
    }

    @Test
    void preflightSaysThatTheLoginIsRefusedAndNotTheSecret() throws Exception {
        Path wrong =
                Files.writeString(folder.resolve("a \"wrong\\\\one\""), "Endpoint=wrong-secret");
        KafkaSettings settings = settings(broker.bootstrapServers(), wrong, "any");

        assertThatThrownBy(new KafkaPreflight(settings, TIMEOUT)::check)
                .isInstanceOf(SourceException.class)
                .hasMessageStartingWith(
                        "The broker at %s refuses the login with the connection string from file"
                                + " %s. Check that it is complete",
                        broker.bootstrapServers(), wrong)
                .hasMessageNotContaining("wrong-secret");
    }

    @Test
    void preflightSaysThatTheCertificateIsNotTrusted() {
        KafkaSettings settings =
                KafkaSettings.of(
                        List.of(broker.bootstrapServers()),
                        List.of("any"),
                        "group",
                        KafkaSecurity.connectionString(
                                SecretReference.file(broker.connectionStringFile())));

        assertThatThrownBy(new KafkaPreflight(settings, TIMEOUT)::check)
                .isInstanceOf(SourceException.class)
                .hasMessageStartingWith(
                        "The TLS certificate of the broker at %s is not trusted.",
                        broker.bootstrapServers());
    }

    @Test
    void preflightSaysThatNobodyAnswers() throws Exception {
        int port = freePort();
        KafkaSettings settings =
                settings("localhost:" + port, broker.connectionStringFile(), "any");

        assertThatThrownBy(new KafkaPreflight(settings, Duration.ofDays(1))::check)
                .isInstanceOf(SourceException.class)
                .hasMessageStartingWith(
                        "No Kafka broker answers at localhost:%d: localhost:%d does not"
                                + " accept connections. Check the address and port",
                        port, port);
    }

    @Test
    void preflightSaysThatTheHostIsUnknown() {
        KafkaSettings settings =
                settings("unknown.invalid:9093", broker.connectionStringFile(), "any");

        assertThatThrownBy(new KafkaPreflight(settings, Duration.ofSeconds(1))::check)
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("the host name of unknown.invalid:9093 is unknown");
    }

    /** Event Hubs was reported to reset connections that open with ApiVersions 4 or later. */
    @Test
    void opensWithARequestThatEventHubsKnows() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            CompletableFuture<List<Integer>> request =
                    CompletableFuture.supplyAsync(() -> firstRequest(server));
            KafkaSettings settings =
                    KafkaSettings.of(
                            List.of("localhost:" + server.getLocalPort()),
                            List.of("any"),
                            "group",
                            KafkaSecurity.PLAINTEXT);

            assertThatThrownBy(new KafkaPreflight(settings, Duration.ofSeconds(1))::check)
                    .hasMessageContaining("accepts connections but does not answer as expected");

            int apiVersions = 18;
            assertThat(request.get(10, TimeUnit.SECONDS).get(0)).isEqualTo(apiVersions);
            assertThat(request.get(10, TimeUnit.SECONDS).get(1)).isLessThanOrEqualTo(3);
        }
    }

    /** Key and version of the first request that a client sends; never answered. */
    private static List<Integer> firstRequest(ServerSocket server) {
        try (Socket client = server.accept();
                DataInputStream in = new DataInputStream(client.getInputStream())) {
            in.readInt();
            return List.of((int) in.readShort(), (int) in.readShort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> read(KafkaSettings settings) throws Exception {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment();
        environment.setParallelism(2);
        environment.getConfig().enableObjectReuse();
        return environment
                .fromSource(
                        KafkaSourceFactory.create(
                                settings.untilNow(), TypeInformation.of(Decoded.class)),
                        EventTimeWatermarks.following(Duration.ofMinutes(15)),
                        "kafka")
                .map(KafkaSourceITCase::describe, Types.STRING)
                .executeAndCollect(MORE_THAN_ALL);
    }

    private static String describe(Decoded decoded) {
        return decoded instanceof Decoded.DeadLetter letter
                ? "%s %s@%d %d"
                        .formatted(
                                letter.reason(), letter.source(), letter.position(), letter.time())
                : Records.describe(decoded);
    }

    private KafkaSettings settings(String... topics) {
        return settings(broker.bootstrapServers(), broker.connectionStringFile(), topics);
    }

    private KafkaSettings settings(String server, Path connectionString, String... topics) {
        Path trustStore = broker.trustStore();
        assertThat(trustStore).isNotNull();
        return KafkaSettings.of(
                List.of(server),
                List.of(topics),
                "group-" + topics[0],
                KafkaSecurity.connectionString(SecretReference.file(connectionString))
                        .trusting(
                                new KafkaSecurity.TrustStore(
                                        trustStore.toString(),
                                        "PKCS12",
                                        broker.trustStorePassword())));
    }

    private void send(String topic, int partition, Instant time, @Nullable String value)
            throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        broker.clientProperties(),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            byte[] bytes = value == null ? null : Records.bytes(value);
            producer.send(new ProducerRecord<>(topic, partition, time.toEpochMilli(), null, bytes))
                    .get(30, TimeUnit.SECONDS);
        }
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
