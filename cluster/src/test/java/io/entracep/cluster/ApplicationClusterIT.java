package io.entracep.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.broker.EmbeddedBroker;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job's jar as an application: a JobManager process that runs this job and no other, with the
 * jar in {@code usrlib} as {@code docker/} has it, or named by {@code local://} as {@code
 * deploy/kubernetes} does. Main runs in each new JobManager.
 */
class ApplicationClusterIT {
    private static final Path JAR = Path.of(System.getProperty("entra-cep.job.jar"));
    private static final int RECORDS = 500;
    private static final String JOB_NAME = "entra-cep";

    /** Any will do; the operator invents one. */
    private static final String JOB_ID = "0123456789abcdef0123456789abcdef";

    /** What the Kubernetes operator sets for every application with high availability. */
    private static final List<String> AS_THE_OPERATOR =
            List.of(
                    "-Dexecution.shutdown-on-application-finish=false",
                    "-Dexecution.submit-failed-job-on-application-error=true");

    @TempDir private static Path folder;
    private static EmbeddedBroker broker;
    private static ProcessCluster cluster;
    private static Day day;

    @BeforeAll
    static void start() throws Exception {
        Path files = Path.of("target/application").toAbsolutePath();
        cluster = ProcessCluster.forApplication(files, 1, JAR);
        broker = EmbeddedBroker.withLogin();
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

    @Test
    void losesNothingWhenItsJobManagerIsKilledAndWhenItGoesOnFromASavepoint() throws Exception {
        try (Receivers receivers = Receivers.start(folder.resolve("application"))) {
            LiveJobOnCluster job =
                    new LiveJobOnCluster("application", cluster, broker, receivers, day.policy());
            List<List<byte[]>> parts = day.parts(3);
            List<String> toldAgain;
            try (LogFeed feed = new LogFeed(broker, job.logs())) {
                feed.send(parts.get(0));
                job.startAsApplication(1, List.of());
                job.awaitAllRead(feed);
                killAndReplace(job, feed, parts.get(1));
                // Wherever it is: what is unread then, the next one reads.
                String savepoint = job.stop();
                toldAgain = job.deliveries().get("alerts").toldAgain();

                feed.send(parts.get(2));
                job.startAsApplication(1, asOnKubernetes(savepoint));
                job.awaitAllRead(feed);
            }
            job.awaitNothingPending();
            assertThat(cluster.rest().jobs())
                    .containsExactly(new FlinkRest.Job(JOB_ID, JOB_NAME, "RUNNING"));
            assertThat(secretsInSight(job.id())).isEmpty();
            job.drain();
            assertAllArrived(job);
            assertThat(job.deliveries().get("alerts").toldAgain())
                    .as("after the kill, but not after the stop")
                    .isEqualTo(toldAgain);
        }
    }

    @Test
    void whoIsErasedIsInNoStateOfTheClusterAfterwards() throws Exception {
        String person = day.person();
        try (Receivers receivers = Receivers.start(folder.resolve("erase"));
                LogFeed feed = new LogFeed(broker, "erase-logs")) {
            LiveJobOnCluster job =
                    new LiveJobOnCluster("erase", cluster, broker, receivers, day.policy());
            feed.send(day.messages());
            job.startAsApplication(1, List.of());
            job.awaitAllRead(feed);
            Path savepoint = Path.of(URI.create(job.stop()));
            assertThat(filesThatName(person, savepoint)).isNotEmpty();
            assertThat(filesThatName(person, job.toldLog())).isNotEmpty();

            String said = job.erase(person);

            assertThat(said).contains(" entries erased").doesNotContain(" 0 entries erased");
            assertThat(filesThatName(person, job.toldLog())).isEmpty();
            job.startAsApplication(1, List.of("--fromSavepoint", savepoint.toString()));
            cluster.rest().awaitState(job.id(), "RUNNING");
            job.awaitCheckpoints(1);
            Path after = Path.of(URI.create(job.stop()));
            assertThat(filesThatName(person, after)).isEmpty();
            assertThat(filesThatName(person, job.toldLog())).isEmpty();
        }
    }

    /** Whatever they are, in whatever encoding of its letters. */
    private static List<Path> filesThatName(String person, Path below) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(below)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(person)) {
                    found.add(file);
                }
            }
        }
        return found;
    }

    @Test
    void tellsEverythingThatIsWrongAndDoesNotRun() throws Exception {
        Path config =
                Files.writeString(
                        cluster.folder().resolve("wrong.yaml"),
                        """
                        source: {bootstrap-servers: [localhost:1], topics: [], gruop: x}
                        sinks: {screen: {type: consol}}
                        dead-letters: discard
                        """);
        List<String> arguments = List.of("run", "--config", config.toString());
        String[] problems = {
            "source.topics must be given",
            "source.gruop must be a known key",
            "must be one of console, file, kafka, webhook, sentinel"
        };

        cluster.startApplication(List.of(), arguments);
        assertThat(cluster.jobManager().awaitExit()).isNotZero();
        assertThat(cluster.jobManager().printed()).contains(problems);

        cluster.startApplication(AS_THE_OPERATOR, arguments);
        FlinkRest.Job refused = cluster.rest().awaitOnlyJob();
        assertThat(refused.state()).isEqualTo("FAILED");
        assertThat(cluster.rest().get("/jobs/" + refused.id() + "/exceptions")).contains(problems);
        assertThat(cluster.jobManager().isAlive()).as("can be asked what was wrong").isTrue();
        cluster.jobManager().close();
    }

    /** The broker is away while main runs in the next JobManager. */
    private static void killAndReplace(LiveJobOnCluster job, LogFeed feed, List<byte[]> more)
            throws Exception {
        List<FlinkRest.Job> before = List.of(new FlinkRest.Job(job.id(), JOB_NAME, "RUNNING"));
        assertThat(cluster.rest().jobs()).isEqualTo(before);
        feed.send(more);
        long killed = System.nanoTime();
        cluster.killAndReplaceJobManager();
        long unread = job.unread(feed);
        broker.stop();
        cluster.rest().awaitRestored(job.id());
        long away = Duration.ofNanos(System.nanoTime() - killed).toSeconds();
        cluster.jobManager().awaitPrinted("The job comes back as it was");
        broker.start();
        job.awaitCheckpoints(1);

        assertThat(cluster.rest().jobs()).isEqualTo(before);
        assertThat(unread).as("killed in the stream, more than the empty one").isGreaterThan(1);
        System.out.printf(
                "application: killed %d messages after a checkpoint, away for %d s%n",
                unread, away);
    }

    private static List<String> asOnKubernetes(String savepoint) {
        Path jar = cluster.folder().resolve("usrlib").resolve(JAR.getFileName());
        return List.of(
                "--fromSavepoint", savepoint, "--job-id", JOB_ID, "--jars", "local://" + jar);
    }

    private static List<String> secretsInSight(String job) throws Exception {
        List<String> found = new ArrayList<>();
        for (String secret : Receivers.secrets()) {
            found.addAll(SecretSearch.in(cluster, List.of(job), secret));
        }
        return found;
    }

    private static void assertAllArrived(LiveJobOnCluster job) throws Exception {
        for (var at : job.deliveries().entrySet()) {
            Deliveries got = at.getValue();
            System.out.printf(
                    "application: %s %d deliveries, %d of them repeats%n",
                    at.getKey(), got.lines().size(), got.repeats());
            assertThat(got.finalSet()).as(at.getKey()).isEqualTo(day.expected());
        }
        assertThat(job.refused().lines()).as("given up").isEmpty();
    }
}
