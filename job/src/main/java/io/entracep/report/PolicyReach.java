package io.entracep.report;

import io.entracep.catalogue.Catalogue;
import io.entracep.detection.Detection;
import io.entracep.detection.Entry;
import io.entracep.policy.TenantPolicy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What of a policy can change what a detection finds.
 *
 * @param detections itself and those that it reads, and those that these read
 * @param keys keys of the policy that any of them reads
 */
record PolicyReach(Set<String> detections, Set<String> keys) {

    /** By id of the detection, of all that are awake under the policy. */
    static Map<String, PolicyReach> of(TenantPolicy policy) {
        Catalogue catalogue = Catalogue.load();
        Map<String, Detection> awake = new HashMap<>();
        Stream.concat(
                        catalogue.detecting(policy).all().stream(),
                        catalogue.correlating(policy).all().stream())
                .forEach(detection -> awake.put(detection.id(), detection));
        Map<String, PolicyReach> reaches = new HashMap<>();
        for (Entry entry : catalogue.entries()) {
            reaches.put(entry.id(), of(entry.id(), awake, catalogue));
        }
        return reaches;
    }

    private static PolicyReach of(String id, Map<String, Detection> awake, Catalogue catalogue) {
        Set<String> detections = new TreeSet<>();
        Set<String> keys = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(Set.of(id));
        while (!open.isEmpty()) {
            String next = open.pop();
            Entry entry = catalogue.entry(next);
            if (entry != null && detections.add(next)) {
                keys.addAll(entry.requires());
                keys.addAll(entry.uses());
                @Nullable Detection detection = awake.get(next);
                open.addAll(detection == null ? Set.of() : detection.reads());
            }
        }
        return new PolicyReach(detections, keys);
    }
}
