package io.entracep.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.entracep.broker.EmbeddedBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process of its own: signals, kills, ports, files. */
@EnabledOnOs(OS.LINUX)
class ProcessITCase {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** State in the table of sockets: listens. */
    private static final String LISTENS = "0A";

    private static EmbeddedBroker broker;

    @TempDir private Path folder;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.plaintext();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void aStopBySignalLeavesASavepointAndAKillACheckpoint() throws Exception {
        Logs logs = Logs.on(broker);
        write(logs, "state-backend: rocksdb\n");
        Process first = start("first");
        await().atMost(PATIENCE).until(() -> said("first").contains("Watching"));
        logs.sendSamples();
        await().atMost(PATIENCE).until(() -> lines("alerts.jsonl") >= 3);
        first.destroy();
        assertThat(first.waitFor(60, TimeUnit.SECONDS)).as(said("first")).isTrue();
        assertThat(first.exitValue()).as(said("first")).isZero();
        assertThat(said("first"))
                .contains("beginning without state", "Stopping: state is being saved", "Stopped;");
        int alerts = lines("alerts.jsonl");

        Process second = start("second");
        await().atMost(PATIENCE)
                .until(() -> said("second").contains("going on from the savepoint of"));
        await().atMost(PATIENCE).until(() -> !checkpoints().isEmpty());
        second.destroyForcibly().waitFor();

        Process third = start("third");
        await().atMost(PATIENCE)
                .until(() -> said("third").contains("going on from the checkpoint of"));
        third.destroy();
        assertThat(third.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(third.exitValue()).as(said("third")).isZero();
        assertThat(lines("alerts.jsonl")).as("read on, not again").isEqualTo(alerts);
    }

    @Test
    void nothingListensBeyondThisMachineAndMetricsAndLogAreWhereTheyWereAskedFor()
            throws Exception {
        int port = freePort();
        write(
                Logs.on(broker),
                "metrics: {port: %d}\nlog: {file: log/entra-cep.log, level: info}\n"
                        .formatted(port));
        Process process = start("out");
        await().atMost(PATIENCE).until(() -> !checkpoints().isEmpty());

        assertThat(listening(process.pid())).isNotEmpty().allMatch(InetAddress::isLoopbackAddress);
        await().atMost(PATIENCE)
                .until(
                        () ->
                                scrape(port)
                                        .contains(
                                                "flink_jobmanager_job_numberOfCompletedCheckpoints"));
        assertThat(Files.readString(folder.resolve("log/entra-cep.log")))
                .contains("INFO", "Completed checkpoint");
        assertThat(said("out")).doesNotContain("INFO");
        process.destroy();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    private void write(Logs logs, String more) throws IOException {
        Files.writeString(
                folder.resolve("run.yaml"),
                """
                source: {bootstrap-servers: ["%s"], topics: [%s], start: earliest}
                parallelism: 1
                checkpoints: {interval: 1s}
                dead-letters: discard
                sinks:
                  archive: {type: file, path: alerts.jsonl}
                %s"""
                        .formatted(broker.bootstrapServers(), logs.topic(), more));
    }

    private Process start(String name) throws IOException {
        return Program.with("512m", "run", "--config", folder.resolve("run.yaml").toString())
                .redirectOutput(folder.resolve(name + ".txt").toFile())
                .start();
    }

    private String said(String name) throws IOException {
        Path file = folder.resolve(name + ".txt");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private int lines(String name) throws IOException {
        Path file = folder.resolve(name);
        return Files.exists(file) ? Files.readAllLines(file).size() : 0;
    }

    private List<Path> checkpoints() throws IOException {
        Path state = folder.resolve("run-state");
        if (!Files.exists(state)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(state)) {
            return files.filter(file -> file.endsWith("_metadata"))
                    .filter(file -> file.toString().contains("/chk-"))
                    .toList();
        } catch (java.io.UncheckedIOException e) {
            // Deleted meanwhile.
            return List.of();
        }
    }

    private static String scrape(int port) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static int freePort() throws IOException {
        try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** The addresses at which a process listens. */
    private static Set<InetAddress> listening(long pid) throws IOException {
        Set<String> sockets = new TreeSet<>();
        try (Stream<Path> open = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            for (Path file : open.toList()) {
                if (Files.isSymbolicLink(file)) {
                    sockets.add(Files.readSymbolicLink(file).toString());
                }
            }
        }
        Set<InetAddress> addresses = new java.util.HashSet<>();
        for (String table : List.of("tcp", "tcp6")) {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/net/" + table))) {
                String[] fields = line.strip().split("\\s+");
                if (fields[3].equals(LISTENS) && sockets.contains("socket:[" + fields[9] + "]")) {
                    addresses.add(address(fields[1].split(":")[0]));
                }
            }
        }
        return addresses;
    }

    /** As the kernel prints it: words of four bytes, each from its end. */
    private static InetAddress address(String hex) throws IOException {
        byte[] printed = HexFormat.of().parseHex(hex);
        byte[] bytes = new byte[printed.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = printed[i / 4 * 4 + 3 - i % 4];
        }
        return InetAddress.getByAddress(bytes);
    }
}
