package io.entracep.replay;

import java.net.URI;
import java.time.Duration;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A Flink inside this process, reachable from this machine only, with its dashboard. Without
 * restarts: what fails once on the same files fails again.
 *
 * <p>Flink's own local environment would do, but it ends some time after its job and cannot be
 * waited for; a process that ends meanwhile prints stack traces.
 */
public final class EmbeddedFlink implements AutoCloseable {
    private static final String HOST = "localhost";

    /**
     * Three edges between tasks, each channel with two buffers on one side and one on the other.
     */
    private static final long NETWORK_BYTES_PER_CHANNEL = 3 * 3 * (32 << 10);

    /** With one subtask there are a few channels only. */
    private static final long LEAST_NETWORK_BYTES_OF_ONE = 8 << 20;

    private static final long LEAST_NETWORK_BYTES = 64 << 20;

    private final MiniCluster cluster;
    private final Configuration configuration;
    private final int parallelism;
    private final URI rest;

    private EmbeddedFlink(
            MiniCluster cluster, Configuration configuration, int parallelism, URI rest) {
        this.cluster = cluster;
        this.configuration = configuration;
        this.parallelism = parallelism;
        this.rest = rest;
    }

    /**
     * Starts a Flink that runs one job with this parallelism.
     *
     * @param changes settings that differ from ours
     * @throws ReplayException if it does not start
     */
    public static EmbeddedFlink start(int parallelism, Configuration changes) {
        Configuration configuration = configuration(parallelism);
        configuration.addAll(changes);
        MiniCluster cluster =
                new MiniCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(configuration)
                                .setNumTaskManagers(1)
                                .setNumSlotsPerTaskManager(parallelism)
                                .build());
        try {
            cluster.start();
            return new EmbeddedFlink(
                    cluster, configuration, parallelism, cluster.getRestAddress().get());
        } catch (Exception e) {
            // What MiniCluster.start declares; it has closed itself then.
            throw new ReplayException(
                    "Flink does not start in this process (%s). Check the memory and the free ports."
                            .formatted(e),
                    e);
        }
    }

    /** Where graphs are built and run. A fresh one. */
    public StreamExecutionEnvironment environment() {
        return StreamExecutionEnvironment.createRemoteEnvironment(
                        rest.getHost(), rest.getPort(), configuration)
                .setParallelism(parallelism);
    }

    /** Address of the REST API and the dashboard. */
    public URI rest() {
        return rest;
    }

    /** Stops Flink and waits until it has. */
    @Override
    public void close() {
        try {
            cluster.close();
        } catch (Exception e) {
            // What MiniCluster.close declares.
            throw new ReplayException("Flink does not stop in this process (%s).".formatted(e), e);
        }
    }

    private static Configuration configuration(int parallelism) {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(100));
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        configuration.set(RestOptions.ADDRESS, HOST);
        configuration.set(RestOptions.BIND_ADDRESS, HOST);
        configuration.set(RestOptions.BIND_PORT, "0");
        // Of the server for files; Flink binds it to every address by default.
        configuration.set(JobManagerOptions.BIND_HOST, HOST);
        configuration.set(TaskManagerOptions.BIND_HOST, HOST);
        configuration.set(WebOptions.SUBMIT_ENABLE, false);
        configuration.set(WebOptions.CANCEL_ENABLE, false);
        configuration.set(MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, Duration.ofSeconds(1));
        // One process: a long pause of its garbage collector is no lost worker.
        configuration.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, Duration.ofMinutes(10));
        configuration.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofSeconds(1));
        MemorySize network = networkMemory(parallelism);
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, network);
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, network);
        // State is on the heap; managed memory is for RocksDB.
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(8));
        return configuration;
    }

    private static MemorySize networkMemory(int parallelism) {
        long channels = (long) parallelism * parallelism;
        long least = parallelism == 1 ? LEAST_NETWORK_BYTES_OF_ONE : LEAST_NETWORK_BYTES;
        return new MemorySize(least + channels * NETWORK_BYTES_PER_CHANNEL);
    }
}
