package io.entracep.detection;

import io.entracep.signal.Observation;
import io.entracep.signal.SignalSet;
import io.entracep.state.Need;
import io.entracep.state.TimeRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Some window reached a number of observations, or of distinct values. One alert per entity and
 * aligned period: the period in which the window ends. The evidence is the first window that
 * reached it.
 */
public abstract class CountDetection extends LookingDetection {
    protected CountDetection(Entry entry) {
        super(entry);
    }

    @Override
    public final String kind() {
        return "count";
    }

    /** What it counts. */
    protected abstract SignalSet counted();

    /** The ways to reach it. */
    protected abstract List<CountRule> rules();

    /** What it has to say of a window that reached it and is not {@link #isExcused}. */
    protected abstract Draft describe(Reach reach, View view);

    /** Whether a window that reached it is none after all: by what the policy says of its end. */
    protected boolean isExcused(Reach reach, View view) {
        return false;
    }

    /** Whether this observation counts. */
    protected boolean counts(Observation observation, View view) {
        return true;
    }

    /** Whether this observation counts for the rule. */
    protected boolean counts(CountRule rule, Observation observation, View view) {
        return counts(observation, view);
    }

    /** Whether counting for the rule starts anew after what {@link #restarts} names. */
    protected boolean restarts(CountRule rule) {
        return true;
    }

    /**
     * How many it takes here; the rule's number unless the policy asks for more of some entities.
     */
    protected int atLeast(CountRule rule, View view) {
        return rule.atLeast();
    }

    /** Parts that the entity plays in what is counted. */
    protected int roles() {
        return -1;
    }

    /** Observations after which counting starts anew. */
    protected SignalSet restarts() {
        return SignalSet.NONE;
    }

    /**
     * What speaks against the count: a window is not reached where at least as many different
     * values of it lie in it as are counted. Its signals are among the {@link #context}. Null for
     * nothing.
     */
    protected @Nullable Counterweight counterweight() {
        return null;
    }

    /** Event time that is waited for after the end, for records that are logged late. */
    protected Duration latecomers() {
        return Duration.ZERO;
    }

    @Override
    public boolean waits() {
        return !latecomers().isZero();
    }

    @Override
    public Duration anchorLag() {
        return period().plus(longestAhead()).plus(latecomers());
    }

    /** From the begin of the window to the end of the period that it makes an alert of. */
    protected final TimeRange untilEndOfPeriod(Reach reach, View view) {
        long end = view.endOfPeriod(reach.end().time(), period(), view.policy().zone());
        return new TimeRange(reach.window().get(0).time(), end);
    }

    /** What to keep of the context; the first and last four of an hour unless it weighs. */
    protected Need contextNeed(SignalSet signals, Duration reach) {
        Counterweight weights = counterweight();
        return weights == null
                ? Need.stages(signals, -1, reach)
                : Need.perValue(signals, -1, reach, weights.value(), weights.perHour());
    }

    @Override
    protected Duration period() {
        return Duration.ofDays(1);
    }

    @Override
    public SignalSet triggers() {
        return counted().union(restarts()).union(context());
    }

    @Override
    public List<Need> needs() {
        List<Need> needs = new ArrayList<>();
        Duration beyond = period().plus(longestAhead()).plus(latecomers());
        for (CountRule rule : rules()) {
            needs.addAll(rule.needs(counted(), roles(), rule.window().plus(beyond)));
            if (!restarts().isEmpty() && restarts(rule)) {
                // Of a quarter of the window one restarts as well as many.
                Duration reach = longestWindow().plus(beyond);
                needs.add(Need.distinct(restarts(), roles(), rule.window(), reach, one -> "", 1));
            }
        }
        // An hour longer: what weighs is looked at by whole hours.
        Duration farthest = longestWindow().plus(longestBack()).plus(beyond).plusHours(1);
        needs.addAll(lookupNeeds(farthest, signals -> contextNeed(signals, farthest)));
        return needs;
    }

    @Override
    protected boolean asksAsOfObservations() {
        return true;
    }

    @Override
    public boolean canFind(View view) {
        return view.signals().intersects(counted());
    }

    @Override
    protected TimeRange anchorsAffectedBy(Observation observation) {
        return momentsAffectedBy(observation).widen(longestPeriod(), 0);
    }

    /** The context is evidence, or outweighs what counts. */
    @Override
    public boolean onlyRefines(Observation inserted) {
        SignalSet signals = inserted.signals();
        return !signals.intersects(counted()) && !signals.intersects(restarts());
    }

