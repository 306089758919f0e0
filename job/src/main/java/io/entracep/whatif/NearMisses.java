package io.entracep.whatif;

import io.entracep.alert.Alert;
import io.entracep.policy.Policy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What almost fired: replays with every threshold at half and every window at twice its value, then
 * with one setting of each detection at a time. At most six replays, however many detections.
 */
public final class NearMisses {
    private static final int STEPS = 4;

    private final Replays replays;
    private final Policy policy;

    public NearMisses(Replays replays, Policy policy) {
        this.replays = replays;
        this.policy = policy;
    }

    /**
     * An alert that would be there with other settings.
     *
     * @param alert as it would be, with the settings moved so far
     * @param enough settings of which each alone is enough; empty where it takes several at once
     */
    public record NearMiss(Alert alert, List<OtherValue> enough) {}

    /**
     * Those that concern the reader and did not fire.
     *
     * @param fired ids of alerts that are there
     * @param concerns which alerts are asked for
     */
    public List<NearMiss> of(Set<String> fired, Predicate<Alert> concerns) throws IOException {
        List<OtherValue> relaxed = Relaxation.all(policy, replays.catalogue());
        Map<String, Alert> near = new TreeMap<>();
        alerts(relaxed).stream()
                .filter(alert -> !fired.contains(alert.alertId()) && concerns.test(alert))
                .forEach(alert -> near.put(alert.alertId(), alert));
        Set<String> detections =
                near.values().stream().map(Alert::detectionId).collect(Collectors.toSet());
        Map<String, List<OtherValue>> enough = new LinkedHashMap<>();
        for (List<OtherValue> turn : turns(relaxed, detections)) {
            addSufficient(turn, near.keySet(), enough);
        }
        return near.values().stream()
                .map(alert -> new NearMiss(alert, enough.getOrDefault(alert.alertId(), List.of())))
                .toList();
    }

    /** One setting of each detection at a time: detections do not disturb one another. */
    private static Collection<List<OtherValue>> turns(
            List<OtherValue> values, Set<String> detections) {
        Map<String, Integer> seen = new TreeMap<>();
        Map<Integer, List<OtherValue>> turns = new TreeMap<>();
        for (OtherValue value : values) {
            if (detections.contains(value.detectionId())) {
                int turn = seen.merge(value.detectionId(), 1, Integer::sum);
                turns.computeIfAbsent(Math.min(turn, STEPS), any -> new ArrayList<>()).add(value);
            }
        }
        return turns.values();
    }

    private void addSufficient(
            List<OtherValue> turn, Set<String> near, Map<String, List<OtherValue>> enough)
            throws IOException {
        Map<String, OtherValue> byDetection = new TreeMap<>();
        turn.forEach(value -> byDetection.putIfAbsent(value.detectionId(), value));
        for (Alert alert : alerts(byDetection.values())) {
            OtherValue value = byDetection.get(alert.detectionId());
            if (near.contains(alert.alertId()) && value != null) {
                enough.computeIfAbsent(alert.alertId(), any -> new ArrayList<>()).add(value);
            }
        }
    }

    private List<Alert> alerts(Collection<OtherValue> values) throws IOException {
        Policy other = OtherPolicy.with(policy, values, replays.catalogue());
        return other == null ? List.of() : replays.alerts(other);
    }
}
