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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job's jar, submitted through REST and by {@code flink run} to a cluster of real processes,
 * between topics of a real broker (TLS, login by connection string): what is killed loses nothing.
 * Expected is what a replay of the same records finds.
 */
class ClusterKillIT {
    private static final Path JAR = Path.of(System.getProperty("entra-cep.job.jar"));
    private static final int RECORDS = 4_000;
    private static final int TASK_MANAGERS = 2;
    private static final int KILLS = 3;

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
        job = run("kills", TASK_MANAGERS);
        List<String> facts = new ArrayList<>();
        try (LogFeed feed = new LogFeed(broker, "kills-logs")) {
            List<List<byte[]>> parts = day.parts(KILLS + 3);
            feed.send(parts.get(0));
            for (int kill = 1; kill <= KILLS; kill++) {
                awaitRead("kills", feed.sent() - parts.get(kill - 1).size() / 2);
                feed.send(parts.get(kill));
                facts.add("killed " + unread("kills", feed) + " messages after a checkpoint");
                cluster.killTaskManager();
                assertThat(unread("kills", feed)).as("killed in the stream").isPositive();
                cluster.startTaskManager();
            }
            feed.send(parts.get(KILLS + 1));
            broker.stop();
            broker.start();
            feed.send(parts.get(KILLS + 2));
            awaitRead("kills", feed.sent());
        }
        assertThat(leaks(job)).isEmpty();
        cluster.rest().drain(job, cluster.folder().resolve("savepoints"));
        cluster.rest().awaitState(job, "FINISHED");

        AlertTopic alerts = AlertTopic.read(broker, "kills-alerts");
        facts.add("restored " + cluster.rest().restored(job) + " times");
        facts.add(cluster.rest().completedCheckpoints(job) + " checkpoints");
        facts.add(alerts.lines().size() + " deliveries");
        facts.add(alerts.repeats() + " of them repeats");
        facts.add(day.expected().size() + " alerts in the end");
        System.out.println("kills: " + String.join("; ", facts));
        assertThat(cluster.rest().restored(job)).isGreaterThanOrEqualTo(KILLS);
        assertThat(alerts.finalSet()).isEqualTo(day.expected());
    }

    @Test
    void losesNothingWhenStoppedWithASavepointAndStartedWithMoreParallelism() throws Exception {
        createTopics("rescale");
        Path savepoints = cluster.folder().resolve("savepoints");
        try (LogFeed feed = new LogFeed(broker, "rescale-logs")) {
            job = run("rescale", 1);
            List<List<byte[]>> parts = day.parts(5);
            for (List<byte[]> part : parts.subList(0, 4)) {
                feed.send(part);
            }
            awaitRead("rescale", feed.sent() - parts.get(3).size() / 2);
            String savepoint = cluster.rest().stop(job, savepoints);
            cluster.rest().awaitState(job, "FINISHED");
            long before = AlertTopic.read(broker, "rescale-alerts").lines().size();

            feed.send(parts.get(4));
            job = runByTheClient("rescale", TASK_MANAGERS, savepoint);
            awaitRead("rescale", feed.sent());
            cluster.rest().drain(job, savepoints);
            cluster.rest().awaitState(job, "FINISHED");

            AlertTopic alerts = AlertTopic.read(broker, "rescale-alerts");
            System.out.printf(
                    "rescale: %d deliveries at parallelism 1, %d after; %d repeats%n",
                    before, alerts.lines().size() - before, alerts.repeats());
            assertThat(before).isPositive();
            assertThat(alerts.finalSet()).isEqualTo(day.expected());
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
        Path config = RunFile.write(folder, "refused", broker, day.policy(), 1, wrong);

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
    private static String run(String name, int parallelism) throws Exception {
        Path config = config(name, parallelism);
        String job = cluster.rest().run(jar, List.of("run", "--config", config.toString()));
        // What main read, a restart must not need.
        Files.delete(config);
        return job;
    }

    /** Main runs in Flink's command line. */
    private static String runByTheClient(String name, int parallelism, String savepoint)
            throws Exception {
        return cluster.client()
                .run(
                        JAR,
                        savepoint,
                        List.of("run", "--config", config(name, parallelism).toString()));
    }

    private static Path config(String name, int parallelism) throws IOException {
        return RunFile.write(
                folder, name, broker, day.policy(), parallelism, broker.connectionStringFile());
    }

    /** Waits until a checkpoint holds so many messages, and tells how many it holds. */
    private static long awaitRead(String name, long messages) {
        return await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> LogFeed.committed(broker, name), read -> read >= messages);
    }

    private static long unread(String name, LogFeed feed) throws Exception {
        return feed.sent() - LogFeed.committed(broker, name);
    }

    private static void createTopics(String name) {
        broker.createTopic(name + "-logs", 2);
        broker.createTopic(name + "-alerts", 2);
    }

    /** Where the broker's key is; part of the connection string, so that is found too. */
    private static List<String> leaks(String job) throws IOException, InterruptedException {
        String connectionString = Files.readString(broker.connectionStringFile());
        String key = connectionString.substring(connectionString.lastIndexOf('=') + 1);
        assertThat(key).hasSizeGreaterThan(16);
        assertThat(SecretSearch.in(cluster, List.of(job), "entra-cep"))
                .as("what is no secret is found")
                .contains("/jobs/" + job, "/jars")
                .anyMatch(place -> place.endsWith("jobmanager.log"));
        return SecretSearch.in(cluster, List.of(job), key);
    }
}
