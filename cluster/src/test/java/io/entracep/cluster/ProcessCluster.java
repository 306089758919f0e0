package io.entracep.cluster;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.server.ZooKeeperServerMain;
import org.apache.flink.util.FileUtils;

/**
 * A Flink session cluster as it stands on a server: one process for the JobManager and one for each
 * TaskManager, with one slot each so that every one of them is needed, and a ZooKeeper that knows
 * which JobManager leads and what it runs. Reachable from this machine only.
 */
final class ProcessCluster implements AutoCloseable {
    /** What a TaskManager's process may take of the machine. Flink divides it. */
    static final int TASK_MANAGER_MEBIBYTES = 1_100;

    /**
     * How long ZooKeeper believes in a process that is silent. After a JobManager is killed the
     * next one waits for it. Shorter, and a busy machine looks dead.
     */
    private static final Duration SESSION = Duration.ofSeconds(12);

    /**
     * How long the JobManager waits for an answer. When it asks for metrics while a TaskManager is
     * killed, all metrics stand still for so long; Flink's own ten minutes are too long for a test.
     */
    private static final Duration ANSWER = Duration.ofSeconds(15);

    private static final Duration START = Duration.ofMinutes(2);
    private static final List<String> JOB_MANAGER_MEMORY =
            List.of("-Xmx512m", "-XX:MaxMetaspaceSize=256m");

    private final Path folder;
    private final FlinkRest rest;
    private final Configuration configuration;
    private final Deque<FlinkProcess> taskManagers = new ArrayDeque<>();
    private final FlinkProcess zooKeeper;
    private FlinkProcess jobManager;
    private int started;
    private int jobManagers;
    private long peakOfKilled;

    private ProcessCluster(Path folder, FlinkRest rest) throws IOException {
        this.folder = folder;
        this.rest = rest;
        this.configuration = GlobalConfiguration.loadConfiguration(conf());
        this.zooKeeper =
                FlinkProcess.start(
                        "zookeeper",
                        folder,
                        List.of(
                                "-Xmx64m",
                                "-Dzookeeper.admin.enableServer=false",
                                // Its server loads this class; Flink's distribution lacks it.
                                "-Xbootclasspath/a:" + FlinkJars.snappy()),
                        List.of(
                                ZooKeeperServerMain.class.getName(),
                                folder.resolve("conf/zoo.cfg").toString()));
        this.jobManager = newJobManager();
    }

    private FlinkProcess newJobManager() throws IOException {
        jobManagers++;
        return FlinkProcess.start(
                "jobmanager-" + jobManagers,
                folder,
                JOB_MANAGER_MEMORY,
                List.of(StandaloneSessionClusterEntrypoint.class.getName(), "--configDir", conf()));
    }

    /**
     * Starts a cluster; returns when it has its slots. Its files lie in the folder, which is
     * emptied first and stays, so that its logs can be read after a failure.
     */
    static ProcessCluster start(Path folder, int taskManagers) throws IOException {
        FileUtils.deleteDirectory(folder.toFile());
        int restPort = writeConfiguration(folder);
        ProcessCluster cluster =
                new ProcessCluster(
                        folder, new FlinkRest(URI.create("http://localhost:" + restPort)));
        for (int i = 0; i < taskManagers; i++) {
            cluster.startTaskManager();
        }
        cluster.awaitTaskManagers(taskManagers);
        return cluster;
    }

    FlinkRest rest() {
        return rest;
    }

    /** {@code flink run} to this cluster. */
    FlinkClient client() {
        return new FlinkClient(folder);
    }

    /** A folder that all processes reach. */
    Path folder() {
        return folder;
    }

    boolean jobManagerIsAlive() {
        return jobManager.isAlive();
    }

    /** SIGKILL to the JobManager; the next one takes over what ZooKeeper and the folder know. */
    void killAndReplaceJobManager() throws IOException, InterruptedException {
        jobManager.kill();
        jobManager = newJobManager();
    }

    /** How many run that were started and not killed. */
    long livingTaskManagers() {
        return taskManagers.stream().filter(FlinkProcess::isAlive).count();
    }

    /** Starts one more, and does not wait for it. */
    void startTaskManager() throws IOException {
        TaskExecutorProcessSpec memory =
                TaskExecutorProcessUtils.processSpecFromConfig(configuration);
        List<String> command = new ArrayList<>();
        command.add(TaskManagerRunner.class.getName());
        command.add("--configDir");
        command.add(conf());
        command.addAll(words(TaskExecutorProcessUtils.generateDynamicConfigsStr(memory)));
        started++;
        taskManagers.addLast(
                FlinkProcess.start(
                        "taskmanager-" + started,
                        folder,
                        words(ProcessMemoryUtils.generateJvmParametersStr(memory)),
                        command));
    }

