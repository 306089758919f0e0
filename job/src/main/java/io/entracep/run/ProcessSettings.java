package io.entracep.run;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What counts only where the job runs in one process, without a cluster; a cluster has settings of
 * its own for each.
 *
 * @param rocksDbMebibytes memory for RocksDB, for all subtasks together; 256
 * @param metrics where metrics can be read; null for nowhere
 * @param log what is logged to a file; null for nothing, standard error remains
 */
public record ProcessSettings(
        int rocksDbMebibytes, @Nullable MetricsAddress metrics, @Nullable LogFile log) {

    /**
     * Where Prometheus reads.
     *
     * @param host name or address to listen at; this machine alone
     * @param port 1 to 65,535
     */
    public record MetricsAddress(String host, int port) {}

    /**
     * A log file.
     *
     * @param file its name; older parts get a number behind it
     * @param level the least that is written: warn
     */
    public record LogFile(Path file, Level level) {}

    /** What is logged, and all that is worse. */
    public enum Level {
        /** Failures. */
        ERROR,
        /** What somebody should look at. */
        WARN,
        /** What happens once per start, checkpoint or hour; also of Flink and Kafka. */
        INFO
    }
}
