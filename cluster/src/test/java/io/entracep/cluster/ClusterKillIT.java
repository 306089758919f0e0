package io.entracep.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entracep.broker.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
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

    /** What may live of the heap: one of so many parts. About twice what lives. */
    private static final int LIVE_SHARE = 2;

    private static final int SAMPLES = 30;

    @TempDir private static Path folder;
    private static EmbeddedBroker broker;
    private static ProcessCluster cluster;
    private static String jar;
    private static Day day;

    private @Nullable LiveJobOnCluster started;

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
        String job = started == null ? "" : started.id();
        if (!job.isEmpty() && !cluster.rest().state(job).equals("FINISHED")) {
            cluster.rest().cancel(job);
            cluster.rest().awaitState(job, "CANCELED");
        }
    }

    @Test
    void losesNothingWhenTaskManagersAreKilledAndTheBrokerRestarts() throws Exception {
        List<String> facts = new ArrayList<>();
        try (Receivers receivers = Receivers.start(folder.resolve("kills"));
                MemoryWatch memory = MemoryWatch.start(cluster.rest())) {
            LiveJobOnCluster job = job("kills", receivers);
            job.submit(jar, TASK_MANAGERS);
            sendAndKill(job, receivers, facts);
            job.awaitNothingPending();
            assertProcessesAreWell();
            facts.add(assertMemoryIsBounded(memory.most()));
            assertThat(leaks(job.id())).isEmpty();
            job.drain();

            facts.add("restored " + cluster.rest().restored(job.id()) + " times");
            facts.add(cluster.rest().completedCheckpoints(job.id()) + " checkpoints");
            facts.add("requests " + receivers.outcomes());
            facts.addAll(assertAllArrived(job, receivers));
            System.out.println("kills: " + String.join("; ", facts));
            assertThat(cluster.rest().restored(job.id())).isGreaterThanOrEqualTo(KILLS);
            assertThat(receivers.outcomes().values())
                    .as("every fault happened, at each of both")
                    .allMatch(counts -> counts.size() == DealtFaults.Outcome.values().length);
        }
    }

    /** ZooKeeper and a folder know the jobs; main does not run again. */
    @Test
    void losesNothingWhenTheJobManagerIsKilled() throws Exception {
        try (Receivers receivers = Receivers.start(folder.resolve("leader"))) {
            LiveJobOnCluster job = job("leader", receivers);
            List<List<byte[]>> parts = day.parts(2);
            long unread;
            long away;
            try (LogFeed feed = new LogFeed(broker, job.logs())) {
                job.submit(jar, TASK_MANAGERS);
                feed.send(parts.get(0));
                job.awaitRead(feed.sent());
                feed.send(parts.get(1));
                long killed = System.nanoTime();
                cluster.killAndReplaceJobManager();
                // No checkpoint completes before the next one leads.
                unread = job.unread(feed);
                cluster.rest().awaitRestored(job.id());
                away = Duration.ofNanos(System.nanoTime() - killed).toSeconds();
                job.awaitRead(feed.sent());
            }
            job.awaitNothingPending();
            assertThat(leaks(job.id())).isEmpty();
            job.drain();

            System.out.printf(
                    "leader: killed %d messages after a checkpoint, away for %d s; %s%n",
                    unread, away, String.join("; ", assertAllArrived(job, receivers)));
            assertThat(unread).as("killed in the stream").isPositive();
        }
    }

    @Test
    void losesNothingWhenStoppedWithASavepointAndStartedWithMoreParallelism() throws Exception {
        Path newer = NewerJar.of(JAR, Files.createDirectories(folder.resolve("newer")));
        try (Receivers receivers = Receivers.start(folder.resolve("rescale"))) {
            // Who fails gets things twice, whether a job is stopped or not.
            receivers.getWell();
            LiveJobOnCluster job = job("rescale", receivers);
            List<List<byte[]>> parts = day.parts(4);
            int before;
            try (LogFeed feed = new LogFeed(broker, job.logs())) {
                job.submit(jar, 1);
                for (List<byte[]> part : parts.subList(0, 3)) {
                    feed.send(part);
                }
                job.awaitRead(feed.sent() - parts.get(2).size() / 3);
                String savepoint = job.stop();
                before = receivers.atTheWebhook().lines().size();

                feed.send(parts.get(3));
                job.submitByTheClient(newer, TASK_MANAGERS, savepoint);
                job.awaitRead(feed.sent());
            }
            job.awaitNothingPending();
            assertThat(leaks(job.id())).isEmpty();
            job.drain();

            System.out.printf(
                    "rescale: webhook %d before; %s%n",
                    before, String.join("; ", assertAllArrived(job, receivers)));
            assertThat(before).isPositive();
            assertOnlyWhatWasUnderWayIsToldAgain(job.deliveries());
            for (Deliveries got : job.deliveries().values()) {
                assertThat(got.of(NewerJar.ADDED).entities())
                        .as("of accounts that were deleted after the savepoint")
                        .isNotEmpty()
                        .isEqualTo(got.of(NewerJar.MODEL).entities());
            }
        }
    }

    @Test
    void tellsWhoSubmitsWhatIsWrongAndKeepsTheSecret() throws Exception {
        broker.createTopic("refused-logs", 2);
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
        assertThat(cluster.jobManager().isAlive()).isTrue();
        assertThat(SecretSearch.in(cluster, List.of(), planted)).isEmpty();
    }

    private LiveJobOnCluster job(String name, Receivers receivers) {
        started = new LiveJobOnCluster(name, cluster, broker, receivers, day.policy());
        return started;
    }

    /** Receivers are down from before the second kill until all is well again. */
    private static void sendAndKill(LiveJobOnCluster job, Receivers receivers, List<String> facts)
            throws Exception {
        List<List<byte[]>> parts = day.historyAndParts(KILLS + 2);
        int half = parts.get(1).size() / 2;
        try (LogFeed feed = new LogFeed(broker, job.logs())) {
            feed.send(parts.get(0));
            for (int kill = 1; kill <= KILLS; kill++) {
                job.awaitRead(feed.sent() - half);
                if (kill == 2) {
                    receivers.goDown();
                } else if (kill == KILLS) {
                    job.awaitPendingInState();
                }
                feed.send(parts.get(kill));
                cluster.taskManagers().kill();
                // Nothing is read before the next one is there.
                long unread = job.unread(feed);
                assertThat(unread).as("killed in the stream").isPositive();
                facts.add("killed " + unread + " messages after a checkpoint");
                cluster.taskManagers().start();
            }
            feed.send(parts.get(KILLS + 1));
            broker.stop();
            broker.start();
            receivers.comeBack();
            feed.send(parts.get(KILLS + 2));
            job.awaitRead(feed.sent());
        }
    }

    /** All arrived, and no alert holds a secret. Tells how much they got. */
    private static List<String> assertAllArrived(LiveJobOnCluster job, Receivers receivers)
            throws IOException {
        List<String> facts = Arrived.all(job, receivers, day);
        for (Deliveries got : job.deliveries().values()) {
            for (String secret : secrets()) {
                assertThat(got.lines()).noneMatch(line -> line.contains(secret));
            }
        }
        return facts;
    }

    /** To the webhook and Sentinel one request may be under way when the job stops. */
    private static void assertOnlyWhatWasUnderWayIsToldAgain(Map<String, Deliveries> deliveries)
            throws IOException {
        assertThat(deliveries.get("alerts").toldAgain()).isEmpty();
        for (Deliveries got : deliveries.values()) {
            assertThat(got.toldAgain()).hasSizeLessThanOrEqualTo(Receivers.BATCH);
        }
    }

    /** None ran out of its memory, which is little, and each metric has a name of its own. */
    private static void assertProcessesAreWell() throws Exception {
        assertThat(cluster.rest().heapLimits())
                .hasSize(TASK_MANAGERS)
                .allMatch(limit -> limit > 0 && limit < MOST_HEAP);
        assertThat(cluster.taskManagers().living()).isEqualTo(TASK_MANAGERS);
        assertThat(SecretSearch.inLogs(cluster, "OutOfMemoryError")).isEmpty();
        assertThat(SecretSearch.inLogs(cluster, "Name collision")).isEmpty();
    }

    /**
     * What lives after the last restore, with all state and nothing waiting, is a small part of the
     * heap; and no process ever took more of the machine than Flink was told that it may.
     */
    private static String assertMemoryIsBounded(MemoryWatch.Most most)
            throws IOException, InterruptedException {
        List<Long> live = cluster.taskManagers().liveHeaps();
        long heap = Collections.max(cluster.rest().heapLimits());
        long peak = cluster.taskManagers().peakResident();
        String facts =
                ("memory in MiB: heap of %d, lives %s, used at most %d; metaspace %d, managed %d;"
                                + " process %d; %d samples")
                        .formatted(
                                heap >> 20,
                                live.stream().map(bytes -> bytes >> 20).toList(),
                                most.of().heap() >> 20,
                                most.of().metaspace() >> 20,
                                most.of().managed() >> 20,
                                peak >> 20,
                                most.samples());
        System.out.println(facts);
        assertThat(most.samples()).isGreaterThan(SAMPLES);
        assertThat(live).hasSize(TASK_MANAGERS).allMatch(bytes -> bytes < heap / LIVE_SHARE);
        assertThat(peak).isLessThan((long) ClusterFolder.TASK_MANAGER_MEBIBYTES << 20);
        return facts;
    }

    /** Where secrets are that must be nowhere. */
    private static List<String> leaks(String job) throws IOException, InterruptedException {
        assertThat(SecretSearch.in(cluster, List.of(job), "entra-cep"))
                .as("what is no secret is found")
                .contains("/jobs/" + job, "/jars")
                .anyMatch(place -> place.endsWith("jobmanager-1.log"));
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
