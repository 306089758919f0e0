package io.entracep.observe;

import io.entracep.event.EntraEvent;
import io.entracep.loop.LoopInput;
import io.entracep.signal.Entity;
import io.entracep.state.Totals;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.datasketches.theta.UpdateSketch;

/** Totals that are not yet passed on, by entity, metric and hour. */
final class PendingTotals {
    /** Events after which they are passed on in any case, so that memory is bounded. */
    private static final int MAX_PENDING = 10_000;

    private final Consumer<LoopInput> output;
    private final Map<Key, UpdateSketch> sketches = new HashMap<>();
    private int pending;

    PendingTotals(Consumer<LoopInput> output) {
        this.output = output;
    }

    private record Key(Entity entity, String metric, long hour) {}

    void add(EntraEvent event, Entity entity, String metric) {
        Key key = new Key(entity, metric, Totals.hour(event.time()));
        sketches.computeIfAbsent(key, unused -> Totals.counter()).update(event.id());
        if (++pending >= MAX_PENDING) {
            flush();
        }
    }

    void flush() {
        sketches.forEach(
                (key, sketch) ->
                        output.accept(
                                new LoopInput.Add(
                                        key.entity(),
                                        key.metric(),
                                        key.hour(),
                                        Totals.toBytes(sketch))));
        sketches.clear();
        pending = 0;
    }
}
