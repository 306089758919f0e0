package io.entracep.cluster;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/**
 * What befalls the requests to a receiver. Faults are dealt like cards: of every {@value #DECK}
 * requests each fault gets one and the others go well, in an order that a seed decides. While the
 * receiver is down, all fail.
 */
final class DealtFaults implements AutoCloseable {
    private static final int DECK = 12;

    private final Random random;
    private final Deque<Outcome> deck = new ArrayDeque<>();
    private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    private final CountDownLatch closed = new CountDownLatch(1);
    private int owedToBatches;
    private boolean well;
    private boolean down;

    /** What a request gets. */
    enum Outcome {
        TAKEN,
        TOO_MANY_REQUESTS,
        SERVER_ERROR,
        /** Only batches are too large. */
        TOO_LARGE,
        HANGS,
        RESET,
        /** Taken, but the sender cannot know. */
        HALF_AN_ANSWER,
        DOWN
    }

    DealtFaults(long seed) {
        random = new Random(seed);
    }

    /**
     * Answers a request, or does not.
     *
     * @param messages in it
     * @param take takes them
     */
    void handle(HttpExchange exchange, int messages, Runnable take) throws IOException {
        try (exchange) {
            switch (next(messages)) {
                case TAKEN -> {
                    take.run();
                    exchange.sendResponseHeaders(204, -1);
                }
                case TOO_MANY_REQUESTS -> {
                    exchange.getResponseHeaders().set("Retry-After", "1");
                    exchange.sendResponseHeaders(429, -1);
                }
                case SERVER_ERROR -> exchange.sendResponseHeaders(500, -1);
                case TOO_LARGE -> exchange.sendResponseHeaders(413, -1);
                case HANGS -> awaitClose();
                case RESET, DOWN -> {}
                case HALF_AN_ANSWER -> {
                    take.run();
                    exchange.sendResponseHeaders(200, 1_000);
                    exchange.getResponseBody()
                            .write("half an a".getBytes(StandardCharsets.US_ASCII));
                    exchange.getResponseBody().flush();
                }
            }
        }
    }

    /** Ends all faults. */
    synchronized void getWell() {
        well = true;
    }

    synchronized void goDown() {
        down = true;
    }

    synchronized void comeBack() {
        down = false;
    }

    /** How many requests got what, so far. */
    synchronized Map<Outcome, Integer> counts() {
        return new EnumMap<>(counts);
    }

    /** Lets hanging requests go. */
    @Override
    public void close() {
        closed.countDown();
    }

    private synchronized Outcome next(int messages) {
        Outcome outcome = down ? Outcome.DOWN : well ? Outcome.TAKEN : draw(messages > 1);
        counts.merge(outcome, 1, Integer::sum);
        return outcome;
    }

    private Outcome draw(boolean batch) {
        if (batch && owedToBatches > 0) {
            owedToBatches--;
            return Outcome.TOO_LARGE;
        }
        if (deck.isEmpty()) {
            shuffle();
        }
        Outcome drawn = deck.remove();
        if (drawn == Outcome.TOO_LARGE && !batch) {
            owedToBatches++;
            return Outcome.TAKEN;
        }
        return drawn;
    }

    private void shuffle() {
        List<Outcome> cards = new ArrayList<>(Arrays.asList(Outcome.values()));
        cards.remove(Outcome.DOWN);
        while (cards.size() < DECK) {
            cards.add(Outcome.TAKEN);
        }
        Collections.shuffle(cards, random);
        deck.addAll(cards);
    }

    private void awaitClose() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
