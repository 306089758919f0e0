package io.entracep.detection;

import io.entracep.signal.Observation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Slides the window of one rule over observations, given in order. */
final class SlidingCount {
    private final CountRule rule;
    private final long window;
    private final int atLeast;
    private final List<Observation> counted = new ArrayList<>();

    /** What each that is counted is counted by. */
    private final List<String> countedBy = new ArrayList<>();

    private final List<@Nullable String> spreadBy = new ArrayList<>();
    private final List<Observation> outweighing = new ArrayList<>();
    private final List<@Nullable String> outweighingBy = new ArrayList<>();
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
        this.window = rule.window().toMillis();
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
        String value = rule.valueOf(observation);
        if (compared.has(observation.time(), value)) {
            outweighing.add(observation);
            outweighingBy.add(value);
            outweighed.enter(value);
        }
    }

    /** Counts; returns the window that ends here if it reached the number, else null. */
    @Nullable Reach count(Observation observation) {
        String value = rule.valueOf(observation);
        if (value == null) {
            return null;
        }
        String spreadValue = rule.spreadOf(observation);
        counted.add(observation);
        countedBy.add(value);
        spreadBy.add(spreadValue);
        values.enter(value);
        if (isComparedApart(observation, value)) {
            valuesCompared.enter(value);
        }
        spread.enter(spreadValue);
        long begin = observation.time() - window;
        while (counted.get(from).time() <= begin) {
            leave(from++);
        }
        if (values.size() < atLeast || spread.size() < rule.spreadAtLeast() || isOutweighed()) {
            return null;
        }
        return new Reach(rule, counted, from, counted.size(), values.size());
    }

    private void leave(int index) {
        String value = countedBy.get(index);
        values.leave(value);
        if (isComparedApart(counted.get(index), value)) {
            valuesCompared.leave(value);
        }
        spread.leave(spreadBy.get(index));
    }

    private boolean isOutweighed() {
        long begin = counted.get(from).time();
        while (outweighingFrom < outweighing.size()
                && outweighing.get(outweighingFrom).time() < begin) {
            outweighed.leave(outweighingBy.get(outweighingFrom++));
        }
        return outweighed.size() >= (compared.isAll() ? values : valuesCompared).size();
    }

    private boolean isComparedApart(Observation observation, String value) {
        return !compared.isAll() && compared.has(observation.time(), value);
    }
}
