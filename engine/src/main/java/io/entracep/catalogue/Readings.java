package io.entracep.catalogue;

import io.entracep.detection.Detection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which detection reads, or is part of, which others: all exist, and none reads itself. */
final class Readings {
    private final Map<String, Set<String>> reads = new LinkedHashMap<>();
    private final Map<String, Set<String>> wholes = new LinkedHashMap<>();

    Readings(List<Detection> all) {
        for (Detection detection : all) {
            reads.put(detection.id(), detection.reads());
            wholes.put(detection.id(), Set.copyOf(detection.entry().partOf()));
        }
    }

    /** What is wrong with them. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        reads.forEach((id, others) -> addUnknown(id + ": reads ", others, problems));
        wholes.forEach((id, others) -> addUnknown(id + ": part of ", others, problems));
        for (String id : reads.keySet()) {
            if (reaches(id, id, new HashSet<>())) {
                problems.add(id + ": reads itself through other detections");
            }
        }
        return problems;
    }

    private void addUnknown(String what, Set<String> others, List<String> problems) {
        for (String other : others) {
            if (!reads.containsKey(other)) {
                problems.add(what + other + ", which does not exist");
            }
        }
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
