package io.entracep.replay;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A Flink inside this process, reachable from this machine only. It starts with the job and ends
 * with it. Without restarts: what fails once on the same files fails again.
 *
 * @param environment to build the graph with
 * @param rest where the REST API (and, if on the class path, the dashboard) is while the job runs
 */
public record EmbeddedFlink(StreamExecutionEnvironment environment, URI rest) {
    private static final String HOST = "localhost";

    /**
     * Three edges between tasks, each channel with two buffers on one side and one on the other.
     */
    private static final long NETWORK_BYTES_PER_CHANNEL = 3 * 3 * (32 << 10);

    private static final long LEAST_NETWORK_BYTES = 64 << 20;

    /**
     * A Flink with this parallelism.
     *
     * @param restPort port of the REST API, 0 for any free one
     */
    public static EmbeddedFlink create(int parallelism, int restPort) {
        int port = restPort == 0 ? freePort() : restPort;
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(
                        parallelism, configuration(parallelism, port));
        return new EmbeddedFlink(environment, URI.create("http://" + HOST + ":" + port));
    }

    private static Configuration configuration(int parallelism, int port) {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(100));
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        configuration.set(RestOptions.ADDRESS, HOST);
        configuration.set(RestOptions.BIND_ADDRESS, HOST);
        configuration.set(RestOptions.PORT, port);
        configuration.set(RestOptions.BIND_PORT, String.valueOf(port));
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
        return new MemorySize(LEAST_NETWORK_BYTES + channels * NETWORK_BYTES_PER_CHANNEL);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new ReplayException("There is no free port on this machine.", e);
        }
    }
}
