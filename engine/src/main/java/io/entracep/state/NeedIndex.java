package io.entracep.state;

import io.entracep.signal.Observation;
import io.entracep.signal.SignalSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Needs by what they look for, so that the many that have nothing to do with an observation cost it
 * nothing. Safe for threads.
 */
final class NeedIndex {
    /** Combinations of signals that are remembered; records have far fewer. */
    private static final int REMEMBERED = 4096;

    /** Needs that look for any fixed signal, whatever else. */
    private final List<Need> ofFixed = new ArrayList<>();

    private final Map<Long, List<Need>> byRule = new HashMap<>();
    private final Map<SignalSet, List<Need>> bySignals = new ConcurrentHashMap<>();

    NeedIndex(List<Need> needs) {
        // Equal needs of two detections are one.
        for (Need need : new LinkedHashSet<>(needs)) {
            if (!need.signals().withoutRules().isEmpty()) {
                ofFixed.add(need);
            }
            for (long rule : need.signals().rules()) {
                byRule.computeIfAbsent(rule, number -> new ArrayList<>()).add(need);
            }
        }
    }

    /** Those that look for any signal of the observation, whatever its roles. */
    List<Need> of(Observation observation) {
        SignalSet signals = observation.signals();
        List<Need> known = bySignals.get(signals);
        if (known == null) {
            known = find(signals);
            if (bySignals.size() < REMEMBERED) {
                bySignals.put(signals, known);
            }
        }
        return known;
    }

    private List<Need> find(SignalSet signals) {
        List<Need> found = new ArrayList<>();
        for (Need need : ofFixed) {
            if (need.signals().intersects(signals)) {
                found.add(need);
            }
        }
        for (long rule : signals.rules()) {
            for (Need need : byRule.getOrDefault(rule, List.of())) {
                if (!found.contains(need)) {
                    found.add(need);
                }
            }
        }
        return List.copyOf(found);
    }
}
