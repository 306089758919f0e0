package io.entracep.catalogue;

import io.entracep.detection.Detection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which detection reads which others: all of them exist, and none reads itself. */
final class Readings {
    private final Map<String, Set<String>> reads = new LinkedHashMap<>();

    Readings(List<Detection> all) {
        all.forEach(detection -> reads.put(detection.id(), detection.reads()));
    }

    /** What is wrong with them. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        reads.forEach(
                (id, others) -> {
                    for (String other : others) {
                        if (!reads.containsKey(other)) {
                            problems.add(id + ": reads " + other + ", which does not exist");
                        }
                    }
                });
        for (String id : reads.keySet()) {
            if (reaches(id, id, new HashSet<>())) {
                problems.add(id + ": reads itself through other detections");
            }
        }
        return problems;
    }

    private boolean reaches(String from, String to, Set<String> seen) {
        for (String next : reads.getOrDefault(from, Set.of())) {
            if (next.equals(to) || (seen.add(next) && reaches(next, to, seen))) {
                return true;
            }
        }
        return false;
    }
}
