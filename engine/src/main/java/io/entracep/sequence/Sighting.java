package io.entracep.sequence;

import io.entracep.signal.Observation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * An observation before the end that satisfies stages.
 *
 * @param observation what was seen
 * @param stages bits of the stages, positive and negated, whose conditions it satisfies and for
 *     which it has a key where one is needed; not empty
 */
record Sighting(Observation observation, long stages) {

    /**
     * Everything in the slice that can matter to the end: before it in {@link Observation#ORDER},
     * within the window, satisfying a stage.
     *
     * @param slice in {@link Observation#ORDER}
     * @return latest first, each observation once
     */
    static List<Sighting> before(Observation end, List<Observation> slice, Stages stages) {
        List<Sighting> sightings = new ArrayList<>();
        Observation later = end;
        for (int i = indexOf(end, slice) - 1; i >= 0; i--) {
            Observation observation = slice.get(i);
            if (end.time() - observation.time() >= stages.windowMillis()) {
                break;
            }
            boolean again = Observation.ORDER.compare(observation, later) == 0;
            long satisfied = again ? 0 : stagesOf(observation, stages);
            if (satisfied != 0) {
                sightings.add(new Sighting(observation, satisfied));
            }
            later = observation;
        }
        return sightings;
    }

    private static int indexOf(Observation end, List<Observation> slice) {
        int index = Collections.binarySearch(slice, end, Observation.ORDER);
        return index >= 0 ? index : -index - 1;
    }

    private static long stagesOf(Observation observation, Stages stages) {
        long satisfied = 0;
        for (Stage stage : stages.beforeTheEnd()) {
            if (stage.accepts(observation)) {
                satisfied |= stage.bit();
            }
        }
        return satisfied;
    }

    boolean is(Stage stage) {
        return (stages & stage.bit()) != 0;
    }

    /** The stages that remain when joined stages must have this key. */
    long stagesJoinedBy(String key, Stages all) {
        long joined = stages;
        for (Stage stage : all.natural()) {
            if (is(stage) && stage.isJoined() && !key.equals(stage.keyOf(observation))) {
                joined &= ~stage.bit();
            }
        }
        return joined;
    }
}
