package io.entracep.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entracep.broker.EmbeddedBroker;
import io.entracep.decode.Decoded;
import io.entracep.output.AlertJson;
import io.entracep.output.LineFileSink;
import io.entracep.pipeline.Pipeline;
import io.entracep.policy.PolicyReader;
import io.entracep.replay.EmbeddedFlink;
import io.entracep.serial.EntraTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole job tells in time what did not happen where partitions are silent, and not before. A
 * privileged account signs in once; that it did not again is told after thirty whole days.
 */
class HeartbeatITCase {

    private static final String ANN = "6b1f7a0e-0000-4000-8000-00000000000a";
    private static final String BOB = "6b1f7a0e-0000-4000-8000-00000000000b";
    private static final String ORDINARY = "6b1f7a0e-0000-4000-8000-00000000000c";
    private static final Instant SIGN_IN = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instant DEADLINE = Instant.parse("2026-04-02T00:00:00Z");
    private static final Duration ONE_DAY = Duration.ofDays(1);
    private static final Duration DELAY = Duration.ofMinutes(15);
    private static final Duration QUIET_AFTER = Duration.ofSeconds(5);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int A_WHILE = 20;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final EmbeddedBroker BROKER = EmbeddedBroker.plaintext();

    @TempDir private Path folder;

    @AfterAll
    static void stopBroker() {
        BROKER.close();
    }

    @Test
    void tellsOnTimeWhenAllPartitionsAreSilent() throws Exception {
        // One partition never had a record, and one of the readers has no partition.
        BROKER.createTopic("silent", 2);
        send("silent", 0, ANN, SIGN_IN);
        Instant due = DEADLINE.plus(DELAY);
        MovableClock clock = new MovableClock(due.minusSeconds(20));
        try (EmbeddedFlink flink = run("silent", 3, clock)) {
            step(clock, () -> !told().isEmpty());
        }
        assertThat(told()).containsExactly(ANN);
        assertThat(clock.instant()).isAfter(due);
        // The deadline fell into silence, so nothing is left but the beats themselves.
        assertThat(clock.instant()).isBefore(due.plus(Duration.ofMinutes(1)));
    }

    @Test
    void aSilentPartitionDoesNotOutrunOneThatLagsByHours() throws Exception {
        BROKER.createTopic("lagging", 2);
        send("lagging", 0, ANN, SIGN_IN);
        send("lagging", 0, BOB, SIGN_IN);
        MovableClock clock = new MovableClock(DEADLINE.plus(Duration.ofHours(3)));
        try (EmbeddedFlink flink = run("lagging", 1, clock)) {
            Instant fiveHoursBefore = DEADLINE.minus(Duration.ofHours(5));
            int[] sent = {0};
            step(
                    clock,
                    () -> {
                        send("lagging", 1, ORDINARY, fiveHoursBefore.plusSeconds(sent[0]++));
                        return sent[0] > A_WHILE;
                    });
            assertThat(told()).isEmpty();

            send("lagging", 1, ANN, DEADLINE.minus(Duration.ofHours(4)));
            step(clock, () -> !told().isEmpty());
        }
        assertThat(told()).containsExactly(BOB);
    }

    @Test
    void eventTimeStandsStillWhileTheBrokerIsDown() throws Exception {
        BROKER.createTopic("down", 1);
        send("down", 0, ANN, SIGN_IN);
        send("down", 0, BOB, SIGN_IN.plus(ONE_DAY));
        MovableClock clock = new MovableClock(DEADLINE.plus(DELAY));
        try (EmbeddedFlink flink = run("down", 1, clock)) {
            step(clock, () -> !told().isEmpty());
            assertThat(told()).containsExactly(ANN);
            BROKER.stop();
            clock.set(DEADLINE.plus(ONE_DAY).plus(DELAY));
            int[] steps = {0};
            step(clock, () -> ++steps[0] > A_WHILE);
            assertThat(told()).containsExactly(ANN);

            BROKER.start();
            step(clock, () -> told().size() > 1);
        }
        assertThat(told()).containsExactly(ANN, BOB);
    }

    /** The clock goes on by a second at a time until the condition holds. */
    private static void step(MovableClock clock, BooleanSupplier condition) {
        await().atMost(LONG)
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> {
                            clock.set(clock.instant().plusSeconds(1));
                            return condition.getAsBoolean();
                        });
    }

    private EmbeddedFlink run(String topic, int parallelism, MovableClock clock) throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
        EmbeddedFlink flink = EmbeddedFlink.start(parallelism, configuration);
        StreamExecutionEnvironment environment = flink.environment();
        environment.setMaxParallelism(Pipeline.MAX_PARALLELISM);
        KafkaSettings settings =
                KafkaSettings.of(
                        List.of(BROKER.bootstrapServers()),
                        List.of(topic),
                        "group-" + topic,
                        KafkaSecurity.PLAINTEXT);
        DataStream<Decoded> source =
                environment.fromSource(
                        KafkaSourceFactory.createWithHeartbeat(
                                settings,
                                EntraTypes.DECODED,
                                new Heartbeat(DELAY, QUIET_AFTER, Duration.ofMillis(50), clock)),
                        EventTimeWatermarks.following(DELAY),
                        "kafka",
                        EntraTypes.DECODED);
        Pipeline.build(
                        source,
                        PolicyReader.read(
                                "policy",
                                "default: {privileged-accounts: [%s, %s]}".formatted(ANN, BOB)),
                        ONE_DAY)
                .alerts()
                .sinkTo(new LineFileSink<>(alerts(), AlertJson::delivery))
                .setParallelism(1);
        environment.executeAsync(topic);
        return flink;
    }

    private Path alerts() {
        return folder.resolve("alerts.jsonl");
    }

    /** Whose absence was told, in order. */
    private List<String> told() {
        List<String> told = new ArrayList<>();
        try {
            if (Files.exists(alerts())) {
                for (String line : Files.readAllLines(alerts())) {
                    JsonNode alert = JSON.readTree(line);
                    if (alert.path("detectionId").asText().equals("unused-privileged-account")) {
                        told.add(alert.path("entity").path("id").asText());
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return told;
    }

    private static void send(String topic, int partition, String user, Instant time) {
        String record =
                """
                {"time":"%s","category":"SignInLogs","tenantId":"6b1f7a0e-0000-4000-8000-000000000001",
                "properties":{"id":"%s","createdDateTime":"%s","userId":"%s",
                "userPrincipalName":"%s@example.com","status":{"errorCode":0}}}
                """
                        .formatted(time, UUID.randomUUID(), time, user, user);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        BROKER.clientProperties(),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            producer.send(
                    new ProducerRecord<>(
                            topic, partition, null, record.getBytes(StandardCharsets.UTF_8)));
            producer.flush();
        }
    }
}