    /** It is nothing where no window that it lies in, or that looks it up, reaches the number. */
    @Override
    protected boolean isNothing(Observation inserted, View view) {
        if (inserted.signals().intersects(restarts()) || isLookedUp(inserted)) {
            return false;
        }
        long before = inserted.signals().intersects(context()) ? longestPeriod() : 0;
        TimeRange ends = TimeRange.around(inserted.time(), before, longestWindow().toMillis());
        for (CountRule rule : rules()) {
            // One more of a value may be too many: what was reached without it no longer is.
            if (!reaches(rule.eachAtMost(Integer.MAX_VALUE), view, ends, false).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether a new observation changes no moment: where nothing that counts lies in the windows
     * that it can end or weigh upon, there is none. True for nearly all successes that come in
     * order.
     */
    final boolean changesNoMoment(Observation inserted, View view) {
        return view.observations(momentsAffectedBy(inserted), counted()).isEmpty()
                || isNothing(inserted, view);
    }

    /** Moments at which the count is reached that the arrival may change. */
    protected TimeRange momentsAffectedBy(Observation observation) {
        Counterweight weights = counterweight();
        long begin =
                weights != null && observation.signals().intersects(weights.signals())
                        ? ComparedValues.startOfHour(observation.time())
                        : observation.time();
        return new TimeRange(begin, TimeRange.plus(observation.time(), longestWindow().toMillis()))
                .widen(longestAhead().toMillis(), longestBack().toMillis());
    }

    @Override
    public List<Finding> judge(View view, TimeRange anchors) {
        if (!context().isEmpty()) {
            view.prefetch(
                    ComparedValues.wholeHours(
                            anchors.widen(longestWindow().toMillis(), longestPeriod() + 1)),
                    context());
        }
        Map<Long, Draft> byPeriod = new TreeMap<>();
        Map<Long, Integer> greatest = new HashMap<>();
        for (CountRule rule : rules()) {
            Map<Long, Draft> first = new TreeMap<>();
            for (Reach reach : reaches(rule, view, anchors.widen(0, longestPeriod()), true)) {
                long start = view.startOfPeriod(reach.end().time(), period(), view.policy().zone());
                boolean tellsNoMore =
                        first.containsKey(start)
                                && reach.count() <= greatest.getOrDefault(start, 0);
                if (!anchors.contains(start) || tellsNoMore || isExcused(reach, view)) {
                    continue;
                }
                if (!first.containsKey(start)) {
                    first.put(start, describe(reach, view));
                }
                greatest.merge(start, reach.count(), Math::max);
            }
            first.forEach((start, draft) -> byPeriod.merge(start, draft, CountDetection::both));
        }
        boolean tellsCount = entry().tells(Draft.COUNT);
        List<Finding> findings = new ArrayList<>();
        byPeriod.forEach(
                (start, draft) ->
                        findings.add(
                                draft.value(Draft.COUNT, tellsCount ? greatest.get(start) : null)
                                        .toFinding(
                                                id(), view.entity(), Long.toString(start), start)));
        return findings;
    }

    /**
     * Each moment in the range at which the count was reached, as an observation of this
     * detection's finding; of its own severity, since nothing is described.
     */
    List<Observation> reachedIn(View view, TimeRange range) {
        List<Observation> moments = new ArrayList<>();
        for (CountRule rule : rules()) {
            for (Reach reach : reaches(rule, view, range, true)) {
                if (!isExcused(reach, view)) {
                    moments.add(Moment.of(reach, entry()));
                }
            }
        }
        moments.sort(Observation.ORDER);
        return moments;
    }

    /**
     * Every window of the rule that ends in the range and reached it.
     *
     * @param weighing whether what outweighs is looked at
     */
    private List<Reach> reaches(CountRule rule, View view, TimeRange ends, boolean weighing) {
        int atLeast = atLeast(rule, view);
        TimeRange range = ends.widen(rule.window().toMillis(), 0);
        Counterweight weights = weighing ? counterweight() : null;
        SignalSet read = counted().union(restarts());
        List<Observation> slice =
                view.observations(range, weights == null ? read : read.union(weights.signals()));
        if (slice.size() < atLeast) {
            return List.of();
        }
        List<Reach> reaches = new ArrayList<>();
        SlidingCount sliding =
                new SlidingCount(rule, atLeast, ComparedValues.in(view, range, id(), weights));
        for (Observation observation : slice) {
            if (observation.signals().intersects(restarts())) {
                if (restarts(rule)) {
                    sliding.restart();
                }
            } else if (observation.signals().intersects(counted())) {
                Reach reach =
                        observation.plays(roles()) && counts(rule, observation, view)
                                ? sliding.count(observation)
                                : null;
                if (reach != null && ends.contains(observation.time())) {
                    reaches.add(reach);
                }
            } else if (weights != null && weights.test().test(observation)) {
                sliding.outweigh(observation);
            }
        }
        return reaches;
    }

    private Duration longestWindow() {
        Duration longest = Duration.ZERO;
        for (CountRule rule : rules()) {
            longest = rule.window().compareTo(longest) > 0 ? rule.window() : longest;
        }
        return longest;
    }

    private static Draft both(Draft one, Draft other) {
        one.merge(other);
        return one;
    }
}
