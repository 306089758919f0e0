package io.entracep.cluster;

import io.entracep.broker.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.util.FileUtils;

/**
 * Where a cluster's files lie, and how its processes are configured: reachable from this machine
 * only, on ports that were free, with a ZooKeeper that knows which JobManager leads and what it
 * runs. Laid out as Flink's own home: processes run in it.
 *
 * @param path absolute
 * @param rest address of the JobManager's REST API
 */
record ClusterFolder(Path path, URI rest) {
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

    private static final List<String> FOLDERS =
            List.of(
                    "conf",
                    "lib",
                    "usrlib",
                    "log",
                    "tmp",
                    "checkpoints",
                    "savepoints",
                    "ha",
                    "jars",
                    "zookeeper");

    /** Makes it anew. It stays, so that its logs can be read after a failure. */
    static ClusterFolder create(Path path) throws IOException {
        FileUtils.deleteDirectory(path.toFile());
        for (String name : FOLDERS) {
            Files.createDirectories(path.resolve(name));
        }
        List<Integer> ports = FreePorts.find(3);
        Files.writeString(
                path.resolve("conf/config.yaml"),
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
                                path.resolve("tmp"),
                                path.resolve("jars"),
                                path.resolve("checkpoints").toUri(),
                                path.resolve("ha").toUri(),
                                ports.get(2),
                                SESSION.toMillis()));
        Files.writeString(
                path.resolve("conf/zoo.cfg"),
                """
                tickTime=1000
                maxSessionTimeout=%d
                dataDir=%s
                clientPortAddress=localhost
                clientPort=%d
                """
                        .formatted(SESSION.toMillis(), path.resolve("zookeeper"), ports.get(2)));
        Files.writeString(
                path.resolve("conf/log4j.properties"),
                """
                rootLogger.level = INFO
                rootLogger.appenderRef.file.ref = file
                appender.file.name = file
                appender.file.type = File
                appender.file.fileName = ${sys:log.file}
                appender.file.layout.type = PatternLayout
                appender.file.layout.pattern = %d{HH:mm:ss,SSS} %-5p %c{1} - %m%n
                """);
        return new ClusterFolder(path, URI.create("http://localhost:" + ports.get(1)));
    }

    /** For {@code --configDir}. */
    String conf() {
        return path.resolve("conf").toString();
    }

    /** ZooKeeper's configuration. */
    Path zooKeeper() {
        return path.resolve("conf/zoo.cfg");
    }

    /** Everything that any process logged or printed. */
    List<Path> logs() throws IOException {
        try (Stream<Path> files = Files.list(path.resolve("log"))) {
            return files.toList();
        }
    }
}
