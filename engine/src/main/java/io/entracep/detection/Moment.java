package io.entracep.detection;

import io.entracep.event.Category;
import io.entracep.event.EntraEvent;
import io.entracep.signal.Derivation;
import io.entracep.signal.Observation;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import java.util.List;
import java.util.Map;

/** A moment at which a count was reached, as an observation that other detections can read. */
final class Moment {
    /** How many observations it carries: the last ones of its window. */
    private static final int SHOWN = 20;

    private Moment() {}

    /**
     * A finding of the count, seen from the same entity at the end of the window; of the entry's
     * severity, since nothing is described.
     */
    static Observation of(Reach reach, Entry entry) {
        Observation end = reach.end();
        return new Observation(
                end.entity(),
                end.roles(),
                SignalSet.of(Signal.FINDING),
                event(reach, entry),
                new Derivation(
                        entry.id(),
                        "",
                        entry.severity().label(),
                        Map.of(
                                Draft.COUNT,
                                Integer.toString(reach.count()),
                                "rule",
                                reach.rule().name()),
                        shown(reach.window())));
    }

    private static EntraEvent event(Reach reach, Entry entry) {
        EntraEvent last = reach.end().event();
        return new EntraEvent(
                last.tenantId(),
                entry.id() + ":" + reach.rule().name() + ":" + last.id(),
                Category.FINDING,
                Category.FINDING.logName(),
                last.time(),
                last.envelopeTime(),
                last.timeSuspect(),
                entry.id(),
                entry.title(),
                last.outcome(),
                last.actor(),
                last.origin(),
                last.device(),
                last.correlationId(),
                null,
                null,
                null);
    }

    private static List<Observation> shown(List<Observation> window) {
        int size = window.size();
        return size <= SHOWN ? window : window.subList(size - SHOWN, size);
    }
}
