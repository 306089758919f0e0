package io.entracep.loop;

import io.entracep.detection.ActiveDetections;
import io.entracep.detection.Detection;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import io.entracep.signal.SignalSet;
import io.entracep.state.EntityMemory.Change;
import io.entracep.state.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What came to one entity in one batch, or went, and what that changed in its memory. */
final class Arrivals {
    private final List<Arrival> all = new ArrayList<>(1);

    /** One of them. */
    record Arrival(Observation observation, Change change) {

        /** It makes nothing that was not there without it. */
        boolean isOnlyRefinedBy(Detection detection) {
            return detection.onlyRefines(observation)
                    && (change.previous() == null || detection.onlyRefines(change.previous()))
                    && change.dropped().isEmpty()
                    && change.trained().isEmpty()
                    && !change.privilege();
        }
    }

    /** An observation was inserted. */
    void add(Observation observation, Change change) {
        all.add(new Arrival(observation, change));
    }

    /** An observation was removed. */
    void addGone(Observation observation) {
        add(
                observation,
                new Change(false, observation, List.of(), Set.of(), TimeRange.NEVER, false));
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** How many. */
    int size() {
        return all.size();
    }

    /** In the order in which they came. */
    List<Arrival> all() {
        return all;
    }

    /** The first that came; there is one. */
    Observation first() {
        return all.get(0).observation();
    }

    /** The detections that any of them can affect. */
    List<Detection> affected(ActiveDetections active, EntityType type) {
        SignalSet signals = SignalSet.NONE;
        boolean trained = false;
        boolean privilege = false;
        for (Arrival arrival : all) {
            Change change = arrival.change();
            signals = signals.union(arrival.observation().signals());
            if (change.previous() != null) {
                signals = signals.union(change.previous().signals());
            }
            for (Observation dropped : change.dropped()) {
                signals = signals.union(dropped.signals());
            }
            trained |= !change.trained().isEmpty();
            privilege |= change.privilege();
        }
        return active.affectedBy(type, signals, trained, privilege);
    }

    /** In words, for messages. */
    String words() {
        String first = first().eventId();
        return size() == 1 ? first : first + " and " + (size() - 1) + " more";
    }
}
