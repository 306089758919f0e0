package io.entracep.detection;

import io.entracep.signal.Observation;
import java.util.Map;

/**
 * One match of a sequence.
 *
 * @param stages observation by name of the (positive) stage, in natural order
 */
public record Match(Map<String, Observation> stages) {

    /**
     * The observation of the stage.
     *
     * @throws IllegalArgumentException where the pattern has no such stage
     */
    public Observation stage(String name) {
        Observation observation = stages.get(name);
        if (observation == null) {
            throw new IllegalArgumentException("no stage " + name + " in " + stages.keySet());
        }
        return observation;
    }
}
