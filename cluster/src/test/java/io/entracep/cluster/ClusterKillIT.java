package io.entracep.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.entracep.broker.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job's jar, submitted through REST and by {@code flink run} to a cluster of real processes,
 * from a topic of a real broker (TLS, login by connection string) to another topic, a webhook and
 * Sentinel, which fail all the time: what is killed loses nothing. Expected is what a replay of the
 * same records finds.
 */
class ClusterKillIT {
    private static final Path JAR = Path.of(System.getProperty("entra-cep.job.jar"));
    private static final int RECORDS = 4_000;
    private static final int TASK_MANAGERS = 2;
    private static final int KILLS = 3;
    private static final long MOST_HEAP = 512L << 20;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir private static Path folder;
    private static EmbeddedBroker broker;
    private static ProcessCluster cluster;
    private static String jar;
    private static Day day;

    private @Nullable String job;

    @BeforeAll
    static void start() throws Exception {
        broker = EmbeddedBroker.withLogin();
        cluster = ProcessCluster.start(Path.of("target/cluster").toAbsolutePath(), TASK_MANAGERS);
        jar = cluster.rest().upload(JAR);
        day = Day.generate(folder, RECORDS);
        assertThat(day.expected()).isNotEmpty();
    }

    @AfterAll
    static void stop() throws Exception {
        if (cluster != null) {
            cluster.close();
        }
        if (broker != null) {
            broker.close();
        }
    }

    @AfterEach
    void freeTheSlots() throws Exception {
        if (job != null && !cluster.rest().state(job).equals("FINISHED")) {
            cluster.rest().cancel(job);
            cluster.rest().awaitState(job, "CANCELED");
        }
    }

    @Test
    void losesNothingWhenTaskManagersAreKilledAndTheBrokerRestarts() throws Exception {
        createTopics("kills");
        List<String> facts = new ArrayList<>();
        try (Receivers receivers = Receivers.start(folder.resolve("kills"));
                LogFeed feed = new LogFeed(broker, "kills-logs")) {
            job = run("kills", TASK_MANAGERS, receivers);
            List<List<byte[]>> parts = day.parts(KILLS + 3);
            feed.send(parts.get(0));
            for (int kill = 1; kill <= KILLS; kill++) {
                awaitRead("kills", feed.sent() - parts.get(kill - 1).size() / 2);
                if (kill == 2) {
                    receivers.goDown();
                }
                feed.send(parts.get(kill));
                facts.add("killed " + unread("kills", feed) + " messages after a checkpoint");
                cluster.killTaskManager();
                assertThat(unread("kills", feed)).as("killed in the stream").isPositive();
                cluster.startTaskManager();
            }
            feed.send(parts.get(KILLS + 1));
            broker.stop();
            broker.start();
            receivers.comeBack();
            feed.send(parts.get(KILLS + 2));
            awaitRead("kills", feed.sent());
            awaitNothingPending();
            assertProcessesAreWell();
            assertThat(leaks(job)).isEmpty();
            drain();

            facts.add("restored " + cluster.rest().restored(job) + " times");
            facts.add(cluster.rest().completedCheckpoints(job) + " checkpoints");
            facts.add("requests " + receivers.outcomes());
            facts.addAll(assertAllArrived("kills", receivers));
            facts.add(day.expected().size() + " alerts in the end");
            System.out.println("kills: " + String.join("; ", facts));
            assertThat(cluster.rest().restored(job)).isGreaterThanOrEqualTo(KILLS);
            assertThat(receivers.outcomes().values())
                    .allSatisfy(
                            counts ->
                                    assertThat(counts.keySet())
                                            .as("every fault happened")
                                            .containsExactly(DealtFaults.Outcome.values()));
        }
    }

    @Test
    void losesNothingWhenStoppedWithASavepointAndStartedWithMoreParallelism() throws Exception {
        createTopics("rescale");
        Path newer = NewerJar.of(JAR, Files.createDirectories(folder.resolve("newer")));
        try (Receivers receivers = Receivers.start(folder.resolve("rescale"));
                LogFeed feed = new LogFeed(broker, "rescale-logs")) {
            job = run("rescale", 1, receivers);
            List<List<byte[]>> parts = day.parts(4);
            for (List<byte[]> part : parts.subList(0, 3)) {
                feed.send(part);
            }
            awaitRead("rescale", feed.sent() - parts.get(2).size() / 3);
            String savepoint = cluster.rest().stop(job, savepoints());
            cluster.rest().awaitState(job, "FINISHED");
            Deliveries before = Deliveries.inTopic(broker, "rescale-alerts");

            feed.send(parts.get(3));
            job = runByTheClient(newer, "rescale", TASK_MANAGERS, savepoint, receivers);
            awaitRead("rescale", feed.sent());
            awaitNothingPending();
            drain();

            System.out.printf(
                    "rescale: %d deliveries before; %s; requests %s%n",
                    before.lines().size(),
                    String.join("; ", assertAllArrived("rescale", receivers)),
                    receivers.outcomes());
            assertThat(before.lines()).isNotEmpty();
            assertThat(before.of(NewerJar.ADDED).lines()).isEmpty();
            for (Deliveries got : List.of(receivers.atTheWebhook(), receivers.atSentinel())) {
                assertThat(got.of(NewerJar.ADDED).entities())
                        .as("of accounts that were deleted after the savepoint")
                        .isNotEmpty()
                        .isEqualTo(got.of(NewerJar.MODEL).entities());
            }
        }
    }

