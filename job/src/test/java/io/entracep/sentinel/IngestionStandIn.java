package io.entracep.sentinel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsServer;
import io.entracep.identity.IdentityStandIn;
import io.entracep.testing.SelfSigned;
import io.entracep.testing.StandInServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPInputStream;

/**
 * Takes rows as the Logs Ingestion API does: with a valid token, to one stream of one rule, as a
 * compressed JSON array of at most 1 MB whose objects fit the stream. Can fail in several ways.
 */
public final class IngestionStandIn implements AutoCloseable {
    /** The only rule. */
    public static final String RULE = "dcr-00000000000000000000000000000000";

    /** Its only stream. */
    public static final String STREAM = "Custom-EntraCepAlerts";

    private static final String PATH =
            "/dataCollectionRules/" + RULE + "/streams/" + STREAM + "?api-version=2023-01-01";
    private static final int MAX_BYTES = 1_000_000;

    private final HttpsServer server;
    private final IdentityStandIn entra;
    private final List<JsonNode> rows = new CopyOnWriteArrayList<>();
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Clerk clerk =
            (exchange, count, take) -> {
                take.run();
                exchange.sendResponseHeaders(204, -1);
            };

    /** Something that happens instead of an answer. */
    interface Fault {
        void happen(HttpExchange exchange) throws IOException;
    }

    /** What becomes of a request with which nothing is wrong. */
    @FunctionalInterface
    public interface Clerk {
        /**
         * Answers, or not.
         *
         * @param rows how many there are
         * @param take takes them
         */
        void handle(HttpExchange exchange, int rows, Runnable take) throws IOException;
    }

    private IngestionStandIn(SelfSigned certificate, IdentityStandIn entra) throws IOException {
        this.entra = entra;
        this.server = StandInServer.start(certificate, "ingestion-stand-in", this::handle);
    }

    /** Starts one that takes the tokens of this Entra. */
    public static IngestionStandIn start(SelfSigned certificate, IdentityStandIn entra)
            throws Exception {
        return new IngestionStandIn(certificate, entra);
    }

    /** Where it listens. */
    public URI endpoint() {
        return URI.create("https://localhost:" + server.getAddress().getPort());
    }

    /** All rows that were taken. */
    public List<JsonNode> rows() {
        return rows;
    }

    /** Gives requests with which nothing is wrong to this one; without one, all are taken. */
    public void usually(Clerk other) {
        clerk = other;
    }

    /** Answers the next request so, whatever it holds. */
    void answerNext(int status, Map<String, String> headers) {
        faults.add(
                exchange -> {
                    headers.forEach(exchange.getResponseHeaders()::set);
                    answer(exchange, status, "{\"error\":{\"code\":\"Planned\"}}");
                });
    }

    /** Lets the next request wait until this is closed. */
    void hangNext() {
        faults.add(exchange -> awaitClose());
    }

    /** Cuts the connection of the next request. */
    void resetNext() {
        faults.add(HttpExchange::close);
    }

    /** Sends half an answer to the next request and cuts the connection. */
    void sendHalfOfNext() {
        faults.add(
                exchange -> {
                    exchange.sendResponseHeaders(200, 100);
                    exchange.getResponseBody().write(new byte[10]);
                    exchange.getResponseBody().flush();
                    exchange.close();
                });
    }

    /** Sends half an answer to the next request and then nothing more. */
    void hangInNext() {
        faults.add(
                exchange -> {
                    exchange.sendResponseHeaders(200, 100);
                    exchange.getResponseBody().write(new byte[10]);
                    exchange.getResponseBody().flush();
                    awaitClose();
                });
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Fault fault = faults.poll();
        if (fault != null) {
            fault.happen(exchange);
            return;
        }
        String authorization =
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (!authorization.startsWith("Bearer ") || !entra.isValid(authorization.substring(7))) {
            answer(exchange, 401, "{\"error\":{\"code\":\"InvalidToken\"}}");
        } else if (!exchange.getRequestURI().toString().equals(PATH)) {
            answer(exchange, 404, "{\"error\":{\"code\":\"NotFound\"}}");
        } else {
            take(exchange, body);
        }
    }

    private void take(HttpExchange exchange, byte[] body) throws IOException {
        if (!"gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))
                || !"application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"))
                || !exchange.getRequestMethod().equals("POST")) {
            answer(exchange, 400, "not a compressed JSON document");
            return;
        }
        byte[] json = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
        if (json.length > MAX_BYTES) {
            answer(exchange, 413, "{\"error\":{\"code\":\"ContentLengthLimitExceeded\"}}");
            return;
        }
        JsonNode array = new ObjectMapper().readTree(json);
        for (JsonNode row : array) {
            List<String> problems = RowSchema.problems(row);
            if (!problems.isEmpty()) {
                answer(exchange, 400, problems.toString());
                return;
            }
        }
        clerk.handle(exchange, array.size(), () -> array.forEach(rows::add));
        exchange.close();
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void awaitClose() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
