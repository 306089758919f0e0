package io.entracep.detection;

import io.entracep.detection.Placement.Seat;
import io.entracep.event.EntraEvent;
import io.entracep.signal.Entity;
import io.entracep.signal.Observation;
import io.entracep.signal.Observer;
import io.entracep.signal.SignalSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the records that match rules are seen, for all detections of a tenant. Immutable. */
final class Placements {
    private final Map<Long, List<Placement>> byRule = new HashMap<>();
    private final Map<Long, List<CountedTotal>> totalsByRule = new HashMap<>();

    Placements(List<Detection> detections) {
        for (Detection detection : detections) {
            for (Placement placement : detection.placements()) {
                byRule.computeIfAbsent(placement.rule(), rule -> new ArrayList<>(1)).add(placement);
            }
            for (CountedTotal total : detection.countedTotals()) {
                totalsByRule.computeIfAbsent(total.rule(), rule -> new ArrayList<>(1)).add(total);
            }
        }
    }

    /**
     * The observations of an event, at most one per entity: as the signals of the record alone
     * place it, and where a detection of one of the rules wants to see it.
     */
    List<Observation> observe(EntraEvent event, SignalSet signals, long[] rules) {
        List<Observation> seen = Observer.observe(event, signals);
        if (rules.length == 0) {
            return seen;
        }
        List<Observation> all = new ArrayList<>(seen);
        for (long rule : rules) {
            List<Placement> placements = byRule.get(rule);
            if (placements == null) {
                continue;
            }
            for (Placement placement : placements) {
                for (Seat seat : placement.at().apply(event)) {
                    see(event, seat, placement.seen(), all);
                }
            }
        }
        return all;
    }

    /** Where the event is added up. Events of doubtful time are nowhere. */
    List<CountedTotal.At> count(EntraEvent event, long[] rules) {
        if (totalsByRule.isEmpty() || rules.length == 0 || event.timeSuspect()) {
            return List.of();
        }
        List<CountedTotal.At> counted = new ArrayList<>(0);
        for (long rule : rules) {
            for (CountedTotal total : totalsByRule.getOrDefault(rule, List.of())) {
                for (Seat seat : total.at().apply(event)) {
                    counted.add(new CountedTotal.At(seat.entity(), total.metric()));
                }
            }
        }
        return counted;
    }

    private static void see(EntraEvent event, Seat seat, SignalSet signal, List<Observation> all) {
        Entity entity = seat.entity();
        for (int i = 0; i < all.size(); i++) {
            Observation known = all.get(i);
            if (known.entity().equals(entity)) {
                all.set(
                        i,
                        new Observation(
                                known.entity(),
                                known.roles() | seat.roles(),
                                known.signals().union(signal),
                                event,
                                null));
                return;
            }
        }
        all.add(new Observation(entity, seat.roles(), signal, event, null));
    }
}
