package io.entracep.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many bytes of its files a running job has read, asked from Flink's REST API; the same for a
 * cluster in this process and one elsewhere. To be compared with {@link ReplayFiles#totalBytes}.
 *
 * <p>Why REST: a source has no accumulators, and a counter shared by static fields would know only
 * this process. Flink refreshes what it answers every ten seconds; set {@code
 * metrics.fetcher.update-interval} to a second where a person watches. After a restart bytes are
 * counted twice, and once the job has ended there is nothing to ask: so this is for people, not for
 * accounts.
 */
public final class ReplayProgress {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final String METRIC = ".numBytesIn";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI job;
    private final HttpClient http;
    private long bytesRead;

    /** Names of the counters by vertex: each file that was read adds names to the list of all. */
    private final Map<String, List<String>> counters = new HashMap<>();

    /**
     * @param rest address of the REST API, such as {@code http://localhost:8081}
     * @param jobId hexadecimal id of the job
     */
    public ReplayProgress(URI rest, String jobId) {
        this.job = rest.resolve("/jobs/" + jobId);
        this.http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    }

    /** The newest figure that could be had; never less than the one before. 0 at first. */
    public long bytesRead() {
        try {
            long sum = 0;
            for (JsonNode vertex : get("").path("vertices")) {
                sum += bytesReadBy("/vertices/" + vertex.path("id").asText() + "/subtasks/metrics");
            }
            bytesRead = Math.max(bytesRead, sum);
        } catch (IOException e) {
            // The job begins, ends or restarts: the last figure stands.
            return bytesRead;
        }
        return bytesRead;
    }

    /** Whether the source of files has come to its end, and those behind it have all of it. */
    public boolean areFilesRead() {
        try {
            for (JsonNode vertex : get("").path("vertices")) {
                if (vertex.path("name").asText().startsWith("Source: files")) {
                    return vertex.path("status").asText().equals("FINISHED");
                }
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    private long bytesReadBy(String metrics) throws IOException {
        List<String> names = counters.getOrDefault(metrics, List.of());
        if (names.isEmpty()) {
            // They come with the first file.
            names = countersIn(metrics);
            counters.put(metrics, names);
        }
        if (names.isEmpty()) {
            return 0;
        }
        long sum = 0;
        for (JsonNode metric : get(metrics + "?agg=sum&get=" + String.join(",", names))) {
            sum += metric.path("sum").asLong();
        }
        return sum;
    }

    private List<String> countersIn(String metrics) throws IOException {
        List<String> names = new ArrayList<>();
        for (JsonNode metric : get(metrics)) {
            String name = metric.path("id").asText();
            // Of operators, only sources count bytes; the other figures are those of a task.
            if (name.startsWith("Source__") && name.endsWith(METRIC)) {
                names.add(name);
            }
        }
        return names;
    }

    private JsonNode get(String path) throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(job + path)).timeout(TIMEOUT).build();
        try {
            HttpResponse<String> response =
                    http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (response.statusCode() != 200) {
                throw new IOException("HTTP status " + response.statusCode());
            }
            return JSON.readTree(response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while asking " + request.uri(), e);
        }
    }
}
