package io.entracep.told;

import io.entracep.alert.Alert;
import io.entracep.told.Departures.Departure;
import io.entracep.told.ToldSettings.LogSettings;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where deliveries wait until their entries are in the log, or until they waited long enough for a
 * store that cannot be written.
 */
final class Gate {
    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    private static final long CHECK = 1_000;

    private final String sink;
    private final LogSettings settings;
    private final ToldLog log;
    private final WaitingDeliveries waiting;
    private final ToldMetrics metrics;
    private final ToldTask task;
    private final String job;
    private final Departures departures;
    private boolean sendsUnlogged;
    private boolean checks;

    Gate(
            String sink,
            LogSettings settings,
            ToldLog log,
            WaitingDeliveries waiting,
            Departures departures,
            ToldMetrics metrics,
            ToldTask task,
            String job) {
        this.sink = sink;
        this.settings = settings;
        this.log = log;
        this.waiting = waiting;
        this.departures = departures;
        this.metrics = metrics;
        this.task = task;
        this.job = job;
    }

    /** A delivery of the current key comes. */
    void take(String key, Alert alert) {
        waiting.put(alert);
        append(key, alert);
    }

    /** What waited when the state was saved goes on. */
    void takeRestored(List<Departure> restored) {
        for (Departure departure : restored) {
            Alert alert = departure.alert();
            if (log.isAccepted(alert)) {
                task.useKey(departure.key());
                waiting.remove(alert);
            } else if (log.isWritten(alert)) {
                departures.add(departure);
            } else {
                append(departure.key(), alert);
            }
        }
    }

    /** Lets go what is written. */
    void release() {
        long durable = log.durable();
        if (durable > 0 && !log.isFailing()) {
            sendsUnlogged = false;
        }
        departures.written(durable).forEach(this::leave);
    }

    /** Lets go what waited too long for the store, where that is wanted. */
    void check() {
        boolean failing = log.isFailing();
        metrics.failing(failing);
        if (settings.sendsUnlogged()) {
            List<Departure> overdue = departures.since(task.now() - settings.longestWait());
            if (!overdue.isEmpty() && !sendsUnlogged) {
                sendsUnlogged = true;
                LOG.error(
                        "Sink {}: {} cannot be written, alerts leave without an entry; after a"
                                + " crash they may be told twice, or stay although they are wrong",
                        sink,
                        log);
            }
            overdue.forEach(this::leaveUnlogged);
        }
        if (!departures.isEmpty() || failing) {
            checkLater();
        }
    }

    boolean isEmpty() {
        return departures.isEmpty();
    }

    /** Lets everything go. */
    void open() {
        departures.since(Long.MAX_VALUE).forEach(this::leaveUnlogged);
    }

    private void append(String key, Alert alert) {
        long line = log.append(Entry.of(alert, task.watermark(), job));
        departures.add(new Departure(key, alert, line, task.now()));
        if (sendsUnlogged) {
            departures.since(task.now()).forEach(this::leaveUnlogged);
        } else {
            checkLater();
        }
    }

    private void leave(Departure departure) {
        task.useKey(departure.key());
        waiting.remove(departure.alert());
        task.leave(departure.alert());
    }

    private void leaveUnlogged(Departure departure) {
        metrics.unlogged();
        leave(departure);
    }

    private void checkLater() {
        if (!checks) {
            checks = true;
            task.at(
                    task.now() + CHECK,
                    () -> {
                        checks = false;
                        check();
                    });
        }
    }
}
