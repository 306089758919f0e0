package io.entracep.testing;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An HTTPS receiver on this machine that does as told: the next requests get the planned behaviours
 * in turn, those after them the usual one.
 */
public final class TestingAlertEndpoint implements AutoCloseable {
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Behaviour> planned = new ConcurrentLinkedQueue<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Behaviour usual = Behaviour.status(200);

    /** What the endpoint does with a request. */
    @FunctionalInterface
    public interface Behaviour {
        /** Answers, or not. */
        void handle(Received request, HttpExchange exchange, CountDownLatch closed)
                throws IOException;

        /** Answers with a status, the status as text, and a header. */
        static Behaviour status(int status, String... header) {
            return (request, exchange, closed) -> {
                if (header.length == 2) {
                    exchange.getResponseHeaders().set(header[0], header[1]);
                }
                byte[] body = ("status " + status).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, body.length);
                exchange.getResponseBody().write(body);
            };
        }

        /** Says nothing until the endpoint closes. */
        static Behaviour hang() {
            return (request, exchange, closed) -> {
                try {
                    closed.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            };
        }

        /** Hangs up without a word. */
        static Behaviour hangUp() {
            return (request, exchange, closed) -> exchange.close();
        }

        /** Promises a thousand bytes, sends nine, and hangs up or keeps the line open. */
        static Behaviour halfAnAnswer(Behaviour then) {
            return (request, exchange, closed) -> {
                exchange.sendResponseHeaders(200, 1_000);
                exchange.getResponseBody().write("half an a".getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
                then.handle(request, exchange, closed);
            };
        }
    }

    /**
     * A request.
     *
     * @param path with the query
     * @param headers by name, ignoring case
     */
    public record Received(String path, Headers headers, String body) {
        /** The first header of this name, or null. */
        public String header(String name) {
            return headers.getFirst(name);
        }
    }

    /** Starts it on a free port. */
    public TestingAlertEndpoint(SelfSigned certificate) throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.tls()));
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Where it listens, with this path. */
    public String url(String path) {
        return "https://localhost:" + server.getAddress().getPort() + path;
    }

    /** What the next request gets; called again, the one after it. */
    public TestingAlertEndpoint next(Behaviour behaviour) {
        planned.add(behaviour);
        return this;
    }

    /** What all requests get for which nothing is planned. */
    public void usually(Behaviour behaviour) {
        usual = behaviour;
    }

    /** All requests so far, in the order in which they were read. */
    public List<Received> received() {
        return List.copyOf(received);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Received request =
                    new Received(
                            exchange.getRequestURI().toString(),
                            exchange.getRequestHeaders(),
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8));
            received.add(request);
            Behaviour behaviour = planned.poll();
            (behaviour == null ? usual : behaviour).handle(request, exchange, closed);
        }
    }
}
