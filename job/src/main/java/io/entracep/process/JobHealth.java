package io.entracep.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every few seconds whether the job runs and its state is saved, and logs each change once:
 * what failed and why, and that it is over.
 */
final class JobHealth implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JobHealth.class);
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final String RUNNING = "RUNNING";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI job;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER).build();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread thread = new Thread(task, "job-health");
                        thread.setDaemon(true);
                        return thread;
                    });
    private @Nullable ScheduledFuture<?> looking;
    private boolean runs = true;
    private long failures;
    private boolean saves = true;

    private JobHealth(URI job) {
        this.job = job;
    }

    /** Begins to look. */
    static JobHealth of(URI rest, JobID id) {
        JobHealth health = new JobHealth(rest.resolve("/jobs/" + id));
        health.looking =
                health.timer.scheduleWithFixedDelay(
                        health::look, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return health;
    }

    private void look() {
        try {
            running(get(""), get("/exceptions?maxExceptions=1"));
            saving(get("/checkpoints"));
        } catch (IOException e) {
            LOG.debug("Not told this time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A failure may be over before anybody looks; it is counted all the same. */
    private void running(JsonNode told, JsonNode exceptions) {
        String state = told.path("state").asText();
        JsonNode failure = exceptions.path("exceptionHistory").path("entries").path(0);
        long failed = failure.path("timestamp").asLong();
        if (failed > failures) {
            failures = failed;
            runs = false;
            LOG.warn(
                    "The job failed and begins again from its last checkpoint, in a minute at most: {}",
                    cause(failure.path("stacktrace").asText()));
        }
        if (!runs && state.equals(RUNNING)) {
            runs = true;
            LOG.warn("The job runs again");
        }
    }

    private void saving(JsonNode told) {
        JsonNode latest = told.path("latest");
        JsonNode failed = latest.path("failed");
        long completed = latest.path("completed").path("id").asLong();
        if (saves && failed.path("id").asLong() > completed) {
            saves = false;
            LOG.warn(
                    "State is not saved ({}). The job goes on; after a crash it would begin again from {}",
                    firstLine(failed.path("failure_message").asText()),
                    completed == 0
                            ? "where it was started"
                            : Instant.ofEpochMilli(
                                    latest.path("completed").path("trigger_timestamp").asLong()));
        } else if (!saves && completed > failed.path("id").asLong()) {
            saves = true;
            LOG.warn("State is saved again");
        }
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(job + path)).timeout(ANSWER).build();
        return JSON.readTree(http.send(request, BodyHandlers.ofByteArray()).body());
    }

    /** Of a stack trace the first line, and that of its last cause. */
    private static String cause(String trace) {
        String last =
                trace.lines()
                        .filter(line -> line.startsWith("Caused by: "))
                        .reduce((first, second) -> second)
                        .orElse("");
        return last.isEmpty() ? firstLine(trace) : last.substring("Caused by: ".length());
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("no cause is told");
    }

    @Override
    public void close() {
        if (looking != null) {
            looking.cancel(true);
        }
        timer.shutdownNow();
    }
}
