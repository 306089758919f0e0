package io.entracep.cluster;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Flink's REST API, as far as somebody who runs jobs needs it.
 *
 * <p>Source: Flink 2.2, "REST API".
 */
final class FlinkRest {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Metrics of a TaskManager, in the order of {@link Memory}. */
    private static final List<String> MEMORY =
            List.of(
                    "Status.JVM.Memory.Heap.Used",
                    "Status.JVM.Memory.Metaspace.Used",
                    "Status.Flink.Memory.Managed.Used");

    private final URI server;
    private final HttpClient client = HttpClient.newHttpClient();

    FlinkRest(URI server) {
        this.server = server;
    }

    /** Flink refused; the message is its answer. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        private Refused(String answer) {
            super(answer);
        }
    }

    /** Sends a jar to the cluster and returns the id under which it can be run. */
    String upload(Path jar) throws IOException, InterruptedException {
        String boundary = "entra-cep-boundary";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(
                ("--"
                                + boundary
                                + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\""
                                + jar.getFileName()
                                + "\"\r\nContent-Type: application/x-java-archive\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(Files.readAllBytes(jar));
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        HttpRequest request =
                request("/jars/upload")
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                        .build();
        return Path.of(JSON.readTree(send(request)).path("filename").asText())
                .getFileName()
                .toString();
    }

    /**
     * Runs the jar's main in the JobManager and returns the job's id.
     *
     * @throws Refused if main fails
     */
    String run(String jar, List<String> arguments) throws IOException, InterruptedException {
        ObjectNode body = JSON.createObjectNode();
        arguments.forEach(body.putArray("programArgsList")::add);
        return post("/jars/" + jar + "/run", body).path("jobid").asText();
    }

    /**
     * A job as the overview tells it.
     *
     * @param state {@code RUNNING}, {@code FAILED} …
     */
    record Job(String id, String name, String state) {}

    /** Waits for the job of an application and for the JobManager that has it. */
    Job awaitOnlyJob() {
        return await().atMost(LONGEST)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(this::jobs, jobs -> jobs.size() == 1)
                .get(0);
    }

    /** All that the JobManager knows, also those that ended. */
    List<Job> jobs() throws IOException, InterruptedException {
        List<Job> jobs = new ArrayList<>();
        for (JsonNode job : JSON.readTree(get("/jobs/overview")).path("jobs")) {
            jobs.add(
                    new Job(
                            job.path("jid").asText(),
                            job.path("name").asText(),
                            job.path("state").asText()));
        }
        return jobs;
    }

    int taskManagers() throws IOException, InterruptedException {
        return JSON.readTree(get("/overview")).path("taskmanagers").asInt();
    }

    /** {@code RUNNING}, {@code RESTARTING}, {@code FINISHED} … */
    String state(String job) throws IOException, InterruptedException {
        return JSON.readTree(get("/jobs/" + job)).path("state").asText();
    }

    void awaitState(String job, String state) {
        await().atMost(LONGEST)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> state(job).equals(state));
    }

    /**
     * Waits for a JobManager that runs the job from a checkpoint; there may be none for a while.
     */
    void awaitRestored(String job) {
        await().atMost(LONGEST)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> state(job).equals("RUNNING") && restored(job) > 0);
    }

    /** How often the job was restored from a checkpoint or savepoint. */
    int restored(String job) throws IOException, InterruptedException {
        return checkpointCount(job, "restored");
    }

    int completedCheckpoints(String job) throws IOException, InterruptedException {
        return checkpointCount(job, "completed");
    }

    /** A metric of every task of the job that has it, by the end of its name. */
    List<Long> metric(String job, String name) throws IOException, InterruptedException {
        List<Long> values = new ArrayList<>();
        for (JsonNode vertex : JSON.readTree(get("/jobs/" + job)).path("vertices")) {
            String path = "/jobs/" + job + "/vertices/" + vertex.path("id").asText() + "/metrics";
            for (JsonNode metric : JSON.readTree(get(path))) {
                String id = metric.path("id").asText();
                if (id.endsWith("." + name)) {
                    String query = "?get=" + URLEncoder.encode(id, StandardCharsets.UTF_8);
                    values.add(JSON.readTree(get(path + query)).path(0).path("value").asLong());
                }
            }
        }
        return values;
    }

