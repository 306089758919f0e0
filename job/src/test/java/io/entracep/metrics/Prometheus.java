package io.entracep.metrics;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entracep.testing.Repository;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A Prometheus of this machine, as {@code deploy/monitoring/prometheus.yaml} configures it. */
final class Prometheus implements AutoCloseable {
    private final Process process;
    private final int port;

    private Prometheus(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static boolean isInstalled() {
        return on("prometheus") && on("promtool");
    }

    private static boolean on(String program) {
        return List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** Starts one that scrapes this port every five seconds. */
    static Prometheus scraping(Path folder, int target) throws IOException {
        Path home = Files.createTempDirectory(folder, "prometheus");
        Path monitoring = Repository.path("deploy/monitoring");
        Path file =
                Files.writeString(
                        home.resolve("prometheus.yaml"),
                        Files.readString(monitoring.resolve("prometheus.yaml"))
                                .replace(": 30s", ": 5s")
                                .replace("localhost:9249", "localhost:" + target));
        Files.copy(
                monitoring.resolve("prometheus-rules.yaml"), home.resolve("prometheus-rules.yaml"));
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Process process =
                new ProcessBuilder(
                                "prometheus",
                                "--config.file=" + file,
                                "--storage.tsdb.path=" + home.resolve("data"),
                                "--web.listen-address=127.0.0.1:" + port)
                        .redirectErrorStream(true)
                        .redirectOutput(home.resolve("log").toFile())
                        .start();
        Prometheus prometheus = new Prometheus(process, port);
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(prometheus::isReady);
        return prometheus;
    }

    private boolean isReady() throws IOException, InterruptedException {
        return get("/-/ready").contains("Ready");
    }

    /** Whether a query is right and has a result. */
    boolean finds(String query) throws IOException, InterruptedException {
        JsonNode answer =
                new ObjectMapper()
                        .readTree(
                                get(
                                        "/api/v1/query?query="
                                                + URLEncoder.encode(
                                                        query, StandardCharsets.UTF_8)));
        if (!answer.path("status").asText().equals("success")) {
            throw new AssertionError(query + ": " + answer);
        }
        return !answer.path("data").path("result").isEmpty();
    }

    private String get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
