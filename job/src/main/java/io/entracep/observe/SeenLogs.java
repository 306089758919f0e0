package io.entracep.observe;

import io.entracep.event.Category;
import io.entracep.event.EntraEvent;
import io.entracep.loop.Eras;
import io.entracep.loop.LoopInput;
import io.entracep.signal.Entity;
import io.entracep.signal.EntityType;
import io.entracep.signal.Metrics;
import io.entracep.state.Presence;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Tells a tenant when each of its logs had records, once for each quarter of an hour; see {@link
 * Presence}. What was told is remembered roughly: telling it again changes nothing.
 */
final class SeenLogs {
    /** Quarters that are remembered, about those of a day. */
    private static final int REMEMBERED = 128;

    private final Function<String, Eras> detections;
    private final Consumer<LoopInput> output;
    private final Map<String, Map<Category, long[]>> told = new HashMap<>();

    SeenLogs(Function<String, Eras> detections, Consumer<LoopInput> output) {
        this.detections = detections;
        this.output = output;
    }

    /** Tells of the event's log. Events of doubtful time tell nothing. */
    void see(EntraEvent event) {
        String metric = Metrics.log(event.category());
        if (event.timeSuspect() || metric == null) {
            return;
        }
        long slot = Presence.slot(event.time());
        long[] slots = slots(event);
        int place = (int) Math.floorMod(slot, (long) REMEMBERED);
        // One more, since a new array is full of zeros.
        if (slots[place] == slot + 1) {
            return;
        }
        slots[place] = slot + 1;
        if (detections.apply(event.tenantId()).totals().contains(metric)) {
            output.accept(
                    new LoopInput.Add(
                            new Entity(EntityType.TENANT, event.tenantId(), event.tenantId()),
                            metric,
                            Presence.hour(slot),
                            Presence.sketch(slot)));
        }
    }

    private long[] slots(EntraEvent event) {
        return told.computeIfAbsent(event.tenantId(), tenantId -> new EnumMap<>(Category.class))
                .computeIfAbsent(event.category(), category -> new long[REMEMBERED]);
    }
}
