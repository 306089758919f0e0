package io.entracep.cluster;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/** The TaskManagers of a cluster: one process each, with one slot, so that each is needed. */
final class TaskManagers implements AutoCloseable {
    private final ClusterFolder folder;
    private final Configuration configuration;
    private final Deque<FlinkProcess> running = new ArrayDeque<>();
    private int started;
    private long peakOfKilled;

    TaskManagers(ClusterFolder folder) {
        this.folder = folder;
        this.configuration = GlobalConfiguration.loadConfiguration(folder.conf());
    }

    /** Starts one more, and does not wait for it. */
    void start() throws IOException {
        TaskExecutorProcessSpec memory =
                TaskExecutorProcessUtils.processSpecFromConfig(configuration);
        List<String> command = new ArrayList<>();
        command.add(TaskManagerRunner.class.getName());
        command.add("--configDir");
        command.add(folder.conf());
        command.addAll(words(TaskExecutorProcessUtils.generateDynamicConfigsStr(memory)));
        started++;
        running.addLast(
                FlinkProcess.start(
                        "taskmanager-" + started,
                        folder.path(),
                        words(ProcessMemoryUtils.generateJvmParametersStr(memory)),
                        command));
    }

    /** SIGKILL to the one that runs longest. */
    void kill() throws IOException, InterruptedException {
        FlinkProcess longest = running.removeFirst();
        peakOfKilled = Math.max(peakOfKilled, longest.peakResident());
        longest.kill();
    }

    /** How many run that were started and not killed. */
    long living() {
        return running.stream().filter(FlinkProcess::isAlive).count();
    }

    /** The most memory of the machine, in bytes, that any of them had, also a killed one. */
    long peakResident() throws IOException {
        long peak = peakOfKilled;
        for (FlinkProcess taskManager : running) {
            peak = Math.max(peak, taskManager.peakResident());
        }
        return peak;
    }

    /** Bytes of the objects that each still needs. */
    List<Long> liveHeaps() throws IOException {
        List<Long> live = new ArrayList<>();
        for (FlinkProcess taskManager : running) {
            live.add(taskManager.liveHeap());
        }
        return live;
    }

    @Override
    public void close() throws InterruptedException {
        for (FlinkProcess taskManager : running) {
            taskManager.close();
        }
    }

    /** Options without blanks, separated by blanks. */
    private static List<String> words(String line) {
        return Arrays.stream(line.strip().split("\\s+")).map(w -> w.replace("'", "")).toList();
    }
}