    /**
     * What a TaskManager uses, in bytes.
     *
     * @param heap with garbage that was not collected yet
     */
    record Memory(long heap, long metaspace, long managed) {}

    /** What each TaskManager uses; without those that have not told yet. */
    List<Memory> memory() throws IOException, InterruptedException {
        List<Memory> all = new ArrayList<>();
        for (JsonNode one : JSON.readTree(get("/taskmanagers")).path("taskmanagers")) {
            Map<String, Long> told = new HashMap<>();
            String metrics = "/taskmanagers/" + one.path("id").asText() + "/metrics?get=";
            for (JsonNode metric : JSON.readTree(get(metrics + String.join(",", MEMORY)))) {
                told.put(metric.path("id").asText(), metric.path("value").asLong());
            }
            if (told.keySet().containsAll(MEMORY)) {
                all.add(
                        new Memory(
                                told.get(MEMORY.get(0)),
                                told.get(MEMORY.get(1)),
                                told.get(MEMORY.get(2))));
            }
        }
        return all;
    }

    /** Bytes that the heap of each TaskManager may take. */
    List<Long> heapLimits() throws IOException, InterruptedException {
        List<Long> limits = new ArrayList<>();
        for (JsonNode one : JSON.readTree(get("/taskmanagers")).path("taskmanagers")) {
            JsonNode memory =
                    JSON.readTree(get("/taskmanagers/" + one.path("id").asText()))
                            .path("memoryConfiguration");
            limits.add(memory.path("frameworkHeap").asLong() + memory.path("taskHeap").asLong());
        }
        return limits;
    }

    private int checkpointCount(String job, String kind) throws IOException, InterruptedException {
        return JSON.readTree(get("/jobs/" + job + "/checkpoints"))
                .path("counts")
                .path(kind)
                .asInt();
    }

    /** Takes a savepoint, ends the job and returns where the savepoint lies. */
    String stop(String job, Path folder) throws IOException, InterruptedException {
        return stop(job, folder, JSON.createObjectNode());
    }

    /** The same, after event time has gone to its end, so that nothing waits any more. */
    String drain(String job, Path folder) throws IOException, InterruptedException {
        return stop(job, folder, JSON.createObjectNode().put("drain", true));
    }

    private String stop(String job, Path folder, ObjectNode body)
            throws IOException, InterruptedException {
        body.put("targetDirectory", folder.toUri().toString());
        String trigger = post("/jobs/" + job + "/stop", body).path("request-id").asText();
        String path = "/jobs/" + job + "/savepoints/" + trigger;
        // Read once: an application's JobManager ends when its job has and this was answered.
        String answer =
                await().atMost(LONGEST)
                        .pollInterval(Duration.ofMillis(200))
                        .until(() -> get(path), said -> !said.contains("IN_PROGRESS"));
        JsonNode operation = JSON.readTree(answer).path("operation");
        if (!operation.has("location")) {
            throw new Refused(operation.toString());
        }
        return operation.path("location").asText();
    }

    void cancel(String job) throws IOException, InterruptedException {
        send(request("/jobs/" + job).method("PATCH", BodyPublishers.noBody()).build());
    }

    /** The answer to GET, as text. */
    String get(String path) throws IOException, InterruptedException {
        return send(request(path).GET().build());
    }

    private JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
        return JSON.readTree(
                send(
                        request(path)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body.toString()))
                                .build()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve("/v1" + path)).timeout(LONGEST);
    }

    private String send(HttpRequest request) throws IOException, InterruptedException {
        var response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new Refused(response.body());
        }
        return response.body();
    }
}
