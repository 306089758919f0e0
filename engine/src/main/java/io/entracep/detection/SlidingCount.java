package io.entracep.detection;

import io.entracep.signal.Observation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Slides the window of one rule over observations, given in order. */
final class SlidingCount {
    private final CountRule rule;
    private final int atLeast;
    private final List<Observation> counted = new ArrayList<>();
    private final List<Observation> outweighing = new ArrayList<>();
    private final ComparedValues compared;
    private Tally values;
    private Tally valuesCompared;
    private Tally spread = new Tally(Integer.MAX_VALUE);
    private final Tally outweighed = new Tally(Integer.MAX_VALUE);
    private int from;
    private int outweighingFrom;

    /**
     * @param atLeast how many it takes, which may be more than the rule says
     * @param compared of which values the count is weighed
     */
    SlidingCount(CountRule rule, int atLeast, ComparedValues compared) {
        this.rule = rule;
        this.atLeast = atLeast;
        this.compared = compared;
        this.values = new Tally(rule.atMostEach());
        this.valuesCompared = new Tally(rule.atMostEach());
    }

    /** What was counted so far counts no more. */
    void restart() {
        from = counted.size();
        values = new Tally(rule.atMostEach());
        valuesCompared = new Tally(rule.atMostEach());
        spread = new Tally(Integer.MAX_VALUE);
    }

    /** Takes in what speaks against the count. */
    void outweigh(Observation observation) {
        if (compared.has(observation.time(), rule.valueOf(observation))) {
            outweighing.add(observation);
            outweighed.enter(rule.valueOf(observation));
        }
    }

    /** Counts; returns the window that ends here if it reached the number, else null. */
    @Nullable Reach count(Observation observation) {
        String value = rule.valueOf(observation);
        if (value == null) {
            return null;
        }
        counted.add(observation);
        values.enter(value);
        if (isComparedApart(observation)) {
            valuesCompared.enter(value);
        }
        spread.enter(rule.spreadOf(observation));
        long begin = observation.time() - rule.window().toMillis();
        while (counted.get(from).time() <= begin) {
            Observation leaving = counted.get(from++);
            values.leave(rule.valueOf(leaving));
            if (isComparedApart(leaving)) {
                valuesCompared.leave(rule.valueOf(leaving));
            }
            spread.leave(rule.spreadOf(leaving));
        }
        if (values.size() < atLeast || spread.size() < rule.spreadAtLeast() || isOutweighed()) {
            return null;
        }
        return new Reach(rule, counted, from, counted.size(), values.size());
    }

    private boolean isOutweighed() {
        long begin = counted.get(from).time();
        while (outweighingFrom < outweighing.size()
                && outweighing.get(outweighingFrom).time() < begin) {
            outweighed.leave(rule.valueOf(outweighing.get(outweighingFrom++)));
        }
        return outweighed.size() >= (compared.isAll() ? values : valuesCompared).size();
    }

    private boolean isComparedApart(Observation observation) {
        return !compared.isAll() && compared.has(observation.time(), rule.valueOf(observation));
    }
}
