package io.entracep.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entracep.broker.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One job that is killed twenty times, rescaled between, away for hours of logs, set back to an
 * older savepoint, and without a store for the log of what it told. Takes some minutes, so it runs
 * only when asked for.
 */
@Tag("endurance")
class EnduranceIT {
    private static final Path JAR = Path.of(System.getProperty("entra-cep.job.jar"));
    private static final int RECORDS = 6_000;
    private static final int TASK_MANAGERS = 2;
    private static final int KILLS = 20;
    private static final int TO_ONE_SLOT = 7;
    private static final int TO_TWO_SLOTS = 14;
    private static final int EVERY_JOB_MANAGER = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir private static Path folder;
    private static EmbeddedBroker broker;
    private static ProcessCluster cluster;
    private static Day day;

    @BeforeAll
    static void start() throws Exception {
        broker = EmbeddedBroker.withLogin();
        cluster = ProcessCluster.start(Path.of("target/endurance").toAbsolutePath(), TASK_MANAGERS);
        day = Day.generate(folder, RECORDS);
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

    @Test
    void losesNothingAndClearsOnlyWhatWasTold() throws Exception {
        try (Receivers receivers = Receivers.start(folder.resolve("receivers"))) {
            LiveJobOnCluster job =
                    new LiveJobOnCluster("endurance", cluster, broker, receivers, day.policy());
            List<List<byte[]>> parts = day.historyAndParts(KILLS + 3);
            try (LogFeed feed = new LogFeed(broker, job.logs())) {
                job.submit(cluster.rest().upload(JAR), TASK_MANAGERS);
                feed.send(parts.get(0));
                String savepoint = sendAndKill(job, feed, parts);
                beAwayFor(parts.get(KILLS + 1), job, feed);
                goBackTo(savepoint, parts.get(KILLS + 2), job, feed);
                loseTheStoreDuring(parts.get(KILLS + 3), job, feed);
                job.awaitAllRead(feed);
            }
            job.awaitNothingPending();
            job.drain();

            System.out.println(
                    "endurance: requests "
                            + receivers.outcomes()
                            + "; "
                            + String.join("; ", Arrived.all(job, receivers, day)));
        }
    }

    /** Returns the savepoint at which it was given fewer slots. */
    private static String sendAndKill(LiveJobOnCluster job, LogFeed feed, List<List<byte[]>> parts)
            throws Exception {
        String older = "";
        for (int kill = 1; kill <= KILLS; kill++) {
            job.awaitRead(feed.sent() - parts.get(kill - 1).size() / 2);
            if (kill == TO_ONE_SLOT) {
                older = job.stop();
                job.submitByTheClient(JAR, 1, older);
            } else if (kill == TO_TWO_SLOTS) {
                job.submitByTheClient(JAR, TASK_MANAGERS, job.stop());
            }
            feed.send(parts.get(kill));
            if (kill % EVERY_JOB_MANAGER == 0) {
                cluster.killAndReplaceJobManager();
                cluster.rest().awaitRestored(job.id());
            } else {
                killAllTaskManagers();
                startTaskManagers();
            }
        }
        return older;
    }

    private static void beAwayFor(List<byte[]> logs, LiveJobOnCluster job, LogFeed feed)
            throws Exception {
        job.awaitAllRead(feed);
        killAllTaskManagers();
        feed.send(logs);
        startTaskManagers();
        job.awaitAllRead(feed);
    }

    private static void goBackTo(
            String savepoint, List<byte[]> logs, LiveJobOnCluster job, LogFeed feed)
            throws Exception {
        cluster.rest().cancel(job.id());
        cluster.rest().awaitState(job.id(), "CANCELED");
        job.submitByTheClient(JAR, TASK_MANAGERS, savepoint);
        feed.send(logs);
        job.awaitAllRead(feed);
    }

    private static void loseTheStoreDuring(List<byte[]> logs, LiveJobOnCluster job, LogFeed feed)
            throws Exception {
        Path store = cluster.folder().resolve("checkpoints/told");
        Path away = cluster.folder().resolve("checkpoints/told-away");
        Files.move(store, away);
        Files.createFile(store);
        feed.send(logs);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> sum(job, "entracep_sink_told_unlogged_total") > 0);
        assertThat(sum(job, "entracep_sink_told_log_failing")).isPositive();
        Files.delete(store);
        Files.move(away, store);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> sum(job, "entracep_sink_told_log_failing") == 0);
    }

    private static long sum(LiveJobOnCluster job, String metric)
            throws IOException, InterruptedException {
        return cluster.rest().metric(job.id(), metric).stream().mapToLong(n -> n).sum();
    }

    private static void killAllTaskManagers() throws Exception {
        for (int i = 0; i < TASK_MANAGERS; i++) {
            cluster.taskManagers().kill();
        }
    }

    private static void startTaskManagers() throws IOException {
        for (int i = 0; i < TASK_MANAGERS; i++) {
            cluster.taskManagers().start();
        }
    }
}
