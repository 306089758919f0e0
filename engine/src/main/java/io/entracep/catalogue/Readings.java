package io.entracep.catalogue;

import io.entracep.detection.Detection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which detection reads, or is part of, which others: all exist, and none reads itself. */
final class Readings {
    private final Map<String, Set<String>> reads;
    private final Map<String, Set<String>> wholes;

    /**
     * @param reads ids of the detections that one reads, by its own
     * @param wholes of those that it may be a part of
     */
    Readings(Map<String, Set<String>> reads, Map<String, Set<String>> wholes) {
        this.reads = reads;
        this.wholes = wholes;
    }

    static Readings of(List<Detection> all) {
        Map<String, Set<String>> reads = new LinkedHashMap<>();
        Map<String, Set<String>> wholes = new LinkedHashMap<>();
        for (Detection detection : all) {
            reads.put(detection.id(), detection.reads());
            Set<String> others = new LinkedHashSet<>(detection.entry().partOf());
            // Of itself it may be a part: of what it told in the period before.
            others.remove(detection.id());
            wholes.put(detection.id(), others);
        }
        return new Readings(reads, wholes);
    }

    /** What is wrong with them. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        reads.forEach((id, others) -> addUnknown(id + ": reads ", others, problems));
        wholes.forEach((id, others) -> addUnknown(id + ": part of ", others, problems));
        for (String id : reads.keySet()) {
            if (reaches(reads, id, id, new HashSet<>())) {
                problems.add(id + ": reads itself through other detections");
            }
            if (reaches(wholes, id, id, new HashSet<>())) {
                problems.add(id + ": part of itself through other detections");
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

    private static boolean reaches(
            Map<String, Set<String>> links, String from, String to, Set<String> seen) {
        for (String next : links.getOrDefault(from, Set.of())) {
            if (next.equals(to) || (seen.add(next) && reaches(links, next, to, seen))) {
                return true;
            }
        }
        return false;
    }
}
