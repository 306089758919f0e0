package io.entracep.signal;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an observation carries when it is not a record but the finding of another detection.
 *
 * @param detectionId detection that found it
 * @param findingId id of the finding, empty for an observation derived and used within one
 *     judgement
 * @param severity its severity in lower case
 * @param values facts for texts and comparisons
 * @param evidence observations that made it, in time order
 */
public record Derivation(
        String detectionId,
        String findingId,
        String severity,
        Map<String, String> values,
        List<Observation> evidence) {

    public Derivation {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
        evidence = List.copyOf(evidence);
    }
}
