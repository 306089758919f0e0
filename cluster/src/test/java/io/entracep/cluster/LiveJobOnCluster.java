package io.entracep.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.entracep.broker.EmbeddedBroker;
import io.entracep.cli.EntraCep;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One live job after another on the cluster, between the same topics and receivers. */
final class LiveJobOnCluster {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final byte[] NO_RECORDS = "{\"records\":[]}".getBytes(UTF_8);

    private final String name;
    private final ProcessCluster cluster;
    private final EmbeddedBroker broker;
    private final Receivers receivers;
    private final Path policy;
    private String id = "";

    /**
     * Makes the topics.
     *
     * @param name of topics, group and configuration
     */
    LiveJobOnCluster(
            String name,
            ProcessCluster cluster,
            EmbeddedBroker broker,
            Receivers receivers,
            Path policy) {
        this.name = name;
        this.cluster = cluster;
        this.broker = broker;
        this.receivers = receivers;
        this.policy = policy;
        broker.createTopic(logs(), 2);
        broker.createTopic(name + "-alerts", 2);
        broker.createTopic(name + "-refused", 1);
    }

    /** Topic to send logs to. */
    String logs() {
        return name + "-logs";
    }

    /** Flink's, of the job that was submitted last; empty before. */
    String id() {
        return id;
    }

    /**
     * Starts a job through REST; main runs in the JobManager.
     *
     * @param jar id of an uploaded one
     */
    void submit(String jar, int parallelism) throws IOException, InterruptedException {
        Path config = config(parallelism);
        id = cluster.rest().run(jar, List.of("run", "--config", config.toString()));
        // What main read, a restart must not need.
        Files.delete(config);
    }

    /** Starts a job from a savepoint; main runs in Flink's command line. */
    void submitByTheClient(Path jar, int parallelism, String savepoint)
            throws IOException, InterruptedException {
        List<String> arguments = List.of("run", "--config", config(parallelism).toString());
        id = cluster.client().run(jar, savepoint, arguments);
    }

    /**
     * Starts the job as an application; main runs in its JobManager.
     *
     * @param options Flink's
     */
    void startAsApplication(int parallelism, List<String> options) throws IOException {
        Path config = config(parallelism);
        cluster.startApplication(options, List.of("run", "--config", config.toString()));
        id = cluster.rest().awaitOnlyJob().id();
    }

    /** Ends the job and returns the savepoint. */
    String stop() throws IOException, InterruptedException {
        String savepoint = cluster.rest().stop(id, savepoints());
        cluster.awaitFinished(id);
        return savepoint;
    }

    /** Ends the job after event time has gone to its end. */
    void drain() throws IOException, InterruptedException {
        cluster.rest().drain(id, savepoints());
        cluster.awaitFinished(id);
    }

    /** Where it keeps what it told. */
    Path toldLog() {
        return cluster.folder().resolve("checkpoints/told/" + name);
    }

    /** Erases a person while no job runs; returns what the command said. */
    String erase(String person) throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream screen = new PrintStream(said, true, UTF_8);
        int exitCode =
                EntraCep.execute(
                        InputStream.nullInputStream(),
                        screen,
                        screen,
                        "erase",
                        "--subject",
                        person,
                        "--config",
                        cluster.folder().resolve(name + ".yaml").toString(),
                        "--checkpoints",
                        cluster.folder().resolve("checkpoints").toUri().toString());
        if (exitCode != 0) {
            throw new IllegalStateException(said.toString(UTF_8));
        }
        return said.toString(UTF_8);
    }

    /** Waits until a checkpoint holds so many messages. */
    void awaitRead(long messages) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> LogFeed.committed(broker, name) >= messages);
    }

    /**
     * Waits until a checkpoint holds all that was sent, and sends a message without records.
     *
     * <p>Flink tells the broker between two polls of Kafka's client. An idle one takes ten seconds,
     * which that message ends.
     */
    void awaitAllRead(LogFeed feed) throws Exception {
        long sent = feed.sent();
        cluster.rest().awaitState(id, "RUNNING");
        awaitCheckpoints(2);
        feed.send(List.of(NO_RECORDS));
        awaitRead(sent);
    }

    /** Waits until webhook and Sentinel have all that was decided. */
    void awaitNothingPending() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(300))
                .until(
                        () -> cluster.rest().metric(id, "entracep_sink_pending"),
                        List.of(0L, 0L)::equals);
    }

    /** Waits until a checkpoint holds deliveries that webhook and Sentinel have not taken. */
    void awaitPendingInState() throws IOException, InterruptedException {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(300))
                .until(
                        () -> cluster.rest().metric(id, "entracep_sink_pending"),
                        pending -> pending.size() == 2 && pending.stream().allMatch(n -> n > 0));
        // The next one may have begun already.
        awaitCheckpoints(2);
    }

    /** Waits until so many more checkpoints completed; all tasks run then. */
    void awaitCheckpoints(int more) throws IOException, InterruptedException {
        int completed = cluster.rest().completedCheckpoints(id) + more;
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> cluster.rest().completedCheckpoints(id) >= completed);
    }

    /** Messages that no checkpoint holds. */
    long unread(LogFeed feed) throws Exception {
        return feed.sent() - LogFeed.committed(broker, name);
    }

    /** What is where, so far. */
    Map<String, Deliveries> deliveries() {
        return Map.of(
                "alerts", Deliveries.inTopic(broker, name + "-alerts"),
                "soar", receivers.atTheWebhook(),
                "azure", receivers.atSentinel());
    }

    /** What was given up. */
    Deliveries refused() {
        return Deliveries.inTopic(broker, name + "-refused");
    }

    /**
     * Ids of alerts of which a sink got the clearing alone, although the job knows of no delivery
     * that left before: one that was under way in a crash may not have arrived.
     */
    Set<String> clearedButNeverTold(String sink, Deliveries got) throws IOException {
        Set<String> cleared = got.onlyCleared();
        cleared.removeAll(ToldEntries.active(toldLog(), sink));
        return cleared;
    }

    private Path savepoints() {
        return cluster.folder().resolve("savepoints");
    }

    private Path config(int parallelism) throws IOException {
        return new RunFile(
                        name, policy, parallelism, broker.connectionStringFile(), receivers.sinks())
                .write(cluster.folder(), broker);
    }
}
