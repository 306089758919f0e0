package io.entracep.cluster;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.server.ZooKeeperServerMain;
import org.jspecify.annotations.Nullable;

/**
 * A Flink cluster as it stands on a server: one process for the JobManager, one for each
 * TaskManager, and one for ZooKeeper. A session cluster has a JobManager from the start; the other
 * kind gets one with each application.
 */
final class ProcessCluster implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);
    private static final List<String> JOB_MANAGER_MEMORY =
            List.of("-Xmx512m", "-XX:MaxMetaspaceSize=256m");

    private final ClusterFolder folder;
    private final FlinkRest rest;
    private final FlinkProcess zooKeeper;
    private final TaskManagers taskManagers;
    private List<String> entryPoint = List.of();
    private @Nullable FlinkProcess jobManager;
    private int jobManagers;

    private ProcessCluster(ClusterFolder folder) throws IOException {
        this.folder = folder;
        this.rest = new FlinkRest(folder.rest());
        this.taskManagers = new TaskManagers(folder);
        this.zooKeeper =
                FlinkProcess.start(
                        "zookeeper",
                        folder.path(),
                        List.of(
                                "-Xmx64m",
                                "-Dzookeeper.admin.enableServer=false",
                                // Its server loads this class; Flink's distribution lacks it.
                                "-Xbootclasspath/a:" + FlinkJars.snappy()),
                        List.of(
                                ZooKeeperServerMain.class.getName(),
                                folder.zooKeeper().toString()));
    }

    /**
     * Starts a session cluster; returns when it has its slots. Its files lie in the folder, which
     * is emptied first.
     */
    static ProcessCluster start(Path folder, int taskManagers) throws IOException {
        ProcessCluster cluster = new ProcessCluster(ClusterFolder.create(folder));
        cluster.startJobManager(List.of(StandaloneSessionClusterEntrypoint.class.getName()));
        cluster.startTaskManagers(taskManagers);
        cluster.awaitTaskManagers(taskManagers);
        return cluster;
    }

    /**
     * Starts what an application needs beside its JobManager.
     *
     * @param jar the application's, which goes to {@code usrlib}
     */
    static ProcessCluster forApplication(Path folder, int taskManagers, Path jar)
            throws IOException {
        ProcessCluster cluster = new ProcessCluster(ClusterFolder.create(folder));
        Files.copy(jar, folder.resolve("usrlib").resolve(jar.getFileName()));
        cluster.startTaskManagers(taskManagers);
        return cluster;
    }

    /**
     * Starts a JobManager with an application, as {@code standalone-job.sh} does; the last one must
     * have ended.
     *
     * @param options Flink's, such as {@code --fromSavepoint}
     * @param arguments of the application
     */
    void startApplication(List<String> options, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(StandaloneApplicationClusterEntryPoint.class.getName());
        command.addAll(options);
        command.addAll(List.of("--job-classname", "io.entracep.cli.EntraCep"));
        command.addAll(arguments);
        startJobManager(command);
    }

    FlinkRest rest() {
        return rest;
    }

    /** {@code flink run} to this cluster. */
    FlinkClient client() {
        return new FlinkClient(folder.path());
    }

    /** A folder that all processes reach. */
    Path folder() {
        return folder.path();
    }

    TaskManagers taskManagers() {
        return taskManagers;
    }

    /** The last one that was started. */
    FlinkProcess jobManager() {
        if (jobManager == null) {
            throw new IllegalStateException("No JobManager was started.");
        }
        return jobManager;
    }

    /** Whether the last JobManager was started with its job, and ends with it. */
    boolean isForApplication() {
        return entryPoint.contains(StandaloneApplicationClusterEntryPoint.class.getName());
    }

    /** SIGKILL to the JobManager; the next one takes over what ZooKeeper and the folder know. */
    void killAndReplaceJobManager() throws IOException, InterruptedException {
        jobManager().kill();
        startJobManager(entryPoint);
    }

    void awaitTaskManagers(int number) {
        await().atMost(START)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> rest.taskManagers() == number);
    }

    /**
     * Waits until a job has ended well. An application's JobManager ends with it.
     *
     * @throws IllegalStateException if that ends with another exit code than 0
     */
    void awaitFinished(String job) throws InterruptedException {
        if (!isForApplication()) {
            rest.awaitState(job, "FINISHED");
            return;
        }
        int exitCode = jobManager().awaitExit();
        if (exitCode != 0) {
            throw new IllegalStateException("The JobManager ended with exit code " + exitCode);
        }
    }

    /** Everything that any process logged or printed. */
    List<Path> logs() throws IOException {
        return folder.logs();
    }

    @Override
    public void close() throws InterruptedException {
        taskManagers.close();
        if (jobManager != null) {
            jobManager.close();
        }
        zooKeeper.close();
    }

    private void startTaskManagers(int number) throws IOException {
        for (int i = 0; i < number; i++) {
            taskManagers.start();
        }
    }

    private void startJobManager(List<String> classAndArguments) throws IOException {
        entryPoint = classAndArguments;
        jobManagers++;
        List<String> command = new ArrayList<>(classAndArguments);
        command.addAll(1, List.of("--configDir", folder.conf()));
        jobManager =
                FlinkProcess.start(
                        "jobmanager-" + jobManagers, folder.path(), JOB_MANAGER_MEMORY, command);
    }
}
