package io.entracep.told;

import io.entracep.alert.Alert;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Deliveries in the order in which they came, until their entries are in the log. */
final class Departures {
    private final Deque<Departure> waiting = new ArrayDeque<>();

    /**
     * One of them.
     *
     * @param key of the state it is in
     * @param alert the delivery
     * @param line number of its line in the log
     * @param since processing time, milliseconds
     */
    record Departure(String key, Alert alert, long line, long since) {}

    /** Names a delivery among those of its key. */
    static String name(Alert alert) {
        return alert.alertId() + "@" + alert.delivery().decidedAt();
    }

    void add(Departure departure) {
        waiting.add(departure);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    int size() {
        return waiting.size();
    }

    /** Those whose entries are written; what happens now before everything else. */
    List<Departure> written(long durable) {
        List<Departure> ready = new ArrayList<>();
        while (!waiting.isEmpty() && waiting.peek().line() <= durable) {
            ready.add(waiting.remove());
        }
        return inOrder(ready);
    }

    /** Those that came by then. */
    List<Departure> since(long time) {
        List<Departure> ready = new ArrayList<>();
        while (!waiting.isEmpty() && waiting.peek().since() <= time) {
            ready.add(waiting.remove());
        }
        return inOrder(ready);
    }

    /** Stable, so that the deliveries of one alert keep their order. */
    private static List<Departure> inOrder(List<Departure> ready) {
        Set<String> later = new HashSet<>();
        ready.stream()
                .filter(departure -> !departure.alert().happensNow())
                .forEach(departure -> later.add(departure.alert().alertId()));
        ready.sort(Comparator.comparing(departure -> later.contains(departure.alert().alertId())));
        return ready;
    }
}