    @Test
    void tellsWhoSubmitsWhatIsWrongAndKeepsTheSecret() throws Exception {
        createTopics("refused");
        String planted = "PlantedSecretNobodyMayRead42";
        Path wrong =
                Files.writeString(
                        folder.resolve("wrong"),
                        "Endpoint=sb://localhost/;SharedAccessKeyName=x;SharedAccessKey="
                                + planted);
        Path config = new RunFile("refused", day.policy(), 1, wrong, "").write(folder, broker);

        assertThatThrownBy(
                        () ->
                                cluster.rest()
                                        .run(jar, List.of("run", "--config", config.toString())))
                .isInstanceOf(FlinkRest.Refused.class)
                .hasMessageContaining("refuses the login")
                .hasMessageContaining("file " + wrong)
                .hasMessageNotContaining(planted);
        assertThat(cluster.jobManagerIsAlive()).isTrue();
        assertThat(SecretSearch.in(cluster, List.of(), planted)).isEmpty();
    }

    /** Main runs in the JobManager. */
    private static String run(String name, int parallelism, Receivers receivers) throws Exception {
        Path config = config(name, parallelism, receivers);
        String job = cluster.rest().run(jar, List.of("run", "--config", config.toString()));
        // What main read, a restart must not need.
        Files.delete(config);
        return job;
    }

    /** Main runs in Flink's command line. */
    private static String runByTheClient(
            Path jar, String name, int parallelism, String savepoint, Receivers receivers)
            throws Exception {
        Path config = config(name, parallelism, receivers);
        return cluster.client().run(jar, savepoint, List.of("run", "--config", config.toString()));
    }

    private static Path config(String name, int parallelism, Receivers receivers)
            throws IOException {
        return new RunFile(
                        name,
                        day.policy(),
                        parallelism,
                        broker.connectionStringFile(),
                        receivers.sinks())
                .write(folder, broker);
    }

    private void drain() throws Exception {
        cluster.rest().drain(job, savepoints());
        cluster.rest().awaitState(job, "FINISHED");
    }

    private static Path savepoints() {
        return cluster.folder().resolve("savepoints");
    }

    /**
     * Every receiver has in the end what replay finds, nothing was refused, and no alert holds a
     * secret. Tells how much they got.
     */
    private static List<String> assertAllArrived(String name, Receivers receivers)
            throws Exception {
        Map<String, Deliveries> all =
                Map.of(
                        "topic", Deliveries.inTopic(broker, name + "-alerts"),
                        "webhook", receivers.atTheWebhook(),
                        "sentinel", receivers.atSentinel());
        List<String> facts = new ArrayList<>();
        for (var at : all.entrySet()) {
            Deliveries got = at.getValue();
            facts.add(
                    "%s %d deliveries, %d of them repeats, %d cleared what was never told"
                            .formatted(
                                    at.getKey(),
                                    got.lines().size(),
                                    got.repeats(),
                                    got.needless()));
            assertThat(got.without(NewerJar.ADDED).finalSet())
                    .as(at.getKey())
                    .isEqualTo(day.expected());
            for (String secret : secrets()) {
                assertThat(got.lines()).noneMatch(line -> line.contains(secret));
            }
        }
        assertThat(Deliveries.inTopic(broker, name + "-refused").lines()).isEmpty();
        return facts;
    }

    /** Webhook and Sentinel have all that was decided. */
    private void awaitNothingPending() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(300))
                .until(() -> cluster.rest().metric(job, "pending"), List.of(0L, 0L)::equals);
    }

    /** None ran out of its memory, which is little, and each metric has a name of its own. */
    private static void assertProcessesAreWell() throws Exception {
        assertThat(cluster.rest().heapLimits())
                .hasSize(TASK_MANAGERS)
                .allMatch(limit -> limit > 0 && limit < MOST_HEAP);
        assertThat(cluster.livingTaskManagers()).isEqualTo(TASK_MANAGERS);
        assertThat(SecretSearch.inLogs(cluster, "OutOfMemoryError")).isEmpty();
        assertThat(SecretSearch.inLogs(cluster, "Name collision")).isEmpty();
    }

    /** Waits until a checkpoint holds so many messages, and tells how many it holds. */
    private static long awaitRead(String name, long messages) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> LogFeed.committed(broker, name), read -> read >= messages);
    }

    private static long unread(String name, LogFeed feed) throws Exception {
        return feed.sent() - LogFeed.committed(broker, name);
    }

    private static void createTopics(String name) {
        broker.createTopic(name + "-logs", 2);
        broker.createTopic(name + "-alerts", 2);
        broker.createTopic(name + "-refused", 1);
    }

    /** Where secrets are that must be nowhere. */
    private static List<String> leaks(String job) throws IOException, InterruptedException {
        assertThat(SecretSearch.in(cluster, List.of(job), "entra-cep"))
                .as("what is no secret is found")
                .contains("/jobs/" + job, "/jars")
                .anyMatch(place -> place.endsWith("jobmanager.log"));
        List<String> leaks = new ArrayList<>();
        for (String secret : secrets()) {
            leaks.addAll(SecretSearch.in(cluster, List.of(job), secret));
        }
        return leaks;
    }

    /** The broker's key is part of the connection string, so that is found too. */
    private static List<String> secrets() throws IOException {
        String connectionString = Files.readString(broker.connectionStringFile());
        String key = connectionString.substring(connectionString.lastIndexOf('=') + 1);
        assertThat(key).hasSizeGreaterThan(16);
        List<String> secrets = new ArrayList<>(Receivers.secrets());
        secrets.add(key);
        return secrets;
    }
}