    /** SIGKILL to the one that runs longest. */
    void killTaskManager() throws IOException, InterruptedException {
        FlinkProcess longest = taskManagers.removeFirst();
        peakOfKilled = Math.max(peakOfKilled, longest.peakResident());
        longest.kill();
    }

    /** The most memory of the machine, in bytes, that any TaskManager had, also a killed one. */
    long peakResident() throws IOException {
        long peak = peakOfKilled;
        for (FlinkProcess taskManager : taskManagers) {
            peak = Math.max(peak, taskManager.peakResident());
        }
        return peak;
    }

    /** Bytes of the objects that each TaskManager still needs. */
    List<Long> liveHeaps() throws IOException {
        List<Long> live = new ArrayList<>();
        for (FlinkProcess taskManager : taskManagers) {
            live.add(taskManager.liveHeap());
        }
        return live;
    }

    void awaitTaskManagers(int number) {
        await().atMost(START)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> rest.taskManagers() == number);
    }

    /** Everything that any process logged or printed. */
    List<Path> logs() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("log"))) {
            return files.toList();
        }
    }

    @Override
    public void close() throws InterruptedException {
        for (FlinkProcess taskManager : taskManagers) {
            taskManager.close();
        }
        jobManager.close();
        zooKeeper.close();
    }

    private String conf() {
        return folder.resolve("conf").toString();
    }

    /** Options without blanks, separated by blanks. */
    private static List<String> words(String line) {
        return Arrays.stream(line.strip().split("\\s+")).map(w -> w.replace("'", "")).toList();
    }

    private static int writeConfiguration(Path folder) throws IOException {
        for (String name :
                List.of(
                        "conf",
                        "log",
                        "tmp",
                        "checkpoints",
                        "savepoints",
                        "ha",
                        "jars",
                        "zookeeper")) {
            Files.createDirectories(folder.resolve(name));
        }
        List<Integer> ports = freePorts();
        Files.writeString(
                folder.resolve("conf/config.yaml"),
                """
                jobmanager.rpc.address: localhost
                jobmanager.rpc.port: %d
                jobmanager.memory.process.size: 1g
                rest.address: localhost
                rest.bind-address: localhost
                rest.port: %d
                taskmanager.host: localhost
                taskmanager.bind-host: localhost
                taskmanager.numberOfTaskSlots: 1
                taskmanager.memory.process.size: %dm
                heartbeat.interval: 1s
                heartbeat.timeout: 8s
                web.refresh-interval: 300
                metrics.fetcher.update-interval: 1000
                web.timeout: %d
                io.tmp.dirs: %s
                web.upload.dir: %s
                execution.checkpointing.dir: %s
                high-availability.type: zookeeper
                high-availability.storageDir: %s
                high-availability.zookeeper.quorum: localhost:%d
                high-availability.zookeeper.client.session-timeout: %d
                """
                        .formatted(
                                ports.get(0),
                                ports.get(1),
                                TASK_MANAGER_MEBIBYTES,
                                ANSWER.toMillis(),
                                folder.resolve("tmp"),
                                folder.resolve("jars"),
                                folder.resolve("checkpoints").toUri(),
                                folder.resolve("ha").toUri(),
                                ports.get(2),
                                SESSION.toMillis()));
        Files.writeString(
                folder.resolve("conf/zoo.cfg"),
                """
                tickTime=1000
                maxSessionTimeout=%d
                dataDir=%s
                clientPortAddress=localhost
                clientPort=%d
                """
                        .formatted(SESSION.toMillis(), folder.resolve("zookeeper"), ports.get(2)));
        Files.writeString(
                folder.resolve("conf/log4j.properties"),
                """
                rootLogger.level = INFO
                rootLogger.appenderRef.file.ref = file
                appender.file.name = file
                appender.file.type = File
                appender.file.fileName = ${sys:log.file}
                appender.file.layout.type = PatternLayout
                appender.file.layout.pattern = %d{HH:mm:ss,SSS} %-5p %c{1} - %m%n
                """);
        return ports.get(1);
    }

    /** Three free ports, found while all are held so that they differ. */
    private static List<Integer> freePorts() throws IOException {
        try (ServerSocket one = new ServerSocket(0);
                ServerSocket two = new ServerSocket(0);
                ServerSocket three = new ServerSocket(0)) {
            return List.of(one.getLocalPort(), two.getLocalPort(), three.getLocalPort());
        }
    }
}
