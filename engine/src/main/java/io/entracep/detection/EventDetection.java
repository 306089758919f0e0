package io.entracep.detection;

import io.entracep.signal.Observation;
import io.entracep.signal.SignalSet;
import io.entracep.state.Need;
import io.entracep.state.TimeRange;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A predicate over one observation, with look-backs into journal, calendars and privileges as of
 * its time. Each observation is one alert, or one alert per group and aligned period where {@link
 * #period} is not zero.
 */
public abstract class EventDetection extends LookingDetection {

    /** {@link #examined}, once asked. */
    private @Nullable Condition examined;

    /** {@link #reads()}, once asked: every arrival is compared with it. */
    private @Nullable Set<String> reads;

    protected EventDetection(Entry entry) {
        super(entry);
    }

    /** What it examines, and which part the entity plays in it. The same whenever asked. */
    protected abstract Condition examined();

    /** What it has to say of one observation; null for nothing. */
    protected abstract @Nullable Draft examine(Observation observation, View view);

    /** Parts that the entity plays in what is examined. */
    protected final int roles() {
        return examinedOnce().roles();
    }

    /** How far before the examined one lies what it looks up. */
    protected Duration lookBack() {
        return longestBack();
    }

    /** How far after the examined one lies what it looks up: what raises an alert later. */
    protected Duration lookAhead() {
        return longestAhead();
    }

    /** Event time that is waited for after the examined one, for records that are logged late. */
    protected Duration latecomers() {
        return Duration.ZERO;
    }

    /** Zone in which the days of the period begin: the tenant's unless overridden. */
    protected ZoneId zone(View view) {
        return view.policy().zone();
    }

    @Override
    public Duration anchorLag() {
        return period().plus(lookAhead()).plus(latecomers());
    }

    @Override
    public boolean waits() {
        return !latecomers().isZero();
    }

    @Override
    public Set<String> reads() {
        if (reads == null) {
            Set<String> all = new HashSet<>(examinedOnce().findingsOf());
            all.addAll(lookedUpFindings());
            reads = Set.copyOf(all);
        }
        return reads;
    }

    @Override
    public SignalSet triggers() {
        return examinedOnce().signals().union(context());
    }

    @Override
    public List<Need> needs() {
        Duration reach = period().plus(lookAhead()).plus(latecomers());
        List<Need> needs = new ArrayList<>(examinedNeeds(examinedOnce().signals(), reach));
        Duration farthest = reach.plus(lookBack());
        needs.addAll(lookupNeeds(farthest, signals -> contextNeed(signals, farthest)));
        return needs;
    }

    /** What to keep of the examined; what its condition says unless overridden. */
    protected List<Need> examinedNeeds(SignalSet signals, Duration reach) {
        return examinedOnce().needs(reach);
    }

    /** What to keep of the context; the first and last four of an hour unless overridden. */
    protected Need contextNeed(SignalSet signals, Duration reach) {
        return Need.stages(signals, -1, reach);
    }

    @Override
    protected boolean asksAsOfObservations() {
        return true;
    }

    @Override
    public boolean canFind(View view) {
        return view.signals().intersects(examinedOnce().signals());
    }

    @Override
    protected TimeRange anchorsAffectedBy(Observation observation) {
        TimeRange events = TimeRange.NEVER;
        if (observation.signals().intersects(examinedOnce().signals())) {
            events = TimeRange.at(observation.time());
        }
        if (observation.signals().intersects(context())) {
            events =
                    events.span(
                            TimeRange.around(
                                    observation.time(),
                                    lookAhead().toMillis(),
                                    lookBack().toMillis()));
        }
        return events.widen(longestPeriod(), 0);
    }

    @Override
    protected boolean isNothing(Observation inserted, View view) {
        SignalSet signals = inserted.signals();
        return !signals.intersects(context())
                && (!examinedOnce().filter(inserted) || examine(inserted, view) == null);
    }

    @Override
    public List<Finding> judge(View view, TimeRange anchors) {
        List<Finding> findings = new ArrayList<>();
        Map<String, Occurrences> groups = new LinkedHashMap<>();
        for (Observation observation :
                view.observations(anchors.widen(0, longestPeriod()), examinedOnce().signals())) {
            long anchor = anchorTime(observation, view);
            if (!examinedOnce().filter(observation) || !anchors.contains(anchor)) {
                continue;
            }
            Draft draft = examine(observation, view);
            if (draft == null) {
                continue;
            }
            if (period().isZero()) {
                findings.add(
                        draft.toFinding(
                                id(), view.entity(), observation.eventId(), observation.time()));
            } else {
                groups.computeIfAbsent(
                                draft.group() + "|" + anchor, key -> new Occurrences(anchor, draft))
                        .add(draft);
            }
        }
        // No detection reads how often it was; what is not told must not be told anew.
        boolean tellsCount = entry().tellsPeople(Draft.COUNT);
        groups.forEach(
                (anchor, group) -> findings.add(group.finding(id(), view, anchor, tellsCount)));
        return findings;
    }

    private Condition examinedOnce() {
        if (examined == null) {
            examined = examined();
        }
        return examined;
    }

    private long anchorTime(Observation observation, View view) {
        return period().isZero()
                ? observation.time()
                : view.startOfPeriod(observation.time(), period(), zone(view));
    }

    /** The occurrences of one group in one period. */
    private static final class Occurrences {
        private final long start;
        private final Draft first;
        private int count;

        Occurrences(long start, Draft first) {
            this.start = start;
            this.first = first;
        }

        void add(Draft draft) {
            count++;
            if (draft != first) {
                first.merge(draft);
            }
        }

        Finding finding(String detectionId, View view, String anchor, boolean tellsCount) {
            return first.value(Draft.COUNT, tellsCount ? count : null)
                    .toFinding(detectionId, view.entity(), anchor, start);
        }
    }
}
