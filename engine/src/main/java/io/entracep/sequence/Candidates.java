package io.entracep.sequence;

import io.entracep.signal.Observation;
import java.util.ArrayList;
import java.util.List;

/**
 * The observations that enter one run of the NFA: the end, then latest first at most {@link #MOST}
 * that satisfy some stage for the join key of the run.
 *
 * <p>The bound never invents a match: what could stand between two stages is later than the earlier
 * of them, so it is there if the stage is there. It also never changes which match is found, since
 * that is the latest. It can only lose matches that begin further back. Two things keep that rare:
 * only observations that satisfy a stage count, and of neighbours that satisfy the same stages only
 * those that can be told apart are kept (see {@link #enough}).
 */
final class Candidates {
    /** Observations before the end in one run. */
    static final int MOST = 64;

    private final Stages stages;
    private final Observation end;
    private final List<Observation> observations = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();

    private Candidates(Observation end, Stages stages) {
        this.stages = stages;
        this.end = end;
        add(end, stages.end().bit());
    }

    /** The candidates for one join key; the key is not looked at where nothing is joined. */
    static Candidates of(Observation end, List<Sighting> before, String key, Stages stages) {
        Candidates candidates = new Candidates(end, stages);
        long sameAsLater = 0;
        int inARow = 0;
        for (Sighting sighting : before) {
            long satisfied = sighting.stagesJoinedBy(key, stages);
            if (satisfied == 0) {
                continue;
            }
            inARow = satisfied == sameAsLater ? inARow + 1 : 1;
            sameAsLater = satisfied;
            if (inARow <= candidates.enough(satisfied)) {
                candidates.add(sighting.observation(), satisfied);
            }
            if (candidates.observations.size() > MOST) {
                break;
            }
        }
        return candidates;
    }

    /**
     * How many neighbours that satisfy the same stages can matter. One, if they only negate. As
     * many as they are stages, the latest, if they negate nothing and have no gap: any match can be
     * moved to these without anything new between its stages. Otherwise all of them, since it may
     * be an early one that nothing negates or that is near enough to the stage before.
     */
    private int enough(long satisfied) {
        if ((satisfied & stages.positiveBits()) == 0) {
            return 1;
        }
        boolean interchangeable =
                (satisfied & ~stages.positiveBits()) == 0 && (satisfied & stages.gappedBits()) == 0;
        return interchangeable ? Long.bitCount(satisfied) : Integer.MAX_VALUE;
    }

    /**
     * First as the stages it can be, then as what it negates: passed over, it lies between. Taken
     * as a stage it does not, unless it satisfies what may not come directly before that stage.
     * Then it is negated at once, as it is in a pattern that Flink matches forwards; only the end
     * is exempt, there and here.
     */
    private void add(Observation observation, long satisfied) {
        int position = observations.size();
        long time = end.time() - observation.time();
        long positive = satisfied & stages.positiveBits();
        long negated = satisfied & ~stages.positiveBits();
        observations.add(observation);
        if (positive != 0) {
            steps.add(new Step(position, time, positive));
        }
        if (negated != 0) {
            steps.add(new Step(position, time, negated));
        }
    }

    /** Whether the positive stages are there in order, negations and gaps aside. */
    boolean mayMatch() {
        int missing = stages.positive().size() - 1;
        for (Step step : steps) {
            if (missing >= 0 && step.is(stages.positive().get(missing).bit())) {
                missing--;
            }
        }
        return missing < 0;
    }

    /** In the order in which they are fed: back in time. */
    List<Step> steps() {
        return steps;
    }

    Observation observation(Step step) {
        return observations.get(step.position());
    }
}
