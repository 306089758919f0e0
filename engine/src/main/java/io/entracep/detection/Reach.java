package io.entracep.detection;

import io.entracep.signal.Observation;
import java.util.List;

/**
 * A window that reached the number of a {@link CountDetection}.
 *
 * @param rule the way
 * @param counted what was counted, in order; may go on after the window
 * @param from index of the first observation of the window
 * @param to index after its last observation
 * @param count how many, or how many distinct values; a lower bound where more was seen than is
 *     kept
 */
public record Reach(CountRule rule, List<Observation> counted, int from, int to, int count) {
    /** Observations of the window, in order. */
    public List<Observation> window() {
        return counted.subList(from, to);
    }

    /** The observation with which the window ends. */
    public Observation end() {
        return counted.get(to - 1);
    }
}
