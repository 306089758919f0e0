package io.entracep.detection;

import io.entracep.signal.Observation;
import java.util.List;

/**
 * One named part of a finding and the observations that filled it.
 *
 * @param name what the part is, in the words of the detection: {@code created}, {@code failures}
 * @param observations in time order, at least one
 */
public record Stage(String name, List<Observation> observations) {
    public Stage {
        observations = List.copyOf(observations);
    }
}
