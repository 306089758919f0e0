package io.entracep.detection;

import io.entracep.signal.Observation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Matches one sequence backwards from its end. Not thread-safe. */
public interface SequenceMatcher {

    /**
     * The one match that ends in {@code end}: of all matches the one whose stages are latest,
     * compared stage by stage from the end backwards by {@link Observation#ORDER}.
     *
     * @param slice observations of one entity in {@link Observation#ORDER}, {@code end} among them;
     *     others may be there that play no part
     * @return observation by stage name (positive stages only, in natural order), empty where
     *     nothing ends in {@code end}
     */
    Optional<Map<String, Observation>> matchEndingIn(Observation end, List<Observation> slice);

    /** Makes matchers. The implementation owns the engine that they share. */
    interface Factory {
        /**
         * @throws IllegalArgumentException with every reason why the pattern is not admitted
         */
        SequenceMatcher create(SequenceDefinition definition);
    }
}
