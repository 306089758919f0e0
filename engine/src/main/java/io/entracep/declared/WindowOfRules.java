package io.entracep.declared;

import io.entracep.detection.Detection;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.Finding;
import io.entracep.detection.Placement;
import io.entracep.detection.View;
import io.entracep.rule.CorrelationRule;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import io.entracep.signal.SignalSet;
import io.entracep.state.Need;
import io.entracep.state.TimeRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A correlation over windows that slide: of each record the window that ends with it is looked at.
 * The first of an aligned period that is what it asks for is told.
 */
final class WindowOfRules extends Detection {
    /** Of each rule so many are kept at either end of a bucket: a quarter of the window or less. */
    private static final int KEPT = 100;

    /** Where it only matters that they match: the same. */
    private static final int KEPT_TOGETHER = 4;

    private final CorrelationRule rule;
    private final Story story;
    private final Correlated correlated;
    private final Figure figure;
    private final SignalSet signals;

    WindowOfRules(Entry entry, CorrelationRule rule, Story story, Set<String> counts) {
        super(entry);
        this.rule = rule;
        this.story = story;
        this.correlated = new Correlated(id(), rule, story, counts);
        this.figure = new Figure(rule, correlated);
        this.signals = correlated.signals();
    }

    @Override
    public String kind() {
        return "window";
    }

    @Override
    public EntityType entityType() {
        return EntityType.CORRELATION;
    }

    @Override
    public boolean reads(EntityType type) {
        return true;
    }

    @Override
    public List<Placement> placements() {
        return correlated.placements();
    }

    @Override
    public SignalSet triggers() {
        return signals;
    }

    @Override
    public List<Need> needs() {
        Duration reach = rule.timespan().plus(period());
        int kept = 2 * (rule.type().isTemporal() ? KEPT_TOGETHER : KEPT);
        List<Need> needs = new ArrayList<>();
        for (String key : rule.rules()) {
            if (correlated.counts().contains(key)) {
                continue;
            }
            needs.add(Need.count(correlated.signals(key), -1, rule.timespan(), reach, kept));
        }
        return needs;
    }

    @Override
    protected Duration period() {
        return story.onceOr(rule.timespan());
    }

    @Override
    public boolean waits() {
        return story.settles();
    }

    @Override
    public boolean readsPrivilege() {
        return story.readsPrivilege();
    }

    @Override
    public Set<String> reads() {
        return correlated.counts();
    }

    @Override
    public Duration momentsReach() {
        return rule.timespan().plus(period());
    }

    @Override
    public boolean canFind(View view) {
        List<String> keys = correlated.keys();
        return asksForAll()
                ? keys.stream().allMatch(key -> correlated.mayMatch(key, view))
                : keys.stream().anyMatch(key -> correlated.mayMatch(key, view));
    }

    private boolean asksForAll() {
        return rule.type().isTemporal()
                && rule.expression() == null
                && rule.comparisons().isEmpty();
    }

    @Override
    protected TimeRange anchorsAffectedByMoments(TimeRange moments) {
        return moments.widen(longestPeriod(), rule.timespan().toMillis());
    }

    @Override
    protected TimeRange anchorsAffectedBy(Observation observation) {
        return new TimeRange(
                        observation.time(),
                        TimeRange.plus(observation.time(), rule.timespan().toMillis()))
                .widen(longestPeriod(), 0);
    }

    @Override
    public List<Finding> judge(View view, TimeRange anchors) {
        TimeRange ends = anchors.widen(0, longestPeriod());
        List<Observation> slice = slice(view, ends.widen(rule.timespan().toMillis(), 0));
        Map<Long, Draft> first = new TreeMap<>();
        Together together = new Together(rule, correlated);
        int from = 0;
        for (int i = 0; i < slice.size(); i++) {
            Observation end = slice.get(i);
            together.enter(end);
            while (slice.get(from).time() <= end.time() - rule.timespan().toMillis()) {
                together.leave(slice.get(from++));
            }
            long start = startOfPeriod(end.time(), view);
            if (!ends.contains(end.time())
                    || !anchors.contains(start)
                    || first.containsKey(start)) {
                continue;
            }
            List<Observation> window = slice.subList(from, i + 1);
            Draft draft = holds(together, window) ? told(window, view) : null;
            if (draft != null) {
                first.put(start, draft);
            }
        }
        List<Finding> findings = new ArrayList<>();
        first.forEach((start, draft) -> findings.add(finding(draft, view, start)));
        return findings;
    }

    private List<Observation> slice(View view, TimeRange range) {
        List<Observation> records = view.observations(range, signals);
        if (correlated.counts().isEmpty()) {
            return records;
        }
        List<Observation> slice = new ArrayList<>(records);
        correlated.counts().forEach(count -> slice.addAll(view.reached(count, range)));
        slice.sort(Observation.ORDER);
        return slice;
    }

    private boolean holds(Together together, List<Observation> window) {
        return rule.type().isTemporal() ? together.holds() : figure.holds(window);
    }

    private @Nullable Draft told(List<Observation> window, View view) {
        Draft draft =
                story.tell(Correlated.record(window.get(window.size() - 1)), view, severity());
        return draft == null
                ? null
                : draft.stage(EventRule.MATCH, window)
                        .about(correlated.about(window.stream().map(Correlated::record).toList()))
                        .value(Draft.COUNT, window.size());
    }
}
